"""The rows of this module's tables: one struct each, its fields named and ordered like the columns."""

from datetime import datetime
from typing import Literal, NamedTuple
from uuid import UUID

import msgspec

from niaga.catalog.types import Kind
from niaga.identity.types import Address
from niaga.payments.types import Bank, Method

from .types import Delivery, Notice, OrderStatus, ReasonCode, Role, ShopOrderStatus


class OrderRow(msgspec.Struct, frozen=True, kw_only=True):
    id: UUID
    number: str
    buyer_id: UUID
    request_hash: str
    """SHA-256 of the checkout's body: the same key with another body is refused."""
    cart_id: UUID
    status: OrderStatus
    payment_method: Method
    bank: Bank | None
    payment_id: UUID
    """The first attempt; once paid, the payment that did it."""
    subtotal: int
    discount: int
    delivery_fee: int
    tax: int
    total: int
    address: Address | None
    placed_at: datetime
    expires_at: datetime
    """When it is ended, and its goods are free: a little after `pay_by`, later while a payment is being confirmed."""
    paid_at: datetime | None = None
    cancelled_by: Role | None = None
    notice: Notice | None = None
    pay_by: datetime
    """Until when it can be paid, or a shop can accept it for cash: the one deadline people are told."""


class ShopOrderRow(msgspec.Struct, frozen=True, kw_only=True):
    id: UUID
    order_id: UUID
    shop_id: UUID
    number: str
    shop_name: str
    status: ShopOrderStatus
    delivery_option: Delivery
    note: str
    reason: str = ""
    """What somebody wrote."""
    reason_code: ReasonCode | None = None
    subtotal: int
    discount: int
    delivery_fee: int
    tax: int
    total: int
    refunded: int = 0
    placed_at: datetime
    expires_at: datetime


class LineRow(msgspec.Struct, frozen=True, kw_only=True):
    id: UUID
    order_id: UUID
    shop_order_id: UUID
    position: int
    cart_line_id: UUID
    """The cart's line it was bought from."""
    offer_id: UUID
    product_id: UUID
    variant_id: UUID
    name: str
    options: dict[str, str]
    sku: str
    image_url: str | None
    unit_price: int
    quantity: int
    subtotal: int
    discount: int
    tax: int
    commission: int
    note: str
    kind: Kind | None
    prep_minutes: int | None


class StepRow(msgspec.Struct, frozen=True):
    order_id: UUID
    shop_order_id: UUID
    at: datetime
    status: ShopOrderStatus
    actor: Role
    actor_id: UUID | None = None
    reason: str = ""
    reason_code: ReasonCode | None = None


class PaidRow(msgspec.Struct, frozen=True):
    """What has paid an order."""

    id: UUID
    payment_id: UUID
    method: Method
    covers: list[UUID] | None
    """The shop orders it paid; none by name where it is all of them."""
    notice: str | None
    late: bool


class ReturnedRow(NamedTuple):
    payment_id: UUID
    order_id: UUID
    notice: Notice


class RefundedRow(NamedTuple):
    """A shop order, and what of it has gone back in all."""

    id: UUID
    amount: int


class StatusRow(NamedTuple):
    id: UUID
    status: OrderStatus
    cancelled_by: Role | None


class Claim(msgspec.Struct, frozen=True):
    """What was decided about an order's id, once and for good."""

    id: UUID
    state: Literal["written", "undoing", "given_up"]


class Due(msgspec.Struct, frozen=True):
    """What decides about money that comes in."""

    id: UUID
    status: OrderStatus
    payment_method: Method
    payment_id: UUID
    expires_at: datetime
    paid_at: datetime | None
    cancelled_by: Role | None
    notice: Notice | None


class Book(msgspec.Struct, frozen=True):
    """Everything written about one order."""

    order: OrderRow
    shop_orders: list[ShopOrderRow]
    lines: list[LineRow]
    steps: list[StepRow]

    @property
    def paid(self) -> bool:
        return self.order.paid_at is not None

    @property
    def due(self) -> Due:
        order = self.order
        return Due(
            order.id,
            order.status,
            order.payment_method,
            order.payment_id,
            order.expires_at,
            order.paid_at,
            order.cancelled_by,
            order.notice,
        )
