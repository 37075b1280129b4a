"""Asks the package registries for known holes in what the lock files name. Exit 1 if there is one.

python -m tools.audit: Python's packages by pip-audit, JavaScript's by `npm audit` (high and critical ones). Where
nobody answers, or only without looking, a line says so and nothing fails: a build must not need the network.
What is accepted, and why, stands in requirements/accepted.txt: an advisory's id in each line.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent
LOCKS = ("requirements/run.lock", "requirements/dev.lock")
ACCEPTED = ROOT / "requirements" / "accepted.txt"
PACKAGES = ("web", "niaga/demo", "tests/browser", "bench")
TIMEOUT_S = 120
NOBODY = "nobody here answers with advisories"


class Audit(NamedTuple):
    of: str
    holes: list[str]
    unseen: str = ""
    """Why nobody has looked, or not at everything."""


def main() -> int:
    accepted = {line.split()[0] for line in ACCEPTED.read_text().splitlines() if line.strip() and line[0] != "#"}
    with ThreadPoolExecutor() as asking:
        ours = asking.submit(lambda: python(run(_pip_audit())))
        theirs = [asking.submit(_of_npm, folder) for folder in PACKAGES]
        found = [ours.result(), *(one.result() for one in theirs)]
    lines, status = verdict(found, accepted)
    print("\n".join(lines) or "audit: no known hole in what the lock files name")  # noqa: T201 - for a person
    return status


def _of_npm(folder: str) -> Audit:
    return npm(folder, run(_npm_audit(), ROOT / folder))


def verdict(found: Sequence[Audit], accepted: set[str]) -> tuple[list[str], int]:
    """What to say, and whether it fails."""
    unseen: dict[str, list[str]] = {}
    for audit in found:
        if audit.unseen:
            unseen.setdefault(audit.unseen, []).append(audit.of)
    notes = [f"audit: not looked at {', '.join(which)}: {why}" for why, which in unseen.items()]
    holes = [f"{audit.of}: {hole}" for audit in found for hole in audit.holes if not accepted & set(hole.split())]
    return [*notes, *holes], int(bool(holes))


def run(command: list[str], folder: Path = ROOT) -> str:
    """What it says on its standard output; nothing where it is not there or takes too long."""
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, timeout=TIMEOUT_S, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout


def _pip_audit() -> list[str]:
    quiet = ["--disable-pip", "--require-hashes", "--progress-spinner", "off", "--timeout", "10", "--format", "json"]
    tool = str(Path(sys.executable).parent / "pip-audit")
    return [tool, *quiet, *(part for lock in LOCKS for part in ("--requirement", lock))]


def _npm_audit() -> list[str]:
    return ["npm", "audit", "--json", "--package-lock-only", "--audit-level=high"]


def python(said: str) -> Audit:
    """Reads pip-audit's report. It counts as skipped, and as no hole, what its registry does not know."""
    report = _read(said)
    if not report.get("dependencies"):
        return Audit("Python", [], NOBODY)
    skipped = [d["name"] for d in report["dependencies"] if "skip_reason" in d]
    known = [d for d in report["dependencies"] if d.get("vulns")]
    holes = [f"{d['name']} {d['version']} {v['id']} {' '.join(v['aliases'])}" for d in known for v in d["vulns"]]
    if len(skipped) == len(report["dependencies"]):
        return Audit("Python", holes, NOBODY)
    return Audit("Python", holes, f"{len(skipped)} packages ({', '.join(skipped[:5])} …)" if skipped else "")


def npm(folder: str, said: str) -> Audit:
    """Reads npm's report."""
    report = _read(said)
    if "vulnerabilities" not in report:
        return Audit(f"npm in {folder}", [], NOBODY)
    return Audit(f"npm in {folder}", list(_high(report["vulnerabilities"])))


def _high(packages: dict[str, Any]) -> Iterator[str]:
    for name, found in packages.items():
        for via in found["via"]:
            if isinstance(via, dict) and via.get("severity") in ("high", "critical"):
                yield f"{name} {via['severity']} {via['url'].rpartition('/')[2]} {via['title']}"


def _read(said: str) -> dict[str, Any]:
    try:
        report = json.loads(said)
    except ValueError:
        return {}
    return report if isinstance(report, dict) else {}


if __name__ == "__main__":
    raise SystemExit(main())
