"""Tells the story through the modules' ports: people, shops, products, stock, money, and then weeks of trade."""

import datetime as dt
from collections.abc import Iterator

import typer

from niaga.demo import orders
from niaga.demo.categories import TREE
from niaga.demo.chain import OUTLETS, PRODUCTS
from niaga.demo.gallery import Gallery, Say, Wanted, hang
from niaga.demo.names import named
from niaga.demo.people import BUYER, BUYERS_PARENTS, EVERYBODY, PASSWORD
from niaga.demo.shelves import fill, picture_of
from niaga.demo.shops import OWN_SHOPS, SHOPS, shop_id
from niaga.demo.telling import catch_up, set_clock
from niaga.demo.types import Person, Place, Shop
from niaga.identity import api as identity
from niaga.identity.types import Address, NewPerson
from niaga.inventory import api as inventory
from niaga.inventory.types import NewWarehouse, WarehouseEdit
from niaga.kit import clock
from niaga.payments import api as payments
from niaga.payments.types import Credit
from niaga.shops import api as shops
from niaga.shops.types import Hours, PickupPoint, ShopSeed

WEEKS = dt.timedelta(days=29)
WEEK = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")


async def load(say: Say = typer.echo) -> None:
    """Everything, as if it had begun four weeks ago. What was told before stays as it is."""
    pictures = await hang([*_wanted()], say)
    now = await _told_at()
    try:
        set_clock(now - WEEKS)
        say(f"{len(EVERYBODY)} people, {len(SHOPS)} shops …")
        await _people(pictures, now - WEEKS)
        await shops.create_shops(shops=[_shop(s, pictures) for s in SHOPS])
        await _warehouses()
        say("Products and stock …")
        products = await fill(pictures)
        await payments.credit(credits=[*_wallets()])
        await catch_up()
        say("Four weeks of trade …")
        await orders.trade(now, say)
    finally:
        set_clock(None)
    say(f"The demo is there: {products} products in {len(SHOPS)} shops.")


async def _told_at() -> dt.datetime:
    """When the story was told first: now, unless its first person is there already."""
    first = await identity.people(ids=[named("person", EVERYBODY[0].email)])
    return first[0].created_at + WEEKS if first else clock.now()


# --- pictures ---------------------------------------------------------------------------------------------


def _banner(shop: Shop) -> Wanted:
    """Its emblem between its things, one of each category first, so that a strip shows the breadth of the shop."""
    items = shop.items or PRODUCTS
    first = {item.category: item.art.split()[0] for item in reversed(items)}
    things = dict.fromkeys([shop.art, *first.values(), *(item.art.split()[0] for item in items)])
    return Wanted("banner", (shop.palette, *[*things][:9]))


def _wanted() -> Iterator[Wanted]:
    for item in (*(item for shop in OWN_SHOPS for item in shop.items), *PRODUCTS):
        yield picture_of(item)
    for shop in SHOPS:
        yield Wanted("logo", (shop.palette, shop.art))
        yield _banner(shop)
    for slug, _, art, children in TREE:
        yield Wanted("category", (slug, art))
        for child, _, art_of_child in children:
            yield Wanted("category", (child, art_of_child))
    for person in EVERYBODY:
        yield Wanted("avatar", (person.name, person.art))


# --- people and shops -------------------------------------------------------------------------------------


async def _people(pictures: Gallery, began: dt.datetime) -> None:
    password = await identity.hash_password(password=PASSWORD)
    came = (began + dt.timedelta(minutes=7 * number) for number in range(len(EVERYBODY)))
    people = [_person(p, at, password, pictures) for p, at in zip(EVERYBODY, came, strict=True)]
    await identity.create_people(people=people)


def _person(person: Person, created_at: dt.datetime, password: str, pictures: Gallery) -> NewPerson:
    addresses = [_address(person, "Rumah", person.name, person.home)]
    if person is BUYER:
        addresses.append(_address(person, "Orang tua", "Ibu Prasetyo", BUYERS_PARENTS))
    return NewPerson(
        id=named("person", person.email),
        name=person.name,
        email=person.email,
        phone=f"+62{person.phone[1:]}",
        campus_id=person.campus_id,
        roles=["admin"] if person.email.startswith("admin@") else ["customer"],
        password_hash=password,
        avatar_url=pictures.url(Wanted("avatar", (person.name, person.art))),
        timezone=person.home.timezone,
        created_at=created_at,
        addresses=addresses,
    )


def _address(person: Person, label: str, recipient: str, place: Place) -> Address:
    return Address(
        id=named("address", person.email, label),
        label=label,
        recipient=recipient,
        phone=f"+62{person.phone[1:]}",
        line=place.street,
        province=place.provinsi,
        regency=place.city,
        district=place.kecamatan,
        village=place.kelurahan,
        postal_code=place.postal_code,
        latitude=place.latitude,
        longitude=place.longitude,
        note="Kos, kamar di lantai dua" if place.city == "Kota Malang" else "",
        is_default=label == "Rumah",
    )


def _shop(shop: Shop, pictures: Gallery) -> ShopSeed:
    place = shop.place
    return ShopSeed(
        id=shop_id(shop),
        slug=shop.slug,
        name=shop.name,
        description=shop.about,
        kind=shop.kind,
        owner_id=named("person", shop.owner),
        status=shop.status,
        reason=shop.reason or None,
        timezone=place.timezone,
        phone=f"+62{shop.phone[1:]}",
        address=place.line[:200],
        city=place.city,
        province=place.provinsi,
        latitude=place.latitude,
        longitude=place.longitude,
        logo_url=pictures.url(Wanted("logo", (shop.palette, shop.art))),
        banner_url=pictures.url(_banner(shop)),
        opening_hours=[*_hours(shop.hours)],
        pickup_points=[PickupPoint(named("pickup", shop.slug), shop.name, place.street)],
        delivery_fee={"canteen": 3_000, "koperasi": 4_000, "student": 6_000, "store": 15_000}[shop.kind],
        tax_bps=1_100 if shop.kind == "store" else 0,  # the chain is a taxable firm (PKP), the others are not
        low_stock_at={"student": 5, "store": 3}.get(shop.kind, 10),  # few of a phone is many of a meal
    )


def _hours(text: str) -> Iterator[Hours]:
    """From `senin-jumat 07.00-16.00; sabtu 08.00-13.00`."""
    for part in text.split("; "):
        days, times = part.split(" ")
        first, _, last = days.partition("-")
        opens, closes = times.replace(".", ":").split("-")
        for day in range(WEEK.index(first), WEEK.index(last or first) + 1):
            yield Hours(day + 1, opens, closes)


async def _warehouses() -> None:
    approved = [s for s in SHOPS if s.status == "approved"]
    await inventory.open_shops(shop_ids=[shop_id(s) for s in approved])
    for shop in (o.shop for o in OUTLETS):
        id = shop_id(shop)
        main = (await inventory.list_warehouses(shop_id=id))[0]
        if main.address != shop.place.line:
            floor = WarehouseEdit(
                name="Toko", address=shop.place.line, latitude=shop.place.latitude, longitude=shop.place.longitude
            )
            await inventory.edit_warehouse(id=main.id, edit=floor)
        for depot in shop.warehouses:
            place = depot.place
            new = NewWarehouse(
                name=depot.name,
                address=place.line,
                priority=depot.priority,
                latitude=place.latitude,
                longitude=place.longitude,
            )
            await inventory.create_warehouse(id=named("warehouse", depot.name), shop_id=id, warehouse=new)


def _wallets() -> Iterator[Credit]:
    for person in EVERYBODY:
        if person.wallet:
            yield Credit(named("wallet", person.email), named("person", person.email), person.wallet, "Saldo awal")
