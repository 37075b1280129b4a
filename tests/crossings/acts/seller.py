"""What a shop does."""

from uuid import UUID

from niaga.catalog import api as catalog
from niaga.catalog.types import OfferEdit
from niaga.inventory import api as inventory
from niaga.inventory.types import ReceiptLine, WarehouseEdit
from niaga.kit.keys import asked

from ..scene import Scene
from . import act

STEP = {"wrong_state", "out_of_stock"}


@act("seller", open={"paid", "begun"}, may=STEP)
async def accept(s: Scene, key: UUID) -> None:
    await s.step("processing")


@act("seller", open={"paid"}, may=STEP)
async def accept_second(s: Scene, key: UUID) -> None:
    s.part(1)
    await s.step("processing", shop=1)


@act("seller", open={"begun"}, may=STEP)
async def pack(s: Scene, key: UUID) -> None:
    await s.step("packed")


@act("seller", open={"begun", "ready"}, may=STEP)
async def make_ready(s: Scene, key: UUID) -> None:
    await s.step("ready_for_pickup")


@act("seller", open={"ready", "delivered"}, may=STEP)
async def hand_over(s: Scene, key: UUID) -> None:
    await s.step("delivered")


@act("seller", at={"unpaid", "paid", "half"}, may=STEP)
async def hand_over_second(s: Scene, key: UUID) -> None:
    s.part(1)
    for status in ("processing", "packed", "ready_for_pickup", "delivered"):
        await s.step(status, shop=1)


@act("seller", open={"delivered", "completed"}, may=STEP)
async def complete(s: Scene, key: UUID) -> None:
    await s.step("completed")


@act("seller", open={"paid", "begun", "rejected"}, may=STEP)
async def reject(s: Scene, key: UUID) -> None:
    await s.step("rejected", reason="Habis")


@act("seller", open={"paid"}, may=STEP)
async def reject_second(s: Scene, key: UUID) -> None:
    s.part(1)
    await s.step("rejected", shop=1, reason="Habis")


@act("seller")
async def raise_price(s: Scene, key: UUID) -> None:
    await catalog.edit_offer(id=s.offers()[0], edit=OfferEdit(price=9_000))


@act("seller")
async def switch_offer_off(s: Scene, key: UUID) -> None:
    await catalog.edit_offer(id=s.offers()[0], edit=OfferEdit(active=False))


@act("seller", may={"stale_version", "validation_failed"})
async def empty_shelf(s: Scene, key: UUID) -> None:
    """Count what is left as nothing, in the first warehouse."""
    shop = s.slot.shops[0]
    rows = await inventory.list_stock(shop_id=shop.id, variant_id=s.variant(), warehouse_id=shop.warehouses[0])
    wish = asked("stock", key, shop.owner)
    await inventory.set_stock(
        id=wish.id,
        warehouse_id=shop.warehouses[0],
        variant_id=s.variant(),
        on_hand=None,
        version=rows.items[0].version,
        actor=shop.owner,
        asked=wish,
    )


@act("seller")
async def receive_goods(s: Scene, key: UUID) -> None:
    shop = s.slot.shops[0]
    wish = asked("receipt", key, shop.owner)
    lines = [ReceiptLine(s.variant(), 1)]
    await inventory.receive(id=wish.id, shop_id=shop.id, lines=lines, actor=shop.owner, asked=wish)


@act("seller")
async def switch_warehouse_off(s: Scene, key: UUID) -> None:
    await inventory.edit_warehouse(id=s.slot.shops[0].warehouses[0], edit=WarehouseEdit(active=False))
