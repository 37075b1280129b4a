"""`niaga verify`: two truths that disagree, and `--repair`: one of them made anew where it is only a copy."""

import sys
from collections.abc import Sequence

from niaga import modules
from niaga.kit import db, events
from niaga.kit.verify import Finding


async def run(names: Sequence[str], *, repair: bool) -> int:
    """Say what these modules found; returns the exit status: 1 if anything disagrees in the end."""
    found = await _findings(names)
    _tell(found)
    if found and repair:
        for name in names:
            if mend := modules.load()[name].repair:
                _say(f"{name}: {await mend()} made anew")
        found = await _findings(names)
        _tell(found)
    elif found:
        _say("`niaga verify --repair` makes stock anew from its ledger and holds, and lists from their products.")
    return 1 if found else 0


async def _findings(names: Sequence[str]) -> list[Finding]:
    found: list[Finding] = []
    for name in names:
        if verify := modules.load()[name].verify:
            found += await verify()
            _say(f"{name}: checked")
    async with db.read() as c:
        failed = await events.failed_jobs(c)
    _say("jobs: checked")
    return found + [
        Finding("kit", "jobs_end", job.entrypoint, f"{job.jobs} failed for good: `niaga retry`") for job in failed
    ]


def _tell(found: Sequence[Finding]) -> None:
    for finding in found:
        _say(f"{finding.module}.{finding.rule} {finding.subject}: {finding.detail}")
    _say(f"{len(found)} findings" if found else "everything agrees")


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
