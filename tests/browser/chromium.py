"""Which Chromium the tests drive, and what it needs to run here."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class Chromium(NamedTuple):
    path: str
    libraries: str | None
    """A folder with the shared libraries this system lacks."""

    @property
    def environment(self) -> dict[str, str | float | bool]:
        found: dict[str, str | float | bool] = dict(os.environ)
        if self.libraries:
            found["LD_LIBRARY_PATH"] = self.libraries
        return found


def find() -> Chromium:
    """NIAGA_CHROMIUM, else the system's own, else the one `make test` installs from npm."""
    named = os.environ.get("NIAGA_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if named:
        return Chromium(named, None)
    if not (HERE / "node_modules").exists():
        raise FileNotFoundError("No Chromium: run `make test` once, or set NIAGA_CHROMIUM to one")
    told = subprocess.run(["node", "where.js"], cwd=HERE, check=True, capture_output=True, text=True)
    packaged = json.loads(told.stdout)
    return Chromium(packaged["path"], packaged["libraries"] if _lacks_libraries(packaged["path"]) else None)


def _lacks_libraries(path: str) -> bool:
    ldd = shutil.which("ldd")
    return ldd is not None and "not found" in subprocess.run([ldd, path], capture_output=True, text=True).stdout
