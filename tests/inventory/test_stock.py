"""Counting, receiving and looking, through the ports."""

import asyncio
from typing import Any

import pytest

from niaga.inventory import api
from niaga.inventory.types import Item, LowStock, NewWarehouse, Part, Place, ReceiptLine, StockRow, WarehouseEdit
from niaga.kit.errors import KeyReused, NotFound, StaleVersion, ValidationFailed
from niaga.kit.ids import new_id

from .shelf import QUARTER, Shelf, commit, shelf

pytestmark = pytest.mark.usefixtures("app")


async def row(s: Shelf, which: int = 0) -> StockRow:
    (found,) = (await api.list_stock(shop_id=s.shop_id, variant_id=s.variants[which], warehouse_id=s.warehouse)).items
    return found


async def count(s: Shelf, on_hand: int | None, version: int, **more: Any) -> StockRow:
    return await api.set_stock(
        id=more.pop("id", None) or new_id(),
        warehouse_id=s.warehouse,
        variant_id=s.variants[0],
        on_hand=on_hand,
        version=version,
        **more,
    )


async def test_a_receipt_adds_once_and_is_in_the_ledger() -> None:
    s = await shelf(3)
    id, actor = new_id(), new_id()
    lines = [ReceiptLine(s.variants[0], 4), ReceiptLine(s.variants[0], 1)]
    for _ in range(2):
        receipt = await api.receive(id=id, shop_id=s.shop_id, lines=lines, note="truk pagi", actor=actor)
    assert (receipt.warehouse_id, receipt.lines, await s.on_hand()) == (s.warehouse, lines, [8])
    line = (await api.movements(shop_id=s.shop_id)).items[0]
    assert (line.change, line.reason, line.note, line.reference) == (5, "received", "truk pagi", id)
    assert line.actor is not None
    assert line.actor.id == actor
    with pytest.raises(KeyReused):
        await api.receive(id=id, shop_id=s.shop_id, lines=lines[:1])


async def test_a_receipt_of_what_nobody_knows_is_refused_whole() -> None:
    s = await shelf(3)
    with pytest.raises(ValidationFailed):
        await s.add(0)
    lines = [ReceiptLine(s.variants[0], 4), ReceiptLine(new_id(), 1)]
    with pytest.raises(ValidationFailed) as refused:
        await api.receive(id=new_id(), shop_id=s.shop_id, lines=lines)
    assert refused.value.data["errors"][0]["field"] == "lines.1.variant_id"
    assert await s.on_hand() == [3]


async def test_a_receipt_goes_to_ones_own_warehouse() -> None:
    s, other = await shelf(1), await shelf(1)
    with pytest.raises(NotFound):
        await s.add(1, warehouse=other.warehouse)


async def test_two_counts_of_the_same_row_the_later_is_stale_and_sees_the_row() -> None:
    s = await shelf(5)
    seen = (await row(s)).version
    assert (await count(s, 7, seen, reason="hitung")).on_hand == 7
    with pytest.raises(StaleVersion) as refused:
        await count(s, 9, seen)
    assert refused.value.data["stock"].on_hand == 7
    assert refused.value.data["version"] == seen + 1
    assert (await count(s, 9, seen + 1)).on_hand == 9


async def test_of_many_counts_at_once_one_wins() -> None:
    s = await shelf(5)
    seen = (await row(s)).version
    tried = await asyncio.gather(*(count(s, 10 + n, seen) for n in range(20)), return_exceptions=True)
    assert sum(isinstance(t, StockRow) for t in tried) == 1
    assert sum(isinstance(t, StaleVersion) for t in tried) == 19


async def test_the_same_count_again_changes_nothing() -> None:
    s = await shelf(5)
    id, seen = new_id(), (await row(s)).version
    first = await count(s, 7, seen, id=id)
    assert await count(s, 7, seen, id=id) == first
    assert len((await api.movements(shop_id=s.shop_id)).items) == 2


async def test_a_count_below_what_is_held_or_negative_names_the_field() -> None:
    s = await shelf(5)
    await s.hold(3)
    for wrong in (2, -1):
        with pytest.raises(ValidationFailed) as refused:
            await count(s, wrong, (await row(s)).version)
        assert refused.value.data["errors"][0]["field"] == "on_hand"
    assert (await count(s, 3, (await row(s)).version)).available == 0


async def test_emptying_leaves_what_buyers_hold(later: Any) -> None:
    s = await shelf(5)
    id = await s.hold(2)
    found = await count(s, None, (await row(s)).version)
    assert (found.on_hand, found.held, found.available) == (2, 2, 0)
    assert await commit(id)
    await s.add(4)
    await s.hold(4)
    later(QUARTER)
    assert (await count(s, None, (await row(s)).version)).on_hand == 0


async def test_a_sale_makes_a_count_stale_a_hold_does_not() -> None:
    s = await shelf(5)
    seen = await row(s)
    id = await s.hold(1)
    assert (await row(s)).version == seen.version
    await commit(id)
    with pytest.raises(StaleVersion):
        await count(s, 5, seen.version)


async def test_the_first_count_of_a_variant_makes_its_row() -> None:
    s = await shelf(1)
    variant = new_id()
    await api.register_items(items=[Item(variant, "NEW-1", "Baru")])
    found = await api.set_stock(
        id=new_id(), warehouse_id=s.warehouse, variant_id=variant, on_hand=6, version=0, actor=None
    )
    assert (found.sku, found.on_hand) == ("NEW-1", 6)
    with pytest.raises(NotFound):
        await api.set_stock(id=new_id(), warehouse_id=s.warehouse, variant_id=new_id(), on_hand=1, version=0)


async def test_the_list_is_by_name_searched_filtered_and_paged() -> None:
    s = await shelf(50, 5, 30)
    await api.register_items(
        items=[
            Item(s.variants[0], "TEH-1", "Teh 100%"),
            Item(s.variants[1], "KOP-1", "Kopi susu"),
            Item(s.variants[2], "AIR-1", "Air mineral"),
        ]
    )

    async def skus(**how: Any) -> list[str]:
        return [r.sku for r in (await api.list_stock(shop_id=s.shop_id, **how)).items]

    assert await skus() == ["AIR-1", "KOP-1", "TEH-1"]
    assert await skus(page=2, size=2) == ["TEH-1"]
    assert (await api.list_stock(shop_id=s.shop_id, size=1)).total == 3
    assert await skus(q="kopi") == await skus(q="KOP") == await skus(low=True) == ["KOP-1"]
    assert await skus(q="0%") == ["TEH-1"]
    assert await skus(q="%") == ["TEH-1"]
    assert await skus(low=False) == ["AIR-1", "TEH-1"]
    await api.set_low_mark(shop_id=s.shop_id, variant_id=s.variants[1], low_at=5)
    assert await skus(low=True) == []


async def test_what_is_needed_comes_first() -> None:
    """Out of it in all warehouses, whatever its mark; then low; then by name. A warehouse that is off sells nothing."""
    s = await shelf(50, 0, 3, 0, 40)
    names = ["Apel", "Bakpia", "Cendol", "Dodol", "Emping"]
    await api.register_items(items=[Item(v, n, n) for v, n in zip(s.variants, names, strict=True)])
    places = [Place(s.shop_id, variant) for variant in s.variants]
    await api.open_places(places=places)
    await api.set_low_mark(shop_id=s.shop_id, variant_id=s.variants[3], low_at=0)
    second = await s.second()
    await s.add(0, 4, warehouse=second)

    async def seen() -> list[tuple[str, bool, bool]]:
        return [(r.sku, r.out, r.low) for r in (await api.list_stock(shop_id=s.shop_id, sort="need")).items]

    rest = [("Apel", False, False), ("Emping", False, False)]
    assert await seen() == [
        ("Dodol", True, False),
        ("Bakpia", False, True),
        ("Bakpia", False, True),
        ("Cendol", False, True),
        *rest,
    ]
    await api.edit_warehouse(id=second, edit=WarehouseEdit(active=False))
    assert (await seen())[:3] == [("Bakpia", True, True), ("Bakpia", True, True), ("Dodol", True, False)]
    await api.close_places(places=places[1:4])
    assert await seen() == [("Apel", False, False), ("Bakpia", False, False), ("Cendol", False, False), rest[1]]
    levels = {level.variant_id: (level.available, level.low) for level in await api.levels(places=places * 2)}
    assert levels == dict(zip(s.variants, [(50, False), (0, False), (3, False), (0, False), (40, False)], strict=True))


async def test_a_low_mark_is_the_shops_own(events: Any) -> None:
    s, other = await shelf(20), await shelf(1)
    await api.set_low_mark(shop_id=s.shop_id, variant_id=s.variants[0], low_at=20)
    await s.hold(1)
    assert len(await events.named(LowStock, shop_id=s.shop_id)) == 1
    with pytest.raises(NotFound):
        await api.set_low_mark(shop_id=other.shop_id, variant_id=s.variants[0], low_at=3)


async def test_the_ledger_is_read_in_stretches() -> None:
    s = await shelf(1, 1)
    for _ in range(4):
        await s.add(1)
    seen, after = [], None
    while True:
        part = await api.movements(shop_id=s.shop_id, variant_id=s.variants[0], after=after, size=2)
        seen += [m.id for m in part.items]
        if part.next is None:
            break
        after = part.items[-1].id
    assert len(seen) == 5
    assert seen == sorted(seen, reverse=True)


async def test_what_inventory_does_not_know_is_not_available() -> None:
    s = await shelf(4)
    places = [Place(s.shop_id, new_id()), Place(s.shop_id, s.variants[0]), Place(new_id(), s.variants[0])]
    assert [a.available for a in await api.available(wants=places)] == [0, 4, 0]
    assert await api.available(wants=[]) == []


async def test_switching_a_warehouse_off_shows_its_impact_first_and_keeps_open_holds() -> None:
    s = await shelf(5, 5)
    second = await s.second()
    await s.add(0, 2, warehouse=second)
    id = await s.hold(1)
    found = await api.impact(id=s.warehouse)
    assert (found.units_on_hand, found.units_held, found.open_holds) == (10, 1, 1)
    assert (found.variants, found.variants_sold_out, found.last_active) == (2, 1, False)
    await api.edit_warehouse(id=s.warehouse, edit=WarehouseEdit(active=False))
    assert await s.available() == [0, 2]
    assert (await api.impact(id=second)).last_active
    assert await commit(id)
    assert await s.on_hand() == [4, 7]
    await s.add(3)
    assert await s.available() == [0, 2]
    await api.edit_warehouse(id=s.warehouse, edit=WarehouseEdit(active=True))
    assert await s.available() == [7, 7]
    assert not await api.verify()


async def test_every_shop_has_a_first_warehouse_and_may_have_more() -> None:
    shop = new_id()
    (first,) = await api.list_warehouses(shop_id=shop)
    assert first.active
    await api.open_shops(shop_ids=[shop, shop])
    id = new_id()
    for _ in range(2):
        made = await api.create_warehouse(id=id, shop_id=shop, warehouse=NewWarehouse(name="Cabang", priority=5))
    assert [w.id for w in await api.list_warehouses(shop_id=shop)] == [first.id, made.id]
    edited = await api.edit_warehouse(id=id, edit=WarehouseEdit(priority=0, name="Depan"))
    assert (edited.name, edited.address) == ("Depan", made.address)
    with pytest.raises(KeyReused):
        await api.create_warehouse(id=id, shop_id=new_id(), warehouse=NewWarehouse(name="Lain"))
    with pytest.raises(NotFound):
        await api.warehouse(id=new_id())


async def test_priority_decides_where_it_is_taken_from() -> None:
    s = await shelf(5)
    second = await s.second(priority=5)
    await s.add(5, warehouse=second)
    await api.edit_warehouse(id=s.warehouse, edit=WarehouseEdit(priority=9))
    assert await commit(await s.hold(4))
    rows = (await api.list_stock(shop_id=s.shop_id, warehouse_id=second)).items
    assert rows[0].on_hand == 1
    await api.release(parts=[Part(new_id())])
