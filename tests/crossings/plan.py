"""Which crossings are tried with a seed: every ordered pair in every mode, every act killed at every gate, triples."""

import random
from collections.abc import Iterator

from .acts import ACTS, Act
from .crossing import Crossing, Mode
from .scene import METHODS, STATES, Start, states_of
from .world import STOCK

MAX_GATES = 26
"""No act passes more; one that has ended before its gate has been tried whole."""
TRIPLES = 200
SHARED = 24
"""So many acts each act meets first, and so many second, in a share: of all ordered pairs more than a third."""


ROTATION: tuple[Mode, ...] = ("after", "inside", "together", "inside", "told", "inside", "inside", "inside")
"""How a pair is crossed, seed after seed: most often one inside the other, each time at another gate."""


def everything(seed: int, turn: int = 0) -> list[Crossing]:
    """All that is tried with this seed, in an order of its own. `turn`: how many seeds of the same run came before it;
    what differs by it comes to all pairs, and all gates, in about twenty."""
    dice = random.Random(seed)
    found = [*rotated(dice, turn), *kills(dice, turn), *triples(dice, TRIPLES)]
    dice.shuffle(found)
    return shuffled(dice, found)


def rotated(dice: random.Random, turn: int) -> Iterator[Crossing]:
    """Every ordered pair once, in the mode and at the gate whose turn it is."""
    inside = [n for n, mode in enumerate(ROTATION) if mode == "inside"]
    for number, (first, second) in enumerate((a, b) for a in ACTS.values() for b in ACTS.values()):
        cycle, place = divmod(number + turn, len(ROTATION))
        at = 1 + (cycle * len(inside) + inside.index(place)) % MAX_GATES if place in inside else 0
        yield Crossing(fitting(dice, first, second), (first.name, second.name), ROTATION[place], at)


def share(seed: int) -> list[Crossing]:
    """What fits into a run of all tests: some ordered pairs in one mode, every act killed at some gates. With other
    seeds it is other pairs, in about twenty runs all of them."""
    dice = random.Random(seed)
    found = [*some_pairs(dice, "after", "told", "together", "inside", "inside"), *some_kills(dice)]
    dice.shuffle(found)
    return shuffled(dice, found)


def shuffled(dice: random.Random, crossings: list[Crossing]) -> list[Crossing]:
    """In every second one events come in any order."""
    return [c._replace(shuffle=dice.choice((0, dice.randint(1, 999)))) for c in crossings]


def some_pairs(dice: random.Random, *modes: Mode) -> Iterator[Crossing]:
    """In one of these modes; each act is as often the first as it is the second, and as often as each other."""
    acts = list(ACTS.values())
    firsts, seconds = dice.sample(acts, len(acts)), dice.sample(acts, len(acts))
    for turn in dice.sample(range(len(acts)), SHARED):
        for first, second in zip(firsts, seconds[turn:] + seconds[:turn], strict=True):
            mode = dice.choice(modes)
            at = dice.randint(1, MAX_GATES) if mode == "inside" else 0
            yield Crossing(fitting(dice, first, second), (first.name, second.name), mode, at)


def kills(dice: random.Random, turn: int) -> Iterator[Crossing]:
    """Each act killed at every fourth gate; in four turns at all of them, in eight with and without a second try."""
    for act in ACTS.values():
        for at in range(1 + turn % 4, MAX_GATES + 1, 4):
            yield Crossing(fitting(dice, act), (act.name,), "killed" if turn // 4 % 2 else "dead", at)


def some_kills(dice: random.Random) -> Iterator[Crossing]:
    for act in ACTS.values():
        for at in sorted(dice.sample(range(1, MAX_GATES // 2), 3)):
            yield Crossing(fitting(dice, act), (act.name,), dice.choice(("killed", "dead")), at)


def triples(dice: random.Random, count: int) -> Iterator[Crossing]:
    for _ in range(count):
        acts = [dice.choice(list(ACTS.values())) for _ in range(3)]
        mode: Mode = dice.choice(("after", "told", "together", "inside", "killed"))
        at = dice.randint(2, MAX_GATES // 2) if mode in ("inside", "killed") else 0
        yield Crossing(fitting(dice, *acts), tuple(act.name for act in acts), mode, at)


def fitting(dice: random.Random, *acts: Act) -> Start:
    """Where the first act can do something, and the others too if there is such a place."""
    for wanted in (acts, acts[:1]):
        methods = [m for m in METHODS if all(m in act.of for act in wanted)]
        places = [
            (method, state)
            for method in methods
            for state in states_of(method)
            if all(state in act.at for act in wanted)
        ]
        if places:
            method, state = dice.choice(places)
            two = state == "half" or any("second" in act.name for act in acts)
            shops = 2 if two else dice.choice((1, 2))
            return Start(method, shops, dice.choice(list(STOCK)), state)
    raise AssertionError(f"{acts[0]} is open nowhere: {sorted(STATES)}")
