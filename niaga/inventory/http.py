"""Routes of inventory: for the people of a shop who look after its stock. What is not theirs does not exist: 404."""

from typing import Annotated, Any
from uuid import UUID

from litestar import get, post, put
from litestar.params import Parameter

from niaga.kit import keys
from niaga.kit.errors import KeyReused, NotFound, StaleVersion, ValidationFailed
from niaga.kit.http import web
from niaga.shops import api as shops

from . import api
from .types import (
    Impact,
    LowStockEdit,
    Movement,
    NewReceipt,
    NewWarehouse,
    Receipt,
    StockEdit,
    StockEmptying,
    StockRow,
    StockSort,
    Warehouse,
    WarehouseEdit,
)


async def _own(request: web.HttpRequest, shop_id: UUID) -> UUID:
    """Who asks, after seeing that they look after this shop's stock. Raises NotFound."""
    actor = web.actor(request)
    await shops.require(user_id=actor.id, roles=sorted(actor.roles), shop_id=shop_id, permission="stock")
    return actor.id


async def _own_warehouse(request: web.HttpRequest, warehouse_id: UUID) -> UUID:
    return await _own(request, (await api.warehouse(id=warehouse_id)).shop_id)


@get("/shops/{shop_id:uuid}/warehouses", responses=web.refusals(NotFound))
async def list_warehouses(request: web.HttpRequest, shop_id: UUID) -> list[Warehouse]:
    """In the order in which they sell. Every shop has one from the beginning."""
    await _own(request, shop_id)
    return await api.list_warehouses(shop_id=shop_id)


@post(
    "/shops/{shop_id:uuid}/warehouses", status_code=201, responses=web.refusals(NotFound, ValidationFailed, KeyReused)
)
async def create_warehouse(
    request: web.HttpRequest, shop_id: UUID, data: NewWarehouse, idempotency_key: keys.IdempotencyKey = None
) -> Warehouse:
    asked = keys.asked("warehouse", idempotency_key, await _own(request, shop_id), shop_id, data)
    return await api.create_warehouse(id=asked.id, shop_id=shop_id, warehouse=data, asked=asked)


@put("/warehouses/{warehouse_id:uuid}", responses=web.refusals(NotFound, ValidationFailed))
async def edit_warehouse(request: web.HttpRequest, warehouse_id: UUID, data: WarehouseEdit) -> Warehouse:
    await _own_warehouse(request, warehouse_id)
    return await api.edit_warehouse(id=warehouse_id, edit=data)


@get("/warehouses/{warehouse_id:uuid}/impact", responses=web.refusals(NotFound))
async def get_warehouse_impact(request: web.HttpRequest, warehouse_id: UUID) -> Impact:
    """What deactivating it would do now: shown before one does it."""
    await _own_warehouse(request, warehouse_id)
    return await api.impact(id=warehouse_id)


@get("/shops/{shop_id:uuid}/stock", responses=web.refusals(NotFound))
async def list_stock(
    request: web.HttpRequest,
    shop_id: UUID,
    q: Annotated[str, Parameter(description="Part of a name, or the beginning of a SKU", max_length=80)] = "",
    low: Annotated[bool | None, Parameter(description="Only what is low, or only what is not")] = None,
    warehouse_id: UUID | None = None,
    variant_id: UUID | None = None,
    sort: Annotated[
        StockSort, Parameter(description="By name, or by need: what is out, what is low, then the rest by name")
    ] = "name",
    page: web.PageNo = 1,
    size: web.PageSize = 24,
) -> web.Page[StockRow]:
    """One row for each variant and warehouse."""
    await _own(request, shop_id)
    found = await api.list_stock(
        shop_id=shop_id,
        q=q,
        low=low,
        warehouse_id=warehouse_id,
        variant_id=variant_id,
        sort=sort,
        page=page,
        size=size,
    )
    return web.Page(items=found.items, total=found.total, page=page, size=size)


@post(
    "/warehouses/{warehouse_id:uuid}/receipts",
    status_code=201,
    responses=web.refusals(NotFound, ValidationFailed, KeyReused),
)
async def create_receipt(
    request: web.HttpRequest, warehouse_id: UUID, data: NewReceipt, idempotency_key: keys.IdempotencyKey = None
) -> Receipt:
    """Goods have come in: adds to what is on hand."""
    warehouse = await api.warehouse(id=warehouse_id)
    actor = await _own(request, warehouse.shop_id)
    asked = keys.asked("receipt", idempotency_key, actor, warehouse_id, data)
    return await api.receive(
        id=asked.id,
        shop_id=warehouse.shop_id,
        warehouse_id=warehouse_id,
        lines=data.lines,
        note=data.note,
        actor=actor,
        asked=asked,
    )


@put(
    "/warehouses/{warehouse_id:uuid}/stock/{variant_id:uuid}",
    responses=web.refusals(NotFound, ValidationFailed, StaleVersion, KeyReused),
)
async def set_stock(
    request: web.HttpRequest,
    warehouse_id: UUID,
    variant_id: UUID,
    data: StockEdit,
    idempotency_key: keys.IdempotencyKey = None,
) -> StockRow:
    """What was counted. 409 `stale_version` carries `stock`, the row as it is now."""
    actor = await _own_warehouse(request, warehouse_id)
    asked = keys.asked("count", idempotency_key, actor, warehouse_id, variant_id, data)
    return await api.set_stock(
        id=asked.id,
        warehouse_id=warehouse_id,
        variant_id=variant_id,
        on_hand=data.on_hand,
        version=data.version,
        reason=data.reason,
        actor=actor,
        asked=asked,
    )


@post(
    "/warehouses/{warehouse_id:uuid}/stock/{variant_id:uuid}/empty",
    status_code=200,
    responses=web.refusals(NotFound, StaleVersion, KeyReused),
)
async def empty_stock(
    request: web.HttpRequest,
    warehouse_id: UUID,
    variant_id: UUID,
    data: StockEmptying,
    idempotency_key: keys.IdempotencyKey = None,
) -> StockRow:
    """Nothing more to sell: what is on hand becomes what buyers hold already."""
    actor = await _own_warehouse(request, warehouse_id)
    asked = keys.asked("emptying", idempotency_key, actor, warehouse_id, variant_id, data)
    return await api.set_stock(
        id=asked.id,
        warehouse_id=warehouse_id,
        variant_id=variant_id,
        on_hand=None,
        version=data.version,
        reason=data.reason,
        actor=actor,
        asked=asked,
    )


@put("/shops/{shop_id:uuid}/stock/{variant_id:uuid}/low-at", status_code=204, responses=web.refusals(NotFound))
async def set_low_mark(request: web.HttpRequest, shop_id: UUID, variant_id: UUID, data: LowStockEdit) -> None:
    """Below how many available the shop wants to be told."""
    await _own(request, shop_id)
    await api.set_low_mark(shop_id=shop_id, variant_id=variant_id, low_at=data.low_at)


@get("/shops/{shop_id:uuid}/stock-movements", responses=web.refusals(NotFound))
async def list_stock_movements(
    request: web.HttpRequest,
    shop_id: UUID,
    variant_id: UUID | None = None,
    after: UUID | None = None,
    size: web.PageSize = 50,
) -> web.Slice[Movement]:
    """The ledger, newest first."""
    await _own(request, shop_id)
    found = await api.movements(shop_id=shop_id, variant_id=variant_id, after=after, size=size)
    return web.Slice(items=found.items, next=found.next)


routes: list[Any] = [
    list_warehouses,
    create_warehouse,
    edit_warehouse,
    get_warehouse_impact,
    list_stock,
    create_receipt,
    set_stock,
    empty_stock,
    set_low_mark,
    list_stock_movements,
]
