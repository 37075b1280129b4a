"""What others see of orders: wire shapes, events, refusals."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from niaga.catalog.types import Kind
from niaga.identity.types import Address
from niaga.kit import text
from niaga.kit.errors import Refusal
from niaga.kit.events import Event
from niaga.payments.types import BankField, Method, Payment

Delivery = Literal["pickup", "delivery"]
OrderStatus = Literal["pending_payment", "paid", "completed", "cancelled", "expired", "refunded", "partly_refunded"]
OrderFilter = Literal[
    "pending_payment",
    "paid",
    "completed",
    "cancelled",
    "expired",
    "refunded",
    "partly_refunded",
    "in_progress",
    "finished",
]
"""A status; or what is paid and not all there yet, or all there, whether or not some of its money went back."""
ShopOrderStatus = Literal[
    "pending",
    "paid",
    "processing",
    "packed",
    "ready_for_pickup",
    "shipped",
    "delivered",
    "completed",
    "cancelled",
    "rejected",
    "refunded",
]
Role = Literal["buyer", "seller", "courier", "admin", "system"]
Notice = Literal[
    "late_payment",
    "late_payment_refunded",
    "paid_twice_refunded",
    "cancelled_payment_refunded",
    "payment_reversed",
]
"""Why an order is not simply what its buyer expects; clients have a sentence for each."""
ReasonCode = Literal["late_payment", "payment_reversed", "replaced", "unpaid"]
"""Why the system itself took a step."""

MAX_SHOPS = 50

ShortText = Annotated[str, text.TEXT, msgspec.Meta(max_length=200)]
VoucherCode = Annotated[str, text.CODE, msgspec.Meta(max_length=40)]


class ShopChoice(text.Input, frozen=True):
    """What the buyer chose for one shop's part."""

    shop_id: UUID
    delivery_option: Delivery
    slot_id: UUID | None = None
    note: ShortText = ""


class CheckoutRequest(text.Input, frozen=True, kw_only=True):
    cart_id: UUID
    payment_method: Method
    bank: BankField = None
    delivery_option: Delivery
    shops: Annotated[
        list[ShopChoice],
        msgspec.Meta(max_length=MAX_SHOPS, description="Where a shop's choice differs from delivery_option"),
    ] = msgspec.field(default_factory=list)
    address_id: Annotated[UUID | None, msgspec.Meta(description="Required when anything is delivered")] = None
    voucher_codes: Annotated[list[VoucherCode], msgspec.Meta(max_length=10)] = msgspec.field(default_factory=list)
    expected_total: (
        Annotated[int, msgspec.Meta(ge=0, description="What the buyer saw; another total is refused")] | None
    ) = None


class ShopOrderStatusChange(text.Input, frozen=True):
    status: ShopOrderStatus
    reason: Annotated[str, text.TEXT, msgspec.Meta(max_length=500, description="Required to reject")] = ""


class ShopRef(msgspec.Struct, frozen=True):
    id: UUID
    name: str


class QuoteLine(msgspec.Struct, frozen=True):
    item_id: UUID
    offer_id: UUID
    product_id: UUID
    variant_id: UUID
    name: str
    options: dict[str, str]
    image_url: str | None
    note: str
    unit_price: int
    seen_price: int | None
    """What it cost when the buyer last touched it in the cart, if that is known."""
    quantity: int
    subtotal: int
    discount: int


class ShopQuote(msgspec.Struct, frozen=True):
    shop: ShopRef
    delivery_option: Delivery
    delivers: bool
    """Whether delivery could be chosen."""
    subtotal: int
    discount: int
    delivery_fee: int
    tax: int
    """Contained in the total, not on top of it."""
    total: int
    prep_minutes: int | None
    """How long the shop takes once it has accepted; null where its goods do not say."""
    lines: list[QuoteLine]


class UnavailableMethod(msgspec.Struct, frozen=True):
    method: Method
    reason: Literal["cash_needs_pickup", "contact_not_verified", "method_limit_reached"]


class Quote(msgspec.Struct, frozen=True):
    """What a checkout would charge. Σ shops' totals = total."""

    subtotal: int
    discount: int
    delivery_fee: int
    tax: int
    total: int
    shops: list[ShopQuote]
    methods: list[Method]
    """Those that may pay this."""
    unavailable: list[UnavailableMethod] = []
    """The others, and why."""


class Line(msgspec.Struct, frozen=True):
    __schema_name__ = "OrderLine"

    id: UUID
    product_id: UUID
    variant_id: UUID
    offer_id: UUID
    name: str
    options: dict[str, str]
    sku: str
    image_url: str | None
    unit_price: int
    quantity: int
    subtotal: int
    discount: int
    note: str
    kind: Kind | None
    """Null on orders from before it was written down."""
    prep_minutes: int | None
    """As it was when it was ordered; null where nobody said."""


class Step(msgspec.Struct, frozen=True):
    """One line of the timeline."""

    __schema_name__ = "OrderStep"

    at: datetime
    status: ShopOrderStatus
    actor: Role
    actor_id: UUID | None
    reason: str
    """What somebody wrote, or the code."""
    reason_code: ReasonCode | None
    """Where the system itself says why."""


class ShopOrder(msgspec.Struct, frozen=True):
    """One shop's part of an order."""

    id: UUID
    number: str
    call_number: str
    """What its buyer says at the counter: `7K3 QXM`."""
    shop: ShopRef
    status: ShopOrderStatus
    delivery_option: Delivery
    note: str
    reason: str
    """Why it was rejected or cancelled: what somebody wrote, or the code."""
    reason_code: ReasonCode | None
    """Where the system itself ended it."""
    subtotal: int
    discount: int
    delivery_fee: int
    tax: int
    total: int
    refunded: int
    prep_minutes: int | None
    """How long the shop takes once it has accepted; null where its goods do not say."""
    ready_at: datetime | None
    """When it will be ready, by that, while the shop is at work on it; null at any other time."""
    lines: list[Line]
    history: list[Step]


class Order(msgspec.Struct, frozen=True):
    id: UUID
    number: str
    status: OrderStatus
    buyer_id: UUID
    payment_method: Method
    payment_id: UUID
    """The first attempt while unpaid, the one that paid afterwards."""
    subtotal: int
    discount: int
    delivery_fee: int
    tax: int
    total: int
    refunded: int
    address: Address | None
    placed_at: datetime
    expires_at: datetime
    """Until when it can be paid, or for cash accepted by a shop. The goods are kept a little longer."""
    paid_at: datetime | None
    notice: Notice | None
    shop_orders: list[ShopOrder]
    payment: Payment | None = None
    """The newest attempt; only where one order is asked for."""


class Buyer(msgspec.Struct, frozen=True):
    id: UUID
    name: str
    phone: str | None


class BoardOrder(msgspec.Struct, frozen=True):
    """A shop order as its seller works on it."""

    id: UUID
    number: str
    call_number: str
    """What its buyer says at the counter: `7K3 QXM`."""
    order_id: UUID
    order_number: str
    order_status: OrderStatus
    shop: ShopRef
    status: ShopOrderStatus
    allowed: list[ShopOrderStatus]
    """The steps whoever asks may take now."""
    delivery_option: Delivery
    note: str
    reason: str
    """Why it was rejected or cancelled: what somebody wrote, or the code."""
    reason_code: ReasonCode | None
    """Where the system itself ended it."""
    subtotal: int
    discount: int
    delivery_fee: int
    tax: int
    total: int
    refunded: int
    payment_method: Method
    paid_at: datetime | None
    placed_at: datetime
    buyer: Buyer
    address: Address | None
    prep_minutes: int | None
    """How long the shop takes once it has accepted; null where its goods do not say."""
    ready_at: datetime | None
    """When it will be ready, by that, while the shop is at work on it; null at any other time."""
    lines: list[Line]
    history: list[Step]


class OrderRef(msgspec.Struct, frozen=True):
    id: UUID
    number: str


class Checkout(msgspec.Struct, frozen=True):
    order: Order
    payment: Payment | None
    """Null when the order expired or was cancelled before any attempt to pay it began."""
    replaced: list[OrderRef] = []
    """Unpaid orders of the buyer's own that held these goods: this one took their place, and they are cancelled."""


class Reordered(msgspec.Struct, frozen=True):
    cart_id: UUID
    added: list[UUID]
    """Offers put into the cart that lie in it."""
    unavailable: list[str]
    """Names of what is not on sale any more."""
    left_out: list[str] = []
    """Names of what found no place in the cart."""


# --- events -----------------------------------------------------------------------------------------------------


class OrderPlaced(Event, frozen=True):
    """An order waits for its payment. One paid at once from the wallet is told of as paid only."""

    id: UUID


class CheckoutGivenUp(Event, frozen=True):
    """Nothing was bought under this id and nothing ever will be: its goods are free, its cart has its lines again."""

    id: UUID


class OrderPaid(Event, frozen=True):
    id: UUID


class OrderExpired(Event, frozen=True):
    """Not paid in time: the stock is free again."""

    id: UUID


class OrderCancelled(Event, frozen=True):
    """Its buyer cancelled what no shop had begun; what was paid for goes back."""

    id: UUID


class ShopOrderMoved(Event, frozen=True):
    """A shop order took a step after it was paid (or accepted, for cash)."""

    id: UUID
    order_id: UUID
    shop_id: UUID
    status: ShopOrderStatus


class OrderUnpaid(Event, frozen=True):
    """The bank has taken back what had paid it: what no shop had begun is cancelled, the rest goes on at our cost."""

    id: UUID


class MoneyReturned(Event, frozen=True):
    """A payment came for an order that could not take it any more and goes back; the order's notice says why."""

    order_id: UUID
    payment_id: UUID


# --- refusals ---------------------------------------------------------------------------------------------------


class CartEmpty(Refusal):
    """There is nothing in the cart."""

    status = 422


class PriceChanged(Refusal):
    """The total is not what you saw. Data: expected_total, total, quote (the present one)."""


class TooManyUnpaid(Refusal):
    """Too much is kept for your unpaid orders already: pay or cancel one first. Data: orders, units (now), max_orders,
    max_units, proven (whether e-mail or phone are verified; more may be kept then)."""


class ContactNotVerified(Refusal):
    """Cash is for those whose e-mail address or phone number is verified."""

    status = 403


class CashNeedsPickup(Refusal):
    """Cash is for orders picked up at the shop."""

    status = 422


class DeliveryNotOffered(Refusal):
    """A shop does not deliver. Data: shop_ids."""

    status = 422


class CashUnconfirmed(Refusal):
    """The shop says when it has been paid in cash. Data: present (the state it is in), allowed (the next ones)."""
