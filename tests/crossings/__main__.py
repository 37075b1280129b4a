"""python -m tests.crossings …

run [seed] [seeds]     all crossings of so many seeds; prints what broke, and acts × acts
share seed n of        the n-th part of what `make test` tries
acts seed name …       those of this seed in which one of these acts takes part: for whoever adds an act
one "…" ["…" …]        these crossings, told gate by gate
known                  the known breaks: each must still break
cures [name …]         each cure taken out, or these: the proof must break, and name the pair
"""

import asyncio
import contextlib
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("NIAGA_MODE", "test")
os.environ.update(NIAGA_RATE_LIMIT="off", NIAGA_LOG_LEVEL="error", NIAGA_UNPAID_ORDERS_UNPROVEN="1")

import uvloop

from niaga.kit import config, embedded

from . import batch, plan
from .acts import ACTS
from .crossing import Crossing, Result, parse
from .cures import CURES, Out
from .known import KNOWN, is_known
from .report import Report, load

KEPT = Path(".make/crossings.md")


async def run(urls: embedded.Services, crossings: Sequence[Crossing], report: Report, keep: str = "") -> None:
    """`keep`: the file in which what was tried so far is kept, batch after batch."""
    async with batch.stage(urls) as made:
        start = time.monotonic()
        for first in range(0, len(crossings), batch.SLOTS):
            for result in await batch.run(made, crossings[first : first + batch.SLOTS]):
                if not os.environ.get("KNOWN_TOO"):
                    result.broken = [text for text in result.broken if not is_known(text)]
                report.add(result)
                if result.broken:
                    print(report.faults[-1], flush=True)
            if keep:
                report.keep(keep)
            done = min(first + batch.SLOTS, len(crossings))
            took = time.monotonic() - start
            print(f"{done}/{len(crossings)} {done / took:.0f} a second, {len(report.faults)} broken", flush=True)


async def run_seeds(urls: embedded.Services, arguments: list[str]) -> int:
    """On all processors: each takes its part of each seed's crossings."""
    seed = int(arguments[0]) if arguments else random.randrange(10**6)
    seeds = int(arguments[1]) if len(arguments) > 1 else 1
    print(f"seed {seed}, {seeds} of them", flush=True)
    await batch.prepare_world(urls)
    report, parts = Report(), os.cpu_count() or 1
    with tempfile.TemporaryDirectory(prefix="niaga-crossings-") as folder:
        files = [f"{folder}/{part}.json" for part in range(parts)]
        asked = [[str(seed), str(seeds), str(part), str(parts), file] for part, file in enumerate(files)]
        running = [
            await asyncio.create_subprocess_exec(sys.executable, "-m", "tests.crossings", "part", *arguments)
            for arguments in asked
        ]
        try:
            ended = await asyncio.gather(*(process.wait() for process in running))
        finally:
            for process in running:
                if process.returncode is None:
                    process.terminate()
            await asyncio.gather(*(process.wait() for process in running))
        assert not any(ended), f"ended with {ended}"
        for file in files:
            report.merge(load(file))
    KEPT.parent.mkdir(exist_ok=True)
    KEPT.write_text(f"{report.summary()}\n\n{report.table()}\n")
    print(report.table())
    print(f"kept in {KEPT}, for docs/figures.md")
    return _end(report)


async def run_part(urls: embedded.Services, arguments: list[str]) -> int:
    seed, seeds, part, of = (int(a) for a in arguments[:4])
    report = Report()
    for turn in range(seeds):
        await run(urls, plan.everything(seed + turn, turn)[part::of], report, arguments[4])
    return 0


async def run_share(urls: embedded.Services, arguments: list[str]) -> int:
    seed, part, of = (int(a) for a in arguments)
    report = Report()
    await run(urls, plan.share(seed)[part::of], report)
    print(f"seed {seed}")
    return _end(report)


async def run_acts(urls: embedded.Services, arguments: list[str]) -> int:
    seed, names = int(arguments[0]), set(arguments[1:])
    assert names <= set(ACTS), f"no such act: {names - set(ACTS)}"
    report = Report()
    await run(urls, [c for c in plan.everything(seed) if names & set(c.acts)], report)
    return _end(report)


def _end(report: Report) -> int:
    print(report.summary())
    return 1 if report.faults else 0


async def one(urls: embedded.Services, arguments: list[str]) -> int:
    async with batch.stage(urls) as made:
        results = await batch.run(made, [parse(line) for line in arguments])
    for result in results:
        print(result.crossing)
        for outcome in result.outcomes:
            print(f"  {outcome.act}: {outcome.code}")
            for number, where in enumerate(outcome.where, 1):
                print(f"      {number} {where}")
        for text in dict.fromkeys(result.broken):
            print(f"  BROKEN {text}")
    return 1 if any(r.broken for r in results) else 0


async def known(urls: embedded.Services, _: list[str]) -> int:
    async with batch.stage(urls) as made:
        results = await batch.run(made, [parse(entry.example) for entry in KNOWN]) if KNOWN else []
    healed = [e for e, r in zip(KNOWN, results, strict=True) if not _breaks(r, e.rule)]
    for entry in healed:
        print(f"{entry.fault} no longer breaks: take it out of known.py ({entry.rule}: {entry.example})")
    return 1 if healed else 0


async def cures(urls: embedded.Services, names: list[str]) -> int:
    assert set(names) <= set(CURES), f"no such cure: {set(names) - set(CURES)}"
    missed = []
    async with batch.stage(urls) as made:
        for name, cure in CURES.items():
            if names and name not in names:
                continue
            crossing, out = parse(cure.example), Out()
            (whole,) = await batch.run(made, [crossing])
            cure.take_out(out)
            try:
                (without,) = await batch.run(made, [crossing])
            finally:
                out.put_back()
            pair = " × ".join(without.crossing.acts)
            print(f"{cure.fault}: {name} breaks {cure.rule} by {pair} ({without.crossing}): {without.broken[:1]}")
            if _breaks(whole, cure.rule) or not _breaks(without, cure.rule):
                missed.append(f"{name}: whole {whole.broken}, without {without.broken}")
    print("\n".join(f"NOT FOUND {line}" for line in missed))
    return 1 if missed else 0


def _breaks(result: Result, rule: str) -> bool:
    return any(text.startswith(rule) for text in result.broken)


COMMANDS = {
    "run": run_seeds,
    "part": run_part,
    "share": run_share,
    "acts": run_acts,
    "one": one,
    "known": known,
    "cures": cures,
}


def main(arguments: list[str]) -> int:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background ignores it
    signal.signal(signal.SIGTERM, _end_in_order)
    with contextlib.ExitStack() as stack:
        if not os.environ.get("NIAGA_DATABASE_URL"):
            folder = tempfile.TemporaryDirectory(prefix="niaga-crossings-", ignore_cleanup_errors=True)
            os.environ["NIAGA_HOME"] = stack.enter_context(folder)
        urls = stack.enter_context(embedded.services(config.settings()))
        os.environ["NIAGA_DATABASE_URL"], os.environ["NIAGA_REDIS_URL"] = urls
        config.settings.cache_clear()
        return uvloop.run(COMMANDS[arguments[1]](urls, arguments[2:]))


def _end_in_order(*_: object) -> None:
    """As by Ctrl-C: what was opened is closed. Once only: `timeout` tells us, and then all our group."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.raise_signal(signal.SIGINT)


if __name__ == "__main__":
    sys.exit(main(sys.argv) if len(sys.argv) > 1 and sys.argv[1] in COMMANDS else __doc__)
