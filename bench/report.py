"""One line for each figure: what was measured, the limit beside it, their ratio, and what was aimed at."""

import json
import time
from pathlib import Path
from typing import NamedTuple

RESULTS = Path(__file__).parent / "results"


class Figure(NamedTuple):
    name: str
    value: float
    unit: str
    limit_name: str = ""
    limit: float = 0.0
    aim: str = ""
    reached: bool | None = None

    def line(self) -> str:
        beside = (
            f"  of {self.limit_name} {show(self.limit)} {self.unit} = {self.value / self.limit:.2f}×"
            if self.limit
            else ""
        )
        verdict = {True: "  ✓", False: "  ✗", None: ""}[self.reached]
        aim = f"  (aim {self.aim})" if self.aim else ""
        return f"{self.name:<44}{show(self.value):>10} {self.unit}{beside}{aim}{verdict}"


class Report:
    """Collects figures, prints each as it comes, and keeps them as JSON."""

    def __init__(self) -> None:
        self.figures: list[Figure] = []

    def section(self, title: str) -> None:
        print(f"\n{title}", flush=True)

    def add(self, figure: Figure) -> None:
        self.figures.append(figure)
        print("  " + figure.line(), flush=True)

    def ratio(self, name: str, value: float, unit: str, limit_name: str, limit: float, at_least: float) -> None:
        """A figure that should be at least so many times its limit."""
        self.add(Figure(name, value, unit, limit_name, limit, f"≥ {at_least:g}×", value >= at_least * limit))

    def at_least(self, name: str, value: float, unit: str, aim: float) -> None:
        self.add(Figure(name, value, unit, aim=f"≥ {show(aim)}", reached=value >= aim))

    def at_most(self, name: str, value: float, unit: str, aim: float) -> None:
        self.add(Figure(name, value, unit, aim=f"≤ {show(aim)}", reached=value <= aim))

    def keep(self) -> Path:
        RESULTS.mkdir(exist_ok=True)
        path = RESULTS / f"{time.strftime('%Y%m%d-%H%M%S')}.json"
        path.write_text(json.dumps([f._asdict() for f in self.figures], indent=1))
        return path


def show(value: float) -> str:
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"
