"""Two acts on one order: one after the other, at the same moment, one inside the other, one killed."""

import asyncio
import contextlib
import random
import re
import traceback
from typing import Literal, NamedTuple
from uuid import UUID

from niaga.kit.errors import Refusal
from niaga.kit.ids import new_id

from .acts import ACTS, Act
from .gates import Process, Stuck, finish
from .scene import Nothing, Scene, Start
from .snapshot import snapshot

Mode = Literal["after", "told", "together", "inside", "killed", "dead"]
"""after     b after a, before any event is told
told      the events of a are told, then b
together  a and b at the same moment
inside    a stops at gate `at`, b runs to its end, a goes on
killed    a is killed at gate `at`, then b; the request is sent again
dead      the same, and nobody sends it again: events and timers have to heal it
"""
LINE = re.compile(
    r"(\w+)/(\d)/(\w+)/(\w+) (\w+)(?: (\w+))?(?: (\w+))? (after|told|together|inside|killed|dead)(?:@(\d+))?"
    r"(?: ~(\d+))?"
)


class Crossing(NamedTuple):
    start: Start
    acts: tuple[str, ...]
    mode: Mode
    at: int = 0
    shuffle: int = 0
    """0: events are told in turn; else in an order that follows from it, and some twice."""

    def __str__(self) -> str:
        said = f"{self.start} {' '.join(self.acts)} {self.mode}{f'@{self.at}' if self.at else ''}"
        return f"{said} ~{self.shuffle}" if self.shuffle else said

    def dice(self) -> random.Random | None:
        """For the order in which events are told."""
        return random.Random(self.shuffle) if self.shuffle else None


def parse(line: str) -> Crossing:
    found = LINE.fullmatch(line.strip())
    assert found, f"not a crossing: {line}"
    method, shops, goods, state, *acts = found.groups()[:7]
    start = Start(method, int(shops), goods, state)  # type: ignore[arg-type]
    return Crossing(start, tuple(a for a in acts if a), found[8], int(found[9] or 0), int(found[10] or 0))  # type: ignore[arg-type]


class Outcome(NamedTuple):
    """`code`: "done", "nothing", "killed", or the refusal's. `where`: the gates it passed."""

    act: str
    code: str
    where: list[str]


class Result:
    def __init__(self, crossing: Crossing) -> None:
        self.crossing = crossing
        self.outcomes: list[Outcome] = []
        self.broken: list[str] = []
        self.applies = True


async def cross(crossing: Crossing, scene: Scene) -> Result:
    """Do it. What is broken at once (a bug, a refusal that is not right, a refusal that wrote) is in the result."""
    result = Result(crossing)
    with _bugs_told(result, scene):
        run = _Run(scene, result)
        first, *rest = [(ACTS[name], new_id()) for name in crossing.acts]
        if crossing.mode in ("after", "told"):
            await run.in_turn([first, *rest], told=crossing.mode == "told")
        elif crossing.mode == "together":
            await run.together([first, *rest])
        else:
            await run.stopped(first, rest, crossing.mode, crossing.at)
        result.applies = all(o.code != "nothing" for o in result.outcomes)
    return result


@contextlib.contextmanager
def _bugs_told(result: Result, scene: Scene):  # type: ignore[no-untyped-def]
    before = len(scene.bugs)
    try:
        yield
    except Stuck as stuck:
        result.broken.append(f"stuck: {stuck}")
    for bug in scene.bugs[before:]:
        result.broken.append(f"bug: {_short(bug)}")
    del scene.bugs[before:]


def _short(bug: BaseException) -> str:
    return "".join(traceback.format_exception(bug, limit=-5)).strip()


class _Run:
    def __init__(self, scene: Scene, result: Result) -> None:
        self.scene, self.result = scene, result
        self.put: set[UUID] = set()

    async def in_turn(self, acts: list[tuple[Act, UUID]], *, told: bool) -> None:
        for number, (act, key) in enumerate(acts):
            if number and told:
                await self.scene.settle_down()
            before = await snapshot(self.scene)
            process = Process(act.name)
            code = await self._do(process, act, key)
            if number == 0:
                self._check_open(act, code)
            if code not in ("done", "nothing") and before.quiet:
                wrote = (await snapshot(self.scene)).since(before, but="cart line" if act.puts else "")
                if wrote:
                    self.result.broken.append(f"refused_step_writes_nothing: {act} ({code}) wrote {wrote}")

    async def together(self, acts: list[tuple[Act, UUID]]) -> None:
        await asyncio.gather(*(self._do(Process(act.name), act, key) for act, key in acts))

    async def stopped(self, first: tuple[Act, UUID], rest: list[tuple[Act, UUID]], mode: Mode, at: int) -> None:
        """The first is stopped at its gate; the others run to their ends there."""
        act, key = first
        process = Process(act.name, stop_at=at)
        await self.scene.look_up()
        task = process.start(lambda: act.body(self.scene, key))
        stands = await process.stop_or_end(task)
        if stands and mode != "inside":
            await process.kill()
        for other, other_key in rest:
            await self._do(Process(other.name), other, other_key)
        if not stands or mode == "inside":
            process.go.set()
            await self._outcome(act, key, process, task)
            if not stands and not rest:
                self.result.outcomes[-1] = self.result.outcomes[-1]._replace(code="nothing")
        else:
            self.result.outcomes.append(Outcome(act.name, "killed", process.passed))
            if act.puts and mode == "dead":
                self.scene.put = None  # who knows
            if mode == "killed":
                await self._do(Process(f"{act.name} again"), act, key)

    async def _do(self, process: Process, act: Act, key: UUID) -> str:
        await self.scene.look_up()
        return await self._outcome(act, key, process, process.start(lambda: act.body(self.scene, key)))

    async def _outcome(self, act: Act, key: UUID, process: Process, task: "asyncio.Task[None]") -> str:
        code = "done"
        try:
            await finish(process, task)
        except Nothing:
            code = "nothing"
        except Refusal as refused:
            code = refused.code
            if code not in act.may:
                self.result.broken.append(f"refusal_is_right: {act} refused with {code} {refused.data}")
        except Stuck:
            await process.kill()
            raise
        except Exception as bug:
            code = "bug"
            self.result.broken.append(f"bug: {act}: {_short(bug)}")
        self.result.outcomes.append(Outcome(act.name, code, process.passed))
        if code == "done" and act.puts and key not in self.put:
            self.put.add(key)
            self.scene.add(act.puts(self.scene))
        return code

    def _check_open(self, act: Act, code: str) -> None:
        start = self.scene.start
        if start.state in act.open and start.method in act.of and code not in ("done", "nothing", "bug"):
            self.result.broken.append(f"refusal_is_right: {act} is refused ({code}) where it is open")
