"""The places where crossings happen: each slot has a buyer, two shops and goods that nobody else touches.

They are made once, in a database that serves as a template: each batch begins with a copy of it.
"""

import asyncio
import hashlib
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

import asyncpg

from niaga import main
from niaga.cart.rules.owners import cart_of_person
from niaga.catalog import api as catalog
from niaga.catalog.types import OfferSeed, ProductSeed, VariantSeed
from niaga.identity import api as identity
from niaga.identity.types import NewPerson
from niaga.inventory import api as inventory
from niaga.inventory import rules as inventory_rules
from niaga.inventory.types import NewWarehouse, ReceiptLine
from niaga.kit import clock, config
from niaga.kit.migrate import migrate, steps
from niaga.modules import NAMES
from niaga.payments import api as payments
from niaga.payments.types import Credit
from niaga.shops import api as shops
from niaga.shops.types import ShopSeed

from .healing import Queue

WALLET = 30_000
"""Enough for the order once; for that of one shop twice."""
PRICES = (7_000, 5_000)
STOCK = {"plenty": (4, 0), "spread": (1, 3), "last": (2, 0)}
"""In the first and in the second warehouse. One order takes two: of `plenty` there are two orders, of `spread` each
takes from both warehouses, of `last` there is just one."""


def known(text: str) -> UUID:
    """An id in the form of a UUIDv7, always the same for the same text."""
    bits = int.from_bytes(hashlib.blake2b(text.encode(), digest_size=16).digest(), "big")
    bits = bits & ~(0xF << 76) | 7 << 76
    return UUID(int=bits & ~(3 << 62) | 2 << 62)


class Goods(NamedTuple):
    variant_id: UUID
    offer_id: UUID
    price: int
    stock: tuple[int, int]


class Shop:
    def __init__(self, name: str, price: int) -> None:
        self.name = name
        self.id, self.owner = known(f"{name} shop"), known(f"{name} owner")
        self.goods = {
            kind: Goods(known(f"{name} {kind} variant"), known(f"{name} {kind} offer"), price, stock)
            for kind, stock in STOCK.items()
        }
        self.warehouses = (inventory_rules.default_warehouse(self.id), known(f"{name} second"))


class Slot:
    """Where one crossing happens."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.buyer, self.admin = known(f"{number} buyer"), known("admin")
        self.cart = cart_of_person(self.buyer)
        self.shops = [Shop(f"{number} {n}", price) for n, price in enumerate(PRICES)]


def slots(count: int) -> list[Slot]:
    return [Slot(number) for number in range(count)]


async def template(server_url: str, redis_url: str, count: int) -> str:
    """The name of the database every batch is a copy of; made when it is not there."""
    text = Path(__file__).read_bytes() + b"".join(step.text.encode() for step in steps(NAMES))
    name = f"crossings_{count}_{hashlib.blake2b(text, digest_size=4).hexdigest()}"
    c = await asyncpg.connect(server_url)
    try:
        if await c.fetchval("SELECT true FROM pg_database WHERE datname = $1", name):
            return name
        await c.execute(f'CREATE DATABASE "{name}_new"')
        url = server_url.replace("/niaga?", f"/{name}_new?")
        await migrate(url, NAMES)
        async with main.opened(config.settings(), url, redis_url, durable=False):
            await _fill(slots(count))
            await Queue().drain()
        await c.execute(f'ALTER DATABASE "{name}_new" RENAME TO "{name}"')
    finally:
        await c.close()
    return name


async def _fill(places: list[Slot]) -> None:
    now = clock.now()
    people = [NewPerson(id=known("admin"), name="Ratna Admin", email="a@niaga.test", roles=["admin"], created_at=now)]
    for slot in places:
        people.append(
            NewPerson(id=slot.buyer, name="Sari Dewi", email=f"buyer{slot.number}@niaga.test", created_at=now)
        )
        for n, shop in enumerate(slot.shops):
            email = f"owner{slot.number}-{n}@niaga.test"
            people.append(NewPerson(id=shop.owner, name="Budi Santoso", email=email, roles=["seller"], created_at=now))
    await identity.create_people(people=people)
    every_shop = [shop for slot in places for shop in slot.shops]
    await shops.create_shops(shops=[_shop(shop) for shop in every_shop])
    await inventory.open_shops(shop_ids=[shop.id for shop in every_shop])
    await catalog.create_products(products=[_product(shop, kind) for shop in every_shop for kind in STOCK])
    await asyncio.gather(*(_stock_up(shop) for shop in every_shop))
    await payments.credit(credits=[Credit(known(f"{s.number} credit"), s.buyer, WALLET, "Saldo awal") for s in places])


async def _stock_up(shop: Shop) -> None:
    second = NewWarehouse(name="Cabang", priority=200)
    await inventory.create_warehouse(id=shop.warehouses[1], shop_id=shop.id, warehouse=second)
    for where in (0, 1):
        lines = [ReceiptLine(g.variant_id, g.stock[where]) for g in shop.goods.values() if g.stock[where]]
        await inventory.receive(
            id=known(f"{shop.name} receipt {where}"), shop_id=shop.id, warehouse_id=shop.warehouses[where], lines=lines
        )


def _shop(shop: Shop) -> ShopSeed:
    slug = f"toko-{shop.id.hex[-12:]}"
    return ShopSeed(id=shop.id, slug=slug, name=f"Toko {shop.name}", description="", kind="store", owner_id=shop.owner)


def _product(shop: Shop, kind: str) -> ProductSeed:
    goods = shop.goods[kind]
    return ProductSeed(
        id=known(f"{shop.name} {kind} product"),
        slug=f"barang-{kind}-{shop.id.hex[-12:]}",
        name=f"Barang {kind}",
        description="",
        kind="goods",
        category_id=None,
        owner_shop_id=shop.id,
        variants=[
            VariantSeed(
                id=goods.variant_id,
                sku=f"S{kind}-{shop.id.hex[-8:]}",
                offers=[OfferSeed(id=goods.offer_id, shop_id=shop.id, price=goods.price, in_stock=True)],
            )
        ],
    )
