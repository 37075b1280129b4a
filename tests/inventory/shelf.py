"""Stock for tests, made through the ports."""

import datetime as dt
from typing import NamedTuple
from uuid import UUID

from niaga.inventory import api, rules
from niaga.inventory.types import Item, NewWarehouse, Part, Place, ReceiptLine, Want
from niaga.kit import clock
from niaga.kit.ids import new_id

QUARTER = dt.timedelta(minutes=15)


class Shelf(NamedTuple):
    """Variants of one shop, in its first warehouse."""

    shop_id: UUID
    variants: list[UUID]

    @property
    def warehouse(self) -> UUID:
        return rules.default_warehouse(self.shop_id)

    def wants(self, *quantities: int) -> list[Want]:
        return [
            Want(self.shop_id, variant, quantity)
            for variant, quantity in zip(self.variants, quantities, strict=False)
            if quantity
        ]

    async def hold(self, *quantities: int, id: UUID | None = None, until: dt.datetime | None = None) -> UUID:
        id = id or new_id()
        await api.hold(id=id, wants=self.wants(*quantities), expires_at=until or clock.now() + QUARTER)
        return id

    async def hold_one(self) -> UUID:
        """One of the first variant."""
        return await self.hold(1)

    async def available(self) -> list[int]:
        found = await api.available(wants=[Place(self.shop_id, variant) for variant in self.variants])
        return [place.available for place in found]

    async def add(self, *quantities: int, warehouse: UUID | None = None) -> None:
        lines = [
            ReceiptLine(variant, quantity)
            for variant, quantity in zip(self.variants, quantities, strict=False)
            if quantity
        ]
        await api.receive(id=new_id(), shop_id=self.shop_id, warehouse_id=warehouse, lines=lines)

    async def second(self, priority: int = 100) -> UUID:
        made = await api.create_warehouse(
            id=new_id(), shop_id=self.shop_id, warehouse=NewWarehouse(name="Cabang", priority=priority)
        )
        return made.id

    async def on_hand(self) -> list[int]:
        rows = (await api.list_stock(shop_id=self.shop_id, size=100)).items
        return [sum(r.on_hand for r in rows if r.variant_id == variant) for variant in self.variants]


async def shelf(*quantities: int) -> Shelf:
    """A new shop with so many of each new variant."""
    made = Shelf(new_id(), [new_id() for _ in quantities])
    await api.register_items(items=[Item(v, f"SKU-{n}", f"Barang {n}") for n, v in enumerate(made.variants, 1)])
    if any(quantities):
        await made.add(*quantities)
    return made


async def commit(id: UUID) -> bool:
    return not await api.commit(parts=[Part(id)])
