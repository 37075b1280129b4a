"""What other modules and clients see of payments. Money is whole rupiah."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from msgspec import Meta

from niaga.kit import text
from niaga.kit.errors import Refusal
from niaga.kit.events import Event

from .gateways.gateway import Action

Method = Literal["wallet", "qris", "virtual_account", "ewallet", "card", "cash"]
GatewayMethod = Literal["qris", "virtual_account", "ewallet", "card"]
Bank = Literal["bca", "bni", "bri", "permata", "mandiri", "gopay", "shopeepay"]
Status = Literal["pending", "authorized", "paid", "failed", "cancelled", "expired", "partly_refunded", "refunded"]
Flag = Literal["amount_mismatch", "reversed", "refunded_outside", "challenge"]
Route = Literal["provider", "wallet", "cash"]
Note = Literal["method_not_refundable", "window_over", "provider_refused", "reversed"]
Outcome = Literal["applied", "nothing_new", "mismatch", "flagged", "to_check", "unknown"]
TransferKind = Literal["payment", "topup", "refund", "opening", "reversal", "loss", "suspense"]
Decision = Literal["accepted", "returned"]

QRIS_MAX = 10_000_000
"""Bank Indonesia's cap on one QRIS payment (PADG 24/1/PADG/2022)."""
BANKS: dict[Method, tuple[Bank, ...]] = {
    "virtual_account": ("bca", "bni", "bri", "permata", "mandiri"),
    "ewallet": ("gopay", "shopeepay"),
}
"""Which are offered for a method, the usual one first."""

BankField = Annotated[
    Bank | None,
    Meta(description="virtual_account: bca bni bri permata mandiri; ewallet: gopay shopeepay; else nothing"),
]
Reason = Annotated[str, text.TEXT, Meta(min_length=1, max_length=200)]


class Part(msgspec.Struct, frozen=True):
    """What one shop order has in a bill."""

    __schema_name__ = "RefundPart"

    shop_order_id: UUID
    amount: int


class Payment(msgspec.Struct, frozen=True):
    """One attempt to pay. `order_id` is null for a wallet's top-up."""

    id: UUID
    order_id: UUID | None
    payer_id: UUID
    method: Method
    bank: str | None
    provider: str | None
    amount: int
    status: Status
    action: Action
    description: str
    expires_at: datetime | None
    paid_at: datetime | None
    covers: list[UUID] | None
    """The shop orders it asks for; once paid, those it has paid. Null: all of the order, or a top-up; of cash, those
    that were collected."""
    surplus: bool
    """Another has paid the order: money that comes by this one goes back."""
    received: int
    """What has come in so far: all or nothing, except for cash that each shop collects for itself."""
    refunded: int
    reversed: int
    """What the bank has taken back unasked, minutes after it had settled; the payment has failed then after all."""
    lost: int
    """What of a reversal nobody pays us any more: goods that were on their way, a wallet that was spent."""
    flag: Flag | None
    """Why a person should look at it; amount_mismatch: the provider told another amount, nothing was settled."""
    came: int | None
    """What the provider has charged, where that is not `amount`. Undecided (`authorized`), the money waits in the books
    for a person; an order that ends sends it back by itself."""
    decided: Decision | None
    """What became of it: accepted as what was asked, or sent back."""
    created_at: datetime


class Refund(msgspec.Struct, frozen=True):
    """`route` is where the money goes back to; `note` says why it is not the way it came, if so."""

    id: UUID
    payment_id: UUID
    order_id: UUID | None
    shop_order_id: UUID | None
    amount: int
    reason: str
    route: Route
    status: Literal["pending", "done"]
    note: Note | None
    surplus: bool
    """Nothing was due for it any more: it went back by itself."""
    parts: list[Part]
    """The shop orders whose money it is; empty for a surplus."""
    created_at: datetime
    done_at: datetime | None


class PaidPart(msgspec.Struct, frozen=True):
    """What has become of one shop order's part of a bill. `due`: it is still to be paid."""

    order_id: UUID
    shop_order_id: UUID
    amount: int
    refunded: int
    paid_by: UUID | None
    due: bool


class PaymentDetail(Payment, frozen=True):
    refunds: list[Refund]


class PaymentInBooks(Payment, frozen=True):
    """With who pays it, as far as there is still somebody to name."""

    payer_name: str | None
    payer_email: str | None


class Wallet(msgspec.Struct, frozen=True):
    """`held` is promised to something that has not happened yet; `balance` does not contain it. Always 0 so far: a
    wallet pays at once or not at all, so nothing is ever promised from it."""

    user_id: UUID
    balance: int
    held: int
    limit: int
    """A top-up that would lift the balance above this is refused (Bank Indonesia's cap)."""


class WalletEntry(msgspec.Struct, frozen=True):
    """One line of a wallet's statement, newest first."""

    id: UUID
    at: datetime
    amount: int
    """Positive: came in."""
    balance: int
    """After it."""
    kind: TransferKind
    reason: str
    reference: UUID
    """The order; for a top-up the payment."""
    description: str
    """What was paid or came back, as on its payment: `Pesanan NG-261121-7K3QXM`; empty for opening money."""


class Credit(msgspec.Struct, frozen=True):
    """Opening money of a wallet (demo data, migration from elsewhere); `id` makes it happen once."""

    id: UUID
    user_id: UUID
    amount: int
    reason: str


class ProviderExchange(msgspec.Struct, frozen=True):
    """One request to the provider and its answer, secrets masked."""

    id: UUID
    operation: str
    url: str
    request: str | None
    status_code: int | None
    """Null: no answer came."""
    response: str | None
    error: str | None
    at: datetime
    took_ms: int


class Webhook(msgspec.Struct, frozen=True):
    """One thing a provider told us, kept once however often it was told."""

    id: UUID
    provider: str
    event_key: str
    payment_id: UUID | None
    body: str
    outcome: Outcome
    told: int
    """How many times it came."""
    first_at: datetime
    last_at: datetime


# --- what clients send --------------------------------------------------------------------------------------


class NewPayment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    order_id: UUID
    method: Literal["wallet", "qris", "virtual_account", "ewallet", "card"]
    bank: BankField = None


class NewTopUp(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    amount: Annotated[int, Meta(ge=1_000, le=10_000_000)]
    method: GatewayMethod
    bank: BankField = None


class NewRefund(text.Input, frozen=True, forbid_unknown_fields=True):
    """Without `amount`: all that is left of the shop order, or of the payment."""

    reason: Reason
    shop_order_id: UUID | None = None
    amount: Annotated[int, Meta(ge=1, le=1_000_000_000)] | None = None


class WebhookAnswer(msgspec.Struct, frozen=True):
    """The answer to a webhook."""

    outcome: str


class DifferenceDecision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`accepted`: as what was asked; what is too much goes back, what is missing we bear, and a wallet gets what came.
    `returned`: all of it goes back."""

    decision: Decision


# --- events -------------------------------------------------------------------------------------------------


class PaymentSettled(Event, frozen=True):
    """Money has come in; told once for each payment. Late or surplus money is told the same way."""

    id: UUID
    order_id: UUID | None


class PaymentDiffers(Event, frozen=True):
    """Another amount than was asked has come in; told once for each payment."""

    id: UUID
    order_id: UUID | None


class PaymentFailed(Event, frozen=True):
    id: UUID
    order_id: UUID | None


class PaymentExpired(Event, frozen=True):
    id: UUID
    order_id: UUID | None


class PaymentRefunded(Event, frozen=True):
    """The money is on its way back: in the wallet, or accepted by the provider."""

    id: UUID
    order_id: UUID | None
    refund_id: UUID


class PaymentReversed(Event, frozen=True):
    """The bank has taken back what it had settled; told once for each payment."""

    id: UUID
    order_id: UUID | None


class CashCollected(Event, frozen=True):
    """A shop has received its part of an order in cash; `by` says who told so."""

    order_id: UUID
    shop_order_id: UUID
    by: UUID


class WalletToppedUp(Event, frozen=True):
    user_id: UUID
    payment_id: UUID


# --- refusals -----------------------------------------------------------------------------------------------


class InsufficientBalance(Refusal):
    """The wallet does not hold enough. Data: balance, wanted."""


class MethodLimitReached(Refusal):
    """Too much for one payment by this method. Data: method, most."""

    status = 422


class WalletLimitReached(Refusal):
    """The wallet may not hold that much. Data: balance, limit."""

    status = 422


class PaymentUnderReview(Refusal):
    """Another amount than was asked has come in, and a person looks at it. Data: payment_id, amount, came."""


class RefundTooMuch(Refusal):
    """More than what is left to refund. Data: left."""

    status = 422


class BadSignature(Refusal):
    """The proof of this webhook does not hold."""

    status = 401
