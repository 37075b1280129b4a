"""Whole purchases over HTTP: two cart calls, checkout, paid from the wallet; and 400 buyers for 100 units."""

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any

from bench import load, stage
from bench.load import CONNECTIONS, HERE
from bench.report import Figure, Report
from tests import running
from tests.running import Platform
from tests.world import Person, World, world_of

SECONDS = 8
BUYERS = 64
RUSH, UNITS = 400, 100
WEALTH = 1_000_000_000


async def run(report: Report) -> None:
    report.section(f"Purchases ({CONNECTIONS} connections, 10,000 products and the demo)")
    with stage.platform() as platform:
        async with world_of(platform) as world:
            buyers = await people(world, BUYERS)
            offers = await on_sale(buyers[0])
            await drive(platform, buyers, offers, seconds=2)  # warm
            found = await drive(platform, buyers, offers, seconds=SECONDS)
            assert not found["failed"], found["example"]
            report.at_least("whole purchases", found["per_s"], "/s", 300)
            report.add(Figure("  half of them within", found["p50_ms"], "ms"))
            report.at_most("  99 of 100 within", found["p99_ms"], "ms", 250)
            await beside(report, platform, buyers, offers, found["per_s"])
            await rush(report, platform, world, buyers)
            await agreed(report, world)


async def beside(report: Report, platform: Platform, buyers: list[Person], offers: list[str], per_s: float) -> None:
    """The same purchase without HTTP, in a process of its own; and three bare answers of the sizes of ours."""
    await buyers[0].add(offers[0])
    bought = await buyers[0].checkout()
    with load.bare(len(json.dumps(bought)), running.free_ports(1)[0]) as url:
        bare = await load.get(url, ["/"])
    report.add(Figure("  three bare answers of that size", bare.per_s / 3, "/s"))
    command = [sys.executable, "-m", "bench.ports", *(b.id for b in buyers)]
    environment = {**os.environ, **platform.environments["serve-0"]}
    process = await asyncio.create_subprocess_exec(
        *command, env=environment, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate(json.dumps(offers).encode())
    assert process.returncode == 0
    report.add(Figure("  beside the same statements without HTTP", per_s, "/s", "the ports in a loop", float(out)))


async def people(world: World, count: int) -> list[Person]:
    """Registering hashes passwords: a few at a time."""
    some = asyncio.Semaphore(4)

    async def one() -> Person:
        async with some:
            return await world.person(wallet=WEALTH)

    return list(await asyncio.gather(*(one() for _ in range(count))))


async def on_sale(person: Person, *, pages: int = 10) -> list[str]:
    """Offers with plenty in stock, of products all over the listing."""
    found = []
    for page in range(1, pages + 1):
        for card in (await person.get("/products", page=page * 3, size=24, in_stock=True))["items"]:
            product = await person.get(f"/products/{card['id']}")
            found += [o["id"] for v in product["variants"] for o in v["offers"] if o["available"] >= 20][:1]
    assert len(found) > 50
    return found


async def drive(
    platform: Platform, buyers: list[Person], offers: list[str], *, seconds: int = 0, connections: int = CONNECTIONS
) -> dict[str, Any]:
    tokens = [b.headers["authorization"].removeprefix("Bearer ") for b in buyers]
    sent = {"url": platform.url, "buyers": tokens, "offers": offers, "once": seconds == 0}
    process = await asyncio.create_subprocess_exec(
        "node",
        str(Path(HERE) / "buy.js"),
        str(connections),
        str(seconds),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, wrong = await process.communicate(json.dumps(sent).encode())
    assert process.returncode == 0, wrong.decode()
    found: dict[str, Any] = json.loads(out)
    return found


async def rush(report: Report, platform: Platform, world: World, buyers: list[Person]) -> None:
    """Everybody wants the same thing at the same moment."""
    shop = await world.shop(UNITS, price=10_000)
    crowd = buyers + await people(world, RUSH - len(buyers))
    found = await drive(platform, crowd, [shop.offers[0]], connections=RUSH)
    assert not found["failed"], found["example"]
    report.at_most(f"{RUSH} buyers for {UNITS} units, all answered", found["seconds"], "s", 3)
    report.add(Figure("  sold", found["bought"], "units", aim=f"exactly {UNITS}", reached=found["bought"] == UNITS))


async def agreed(report: Report, world: World) -> None:
    findings = await world.findings()
    report.add(Figure("  niaga verify afterwards", len(findings), "findings", aim="0", reached=not findings))
