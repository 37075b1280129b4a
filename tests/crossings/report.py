"""What was tried, as a table of acts × acts, and what broke."""

from collections import Counter
from pathlib import Path

import msgspec

from .acts import ACTS
from .crossing import Result


class Report(msgspec.Struct):
    tried: dict[str, int] = {}
    """`first second` → how often they were crossed."""
    nothing: int = 0
    """Crossings in which one of the acts had nothing to act on."""
    modes: dict[str, int] = {}
    gates: dict[str, set[str]] = {}
    """Act → every gate it has passed."""
    faults: list[str] = []

    def add(self, result: Result) -> None:
        first, *rest = result.crossing.acts
        if result.applies:
            for second in rest or ["—"]:
                self.tried[f"{first} {second}"] = self.tried.get(f"{first} {second}", 0) + 1
        else:
            self.nothing += 1
        self.modes[result.crossing.mode] = self.modes.get(result.crossing.mode, 0) + 1
        for outcome in result.outcomes:
            self.gates.setdefault(outcome.act.removesuffix(" again"), set()).update(outcome.where)
        if result.broken:
            told = [f"{result.crossing}: {', '.join(f'{o.act} {o.code}' for o in result.outcomes)}"]
            self.faults.append("\n    ".join([*told, *dict.fromkeys(result.broken)]))

    def merge(self, other: "Report") -> None:
        self.tried = dict(Counter(self.tried) + Counter(other.tried))
        self.modes = dict(Counter(self.modes) + Counter(other.modes))
        self.nothing += other.nothing
        self.faults += other.faults
        for act, gates in other.gates.items():
            self.gates.setdefault(act, set()).update(gates)

    def keep(self, path: str) -> None:
        Path(path).write_bytes(msgspec.json.encode(self))

    def summary(self) -> str:
        pairs = sum(not pair.endswith("—") for pair in self.tried)
        count, gates = sum(self.modes.values()), sum(len(g) for g in self.gates.values())
        modes = ", ".join(f"{number:,} {mode}" for mode, number in sorted(self.modes.items()))
        return (
            f"{count:,} crossings ({modes}) of {len(ACTS)} acts at {gates} gates: {pairs:,} of {len(ACTS) ** 2:,} "
            f"ordered pairs had something to act on; {len(self.faults)} crossings broke an invariant"
        )

    def table(self) -> str:
        """How often each act in a row was crossed with the one in a column, as the second; `—`: alone, and killed."""
        names = list(ACTS)
        lines = ["| first, then | " + " | ".join(str(n) for n in range(1, len(names) + 1)) + " | — |"]
        lines.append("|---|" + "---|" * (len(names) + 1))
        for number, first in enumerate(names, 1):
            cells = [str(self.tried.get(f"{first} {second}", "·")) for second in [*names, "—"]]
            lines.append(f"| {number} {first} | " + " | ".join(cells) + " |")
        return "\n".join(lines)


def load(path: str) -> Report:
    return msgspec.json.decode(Path(path).read_bytes(), type=Report)
