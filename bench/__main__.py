"""Runs the benchmarks named on the command line, or all: python -m bench [holds] [pages] [purchase] [start]
[first_load]."""

import asyncio
import importlib
import os
import sys

from bench.report import Report

ALL = ("holds", "pages", "purchase", "start", "first_load")


async def run(names: list[str]) -> None:
    report = Report()
    for name in names:
        await importlib.import_module(f"bench.{name}").run(report)
    missed = [f for f in report.figures if f.reached is False]
    print(f"\n{len(report.figures)} figures, {len(missed)} short of their aim. Kept in {report.keep()}")


if __name__ == "__main__":
    os.environ.update(NIAGA_MODE="test", NIAGA_RATE_LIMIT="off", NIAGA_LOG_LEVEL="warning")
    asyncio.run(run(sys.argv[1:] or list(ALL)))
