"""`niaga verify`: two truths that disagree, and `--repair`: one of them made anew where it is only a copy."""

import sys
from collections.abc import Sequence
from importlib import import_module

from niaga.kit.verify import Finding


async def run(modules: Sequence[str], *, repair: bool) -> int:
    """Say what was found; answers the exit status: 1 if anything disagrees in the end."""
    found = await _findings(modules)
    _tell(found)
    if found and repair:
        for module, count in [(m, await import_module(f"niaga.{m}.api").repair()) for m in _with(modules, "repair")]:
            _say(f"{module}: {count} made anew")
        found = await _findings(modules)
        _tell(found)
    elif found:
        _say("`niaga verify --repair` makes stock anew from its ledger and holds, and lists from their products.")
    return 1 if found else 0


def _with(modules: Sequence[str], name: str) -> list[str]:
    """The modules that have such a port."""
    return [m for m in modules if hasattr(import_module(f"niaga.{m}.api"), name)]


async def _findings(modules: Sequence[str]) -> list[Finding]:
    found: list[Finding] = []
    for module in _with(modules, "verify"):
        found += await import_module(f"niaga.{module}.api").verify()
        _say(f"{module}: checked")
    return found


def _tell(found: Sequence[Finding]) -> None:
    for finding in found:
        _say(f"{finding.module}.{finding.rule} {finding.subject}: {finding.detail}")
    _say(f"{len(found)} findings" if found else "everything agrees")


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
