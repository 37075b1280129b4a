"""A shop with things on sale, and people, made through the ports."""

from typing import NamedTuple
from uuid import UUID

import httpx

from niaga.catalog import api as catalog
from niaga.catalog.types import OfferEdit, OfferSeed, ProductSeed, VariantSeed
from niaga.identity import api as identity
from niaga.identity.types import NewPerson
from niaga.inventory import api as inventory
from niaga.inventory.types import ReceiptLine
from niaga.kit import clock
from niaga.kit.ids import new_id
from niaga.shops import api as shops
from niaga.shops.types import ShopSeed


class Market(NamedTuple):
    """One shop; each product has one variant and one offer."""

    shop_id: UUID
    owner_id: UUID
    offers: list[UUID]
    variants: list[UUID]

    async def price(self, which: int, price: int) -> None:
        await catalog.edit_offer(id=self.offers[which], edit=OfferEdit(price=price))

    async def close(self, which: int) -> None:
        await catalog.edit_offer(id=self.offers[which], edit=OfferEdit(active=False))

    async def limit(self, which: int, *, least: int = 1, most: int | None = None) -> None:
        await catalog.edit_offer(id=self.offers[which], edit=OfferEdit(min_quantity=least, max_quantity=most))


async def market(*stock: int, price: int = 10_000, owner_id: UUID | None = None) -> Market:
    """An approved shop selling so many of each new product."""
    count = len(stock)
    made = Market(new_id(), owner_id or new_id(), [new_id() for _ in range(count)], [new_id() for _ in range(count)])
    if owner_id is None:
        await identity.create_people(people=[NewPerson(id=made.owner_id, name="Budi Santoso", created_at=clock.now())])
    slug = f"toko-{made.shop_id.hex[-12:]}"
    await shops.create_shops(
        shops=[ShopSeed(id=made.shop_id, slug=slug, name="Toko", description="", kind="store", owner_id=made.owner_id)]
    )
    await catalog.create_products(
        products=[
            ProductSeed(
                id=new_id(),
                slug=f"barang-{n}-{made.shop_id.hex[-12:]}",
                name=f"Barang {n}",
                description="",
                kind="goods",
                category_id=None,
                owner_shop_id=made.shop_id,
                variants=[
                    VariantSeed(
                        id=made.variants[n],
                        sku=f"S{n}-{made.shop_id.hex[-8:]}",
                        offers=[OfferSeed(id=made.offers[n], shop_id=made.shop_id, price=price)],
                    )
                ],
            )
            for n in range(count)
        ]
    )
    lines = [ReceiptLine(v, n) for v, n in zip(made.variants, stock, strict=True) if n]
    if lines:
        await inventory.receive(id=new_id(), shop_id=made.shop_id, lines=lines)
    return made


class Visitor(NamedTuple):
    id: UUID
    headers: dict[str, str]


async def register(client: httpx.AsyncClient, **more: str) -> Visitor:
    """A new person, signed in. `more` goes into the request's headers."""
    body = {"name": "Sari Dewi", "email": f"{new_id().hex}@niaga.test", "password": "rahasia-sekali-8"}
    answer = await client.post("/auth/register", json=body, headers=more)
    assert answer.status_code == 201, answer.text
    session = answer.json()
    return Visitor(UUID(session["user"]["id"]), {"Authorization": f"Bearer {session['access_token']}"})
