"""From `niaga up` in a prepared folder to the first page, and what all processes weigh together."""

import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

from bench.report import Report
from tests import running


async def run(report: Report) -> None:
    report.section("Start and weight")
    with tempfile.TemporaryDirectory(prefix="niaga-bench-") as folder:
        port, simulator_port = running.free_ports(2)
        environment = {
            **os.environ,
            "NIAGA_MODE": "demo",
            "NIAGA_HOME": folder,
            "NIAGA_PORT": str(port),
            "NIAGA_SIMULATOR_PORT": str(simulator_port),
        }
        report_first = _until_first_page(environment, port)
        report.at_most("niaga up, first time, demo loaded", report_first[0], "s", 60)
        again, weight = _until_first_page(environment, port)
        report.at_most("niaga up to first page, prepared folder", again, "s", 5)
        report.at_most("all processes together (PSS)", weight, "MB", 450)


def _until_first_page(environment: dict[str, str], port: int) -> tuple[float, float]:
    """Seconds to the first page, and megabytes of all processes a moment later."""
    start = time.monotonic()
    up = subprocess.Popen(
        [sys.executable, "-m", "niaga", "up"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        while True:
            assert up.poll() is None, "niaga up ended"
            assert time.monotonic() - start < 300, "no page within five minutes"
            with (
                suppress(OSError),
                urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/products", timeout=5) as page,
            ):
                if page.status == 200:
                    break
            time.sleep(0.02)
        took = time.monotonic() - start
        for _ in range(50):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/products", timeout=5).read()
        time.sleep(2)  # until every process has settled
        return took, _weight(up.pid, environment["NIAGA_HOME"])
    finally:
        up.send_signal(signal.SIGINT)
        up.wait(30)


def _weight(parent: int, home: str) -> float:
    """Proportional set size of the process, its descendants, and the servers in its folder (which have left it)."""
    children: dict[int, list[int]] = {}
    mine = {parent}
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
            children.setdefault(int(fields[1]), []).append(int(entry.name))
            if home in (entry / "cmdline").read_bytes().decode(errors="replace"):
                mine.add(int(entry.name))
    todo = list(mine)
    while todo:
        for child in children.get(todo.pop(), []):
            if child not in mine:
                mine.add(child)
                todo.append(child)
    total = 0
    for pid in mine:
        with suppress(OSError):
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
            total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024
