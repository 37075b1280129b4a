"""Where it lies, and what it is called."""

from uuid import UUID

import msgspec

from niaga.kit import clock, db, keys
from niaga.kit.db import Conn
from niaga.kit.errors import KeyReused, NotFound, invalid
from niaga.kit.keys import Asked
from niaga.kit.port import port

from .. import rules
from ..api.ledger import split, tell
from ..rules import Watch
from ..store import stock as stock_store
from ..store import warehouses as store
from ..types import Impact, Item, NewWarehouse, Warehouse, WarehouseEdit

MAX_WAREHOUSES = 50
MAIN_WAREHOUSE = "Gudang Utama"
MAIN_PRIORITY = 0


async def add_main(c: Conn, shop_ids: list[UUID]) -> None:
    """Make the warehouse every shop has, where it is not there yet."""
    now = clock.now()
    await store.add(
        c,
        warehouses=[
            Warehouse(rules.default_warehouse(id), id, MAIN_WAREHOUSE, "", MAIN_PRIORITY, True, None, None, now)
            for id in shop_ids
        ],
    )


@port
async def open_shops(*, shop_ids: list[UUID]) -> None:
    """Give each of these shops its first warehouse, where it has none."""
    async with db.tx() as c:
        await add_main(c, shop_ids)


@port
async def list_warehouses(*, shop_id: UUID) -> list[Warehouse]:
    """A shop's warehouses in the order in which they sell; the first is made when it has none."""
    async with db.read() as c:
        found = await store.of_shop(c, shop_id=shop_id)
    if found:
        return found
    async with db.tx() as c:
        await add_main(c, [shop_id])
        return await store.of_shop(c, shop_id=shop_id)


@port
async def warehouse(*, id: UUID) -> Warehouse:
    """One warehouse. Raises NotFound."""
    async with db.read() as c:
        found = await store.get(c, id=id)
    if found is None:
        raise NotFound()
    return found


@port
async def create_warehouse(
    *, id: UUID, shop_id: UUID, warehouse: NewWarehouse, asked: Asked | None = None
) -> Warehouse:
    """A new, active warehouse. Raises ValidationFailed past the 50th, KeyReused when the id is another's."""
    rules.check_place(warehouse.latitude, warehouse.longitude)
    async with db.tx() as c:
        await keys.claim(c, asked)
        await add_main(c, [shop_id])
        there = await store.of_shop(c, shop_id=shop_id)
        if len(there) >= MAX_WAREHOUSES and all(w.id != id for w in there):
            raise invalid("name", f"a shop has at most {MAX_WAREHOUSES} warehouses")
        new = Warehouse(
            id,
            shop_id,
            warehouse.name,
            warehouse.address,
            warehouse.priority,
            True,
            warehouse.latitude,
            warehouse.longitude,
            clock.now(),
        )
        await store.add(c, warehouses=[new])
        made = await store.get(c, id=id)
    if made is None or made.shop_id != shop_id:
        raise KeyReused()
    return made


@port
async def edit_warehouse(*, id: UUID, edit: WarehouseEdit) -> Warehouse:
    """Change what is given. Switched off, nothing more is sold from it; what is held there stays held.

    Raises NotFound, ValidationFailed.
    """
    async with db.tx() as c:
        old = await store.lock(c, id=id)
        if old is None:
            raise NotFound()
        new = msgspec.structs.replace(old, **rules.given(edit))
        rules.check_place(new.latitude, new.longitude)
        await store.set(
            c,
            id=id,
            name=new.name,
            address=new.address,
            priority=new.priority,
            active=new.active,
            latitude=new.latitude,
            longitude=new.longitude,
        )
        if new.active != old.active:
            await _switch(c, new)
    return new


async def _switch(c: Conn, place: Warehouse) -> None:
    spots = [(place.shop_id, variant_id) for variant_id in await store.stocked(c, id=place.id)]
    if not spots:
        return
    shop_ids, variant_ids = split(spots)
    rows = await stock_store.lock(c, shop_ids=shop_ids, variant_ids=variant_ids)
    watch = Watch(rows)
    await store.switch_stock(c, id=place.id, active=place.active)
    for row in rows:
        if row.warehouse_id == place.id:
            row.active = place.active
    await tell(c, watch, counted=True)


@port
async def impact(*, id: UUID) -> Impact:
    """What switching it off would do now. Raises NotFound."""
    async with db.read() as c:
        found = await store.get(c, id=id)
        if found is None:
            raise NotFound()
        return await store.impact(c, id=id, shop_id=found.shop_id, now=clock.now())


@port
async def register_items(*, items: list[Item]) -> None:
    """Say what variants are called and look like. Told otherwise they follow; low marks stay the shops' own."""
    by_id = {item.variant_id: item for item in items}
    async with db.tx() as c:
        await store.register(c, items=list(by_id.values()))
