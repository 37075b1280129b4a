"""A large catalogue for benchmarks: as many invented products as asked, in forty shops, with stock.

The same count makes the same products; a larger count adds to them.
"""

import asyncio
import datetime as dt
from collections.abc import Iterator
from itertools import islice
from random import Random
from uuid import UUID

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from niaga.catalog import api as catalog
from niaga.catalog.types import Image, OfferSeed, ProductSeed, VariantSeed
from niaga.demo.campus import MAIL, in_jayapura, in_makassar, in_malang, in_surabaya
from niaga.demo.chain import PRODUCTS
from niaga.demo.gallery import Gallery, hang
from niaga.demo.names import BEGAN, named
from niaga.demo.shelves import picture_of
from niaga.demo.shops import OWN_SHOPS
from niaga.demo.telling import catch_up
from niaga.demo.types import Item
from niaga.identity import api as identity
from niaga.identity.types import NewPerson
from niaga.inventory import api as inventory
from niaga.inventory.types import ReceiptLine
from niaga.shops import api as shops
from niaga.shops.types import ShopSeed

AT_ONCE = 1_000  # products in one piece of work
SHOPS = 40
LANES = 4  # shops that receive at the same time

MAKERS = ("Sinar", "Mekar", "Sari", "Jaya", "Mulia", "Lestari", "Prima", "Bahari", "Cendana", "Melati", "Kencana",
          "Rajawali", "Merapi", "Bromo", "Semeru", "Kapuas", "Musi", "Toba", "Tambora", "Rinjani")  # fmt: skip
LINES = ("Klasik", "Baru", "Pro", "Mini", "Maks", "Harian", "Hemat", "Utama", "Ringan", "Tangguh", "Pilihan",
         "Nusantara", "Keluarga", "Kampus", "Rumah", "Perjalanan")  # fmt: skip
TONES = ("Hitam", "Putih", "Biru", "Merah", "Hijau", "Kuning")
STREETS = (in_malang, in_surabaya, in_makassar, in_jayapura)


async def load(count: int) -> None:
    """Make sure that there are `count` of these products, with a bar that shows how far it is."""
    pictures = await hang([picture_of(item) for item in _patterns()], print_nothing)
    await _open_shops()
    made = _products(count, pictures)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns) as progress:
        task = progress.add_task("Products", total=count)
        number = 0
        while piece := list(islice(made, AT_ONCE)):
            await catalog.create_products(products=piece)
            await _receive(piece, number)
            await catch_up()
            number += 1
            progress.advance(task, len(piece))


def print_nothing(_: str) -> None:
    """Pictures are the story's; they are there already when the story was loaded before."""


def _patterns() -> list[Item]:
    """What the story sells that is not food: its names, words and pictures are varied."""
    return [*(i for shop in OWN_SHOPS for i in shop.items if i.kind == "goods"), *PRODUCTS]


def _shop(number: int) -> UUID:
    return named("scale shop", str(number))


async def _open_shops() -> None:
    owner = named("person", "scale")
    person = NewPerson(id=owner, name="Pemilik Toko Uji", email=f"scale@{MAIL}", roles=["customer"], created_at=BEGAN)
    await identity.create_people(people=[person])
    seeds = []
    for n in range(SHOPS):
        place = STREETS[n % len(STREETS)](f"Jl. Pasar Baru No. {n + 1}", "Pasar Baru", "Kota", "65111", n)
        seeds.append(
            ShopSeed(
                id=_shop(n),
                slug=f"toko-uji-{n + 1:02}",
                name=f"Toko {MAKERS[n % len(MAKERS)]} {n + 1}",
                description="Toko uji beban: barangnya banyak, ceritanya tidak.",
                kind="store",
                owner_id=owner,
                timezone=place.timezone,
                address=place.line,
                city=place.city,
                province=place.provinsi,
                latitude=place.latitude,
                longitude=place.longitude,
                delivery_fee=10_000,
            )
        )
    await shops.create_shops(shops=seeds)
    await inventory.open_shops(shop_ids=[seed.id for seed in seeds])


def _products(count: int, pictures: Gallery) -> Iterator[ProductSeed]:
    patterns = _patterns()
    for n in range(count):
        lot = Random(n)  # noqa: S311 - the same products for the same count
        item = lot.choice(patterns)
        price = max(lot.randint(item.price // 2, item.price * 2) // 500 * 500, 500)
        tones = lot.sample(TONES, lot.choice((1, 1, 2, 3)))
        sellers = lot.sample(range(SHOPS), lot.choice((1, 1, 1, 2, 3)))
        picture = pictures.images(picture_of(item))
        yield ProductSeed(
            id=named("scale product", str(n)),
            slug=f"uji-{n + 1:07}",
            name=f"{item.name} {lot.choice(MAKERS)} {lot.choice(LINES)} {n + 1}",
            description=item.about,
            kind="goods",
            category_id=named("category", item.category),
            brand=lot.choice(MAKERS),
            specs=item.specs,
            images=[Image(named("scale image", str(n)), p.url, p.medium_url, p.small_url) for p in picture],
            variants=[_variant(lot, n, tone, price, sellers) for tone in tones],
            created_at=BEGAN + dt.timedelta(seconds=n),
        )


def _variant(lot: Random, number: int, tone: str, price: int, sellers: list[int]) -> VariantSeed:
    return VariantSeed(
        id=named("scale variant", str(number), tone),
        sku=f"UJI-{number + 1:07}-{tone.upper()}",
        options={"Warna": tone},
        offers=[
            OfferSeed(
                id=named("scale offer", str(number), tone, str(seller)),
                shop_id=_shop(seller),
                price=price + lot.randint(0, 9) * 500,
                in_stock=True,
            )
            for seller in sellers
        ],
    )


async def _receive(piece: list[ProductSeed], number: int) -> None:
    """Ten to ninety of everything that was just made, one receipt for each shop."""
    lines: dict[UUID, list[ReceiptLine]] = {}
    for product in piece:
        for variant in product.variants:
            for offer in variant.offers:
                lines.setdefault(offer.shop_id, []).append(ReceiptLine(variant.id, 10 + variant.id.int % 81))
    lanes = asyncio.Semaphore(LANES)

    async def receive(shop_id: UUID) -> None:
        id = named("scale receipt", str(shop_id), str(number))
        async with lanes:
            await inventory.receive(id=id, shop_id=shop_id, lines=lines[shop_id], note="Stok uji")

    await asyncio.gather(*map(receive, lines))
