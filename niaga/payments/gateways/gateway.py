"""The small protocol behind which every payment provider stands.

The payments module writes its intent first, then calls `charge`; everything a provider says afterwards, by webhook
or when asked, has one shape, `Notice`, so that there is one way into the books. Nothing here knows a provider.
"""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Literal, Protocol

import msgspec

Method = Literal["qris", "virtual_account", "ewallet", "card"]
Status = Literal["pending", "paid", "failed", "cancelled", "expired", "refunded", "partly_refunded", "challenge"]
ActionType = Literal["none", "redirect", "qr", "virtual_account", "upload_proof"]


class Charge(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be paid. `order_id` is our own reference of this attempt: at most 50 of `A-Za-z0-9-_~.`."""

    order_id: str
    amount: int
    method: Method
    bank: str | None = None  # virtual account: bca bni bri permata mandiri; e-wallet: gopay shopeepay
    customer_name: str
    customer_email: str | None = None
    description: str
    expires_at: datetime
    return_url: str | None = None  # where a redirect brings the payer back to


class Action(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the payer has to do next; goes to clients as it is. Absent fields are left out of the JSON."""

    __schema_name__ = "PaymentAction"

    type: ActionType = msgspec.field(default_factory=lambda: "none")  # a factory is never left out
    qr_string: str | None = None
    qr_image_url: str | None = None
    bank: str | None = None
    va_number: str | None = None
    biller_code: str | None = None
    bill_key: str | None = None
    redirect_url: str | None = None
    deeplink_url: str | None = None
    simulate_url: str | None = None


class Charged(msgspec.Struct, frozen=True, kw_only=True):
    """`provider_ref` is the provider's own id of the attempt; `status` is pending unless decided on the spot."""

    provider_ref: str
    status: Status
    action: Action


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """The state of one attempt as its provider tells it, by webhook or when asked.

    `event_key` is the same for the same state told again by either way: unique per provider, it makes duplicates
    harmless. `amount` is what was charged according to the provider and must be compared with ours. `failed` after
    `paid` is a reversal (bank transfers, within minutes). A chargeback is `refunded`; `raw_status` tells.
    `cancelled` after `paid` is a card payment called back before settlement, as `refund` does it then.
    """

    event_key: str
    order_id: str
    transaction_id: str
    status: Status
    amount: int
    refunded: int = 0  # in all, so far
    at: datetime
    raw_status: str
    needs_check: bool = False  # the webhook alone does not prove it: ask `status` before acting on it


class Refund(msgspec.Struct, frozen=True, kw_only=True):
    """`refund_key` is ours, unique, `A-Za-z0-9-_`: the same key never pays back twice."""

    order_id: str
    refund_key: str
    amount: int
    method: Method
    bank: str | None = None
    reason: str


class Refunded(msgspec.Struct, frozen=True, kw_only=True):
    """`pending` means the provider took the request and will tell by webhook."""

    provider_ref: str
    status: Literal["done", "pending"]
    amount: int
    notice: Notice


class Exchange(msgspec.Struct, frozen=True, kw_only=True):
    """One request to a provider and its answer, secrets masked, as kept in the append-only log."""

    provider: str
    operation: str  # charge, status, cancel, expire, refund
    order_id: str
    url: str
    request: str | None
    status_code: int | None  # None: no answer
    response: str | None
    error: str | None
    at: datetime
    took_ms: int


Record = Callable[[Exchange], Awaitable[None]]


class Declined(Exception):
    """The provider said no, and nothing happened. `code` is the provider's, `message` its words."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message


class Unknown(Exception):
    """No answer, or none that decides: it may or may not have happened. Ask `status` later, or call again."""


class BadProof(Exception):
    """The webhook does not come from the provider. Nothing in it may be believed."""


class Gateway(Protocol):
    """Every call but `parse_webhook` goes over the network: never inside a transaction.

    All of them raise `Unknown`, and `Declined` where the provider refuses (wrong key, no refund for that method).
    Each is safe to call again with the same `order_id` or `refund_key`.
    """

    @property
    def name(self) -> str:
        """As in `/webhooks/payment/{provider}` and in a payment's `provider`."""
        ...

    async def charge(self, charge: Charge) -> Charged: ...

    async def status(self, order_id: str) -> Notice | None:
        """None: the provider knows no such attempt (it never arrived, or nobody opened the redirect yet)."""
        ...

    async def cancel(self, order_id: str) -> Notice | None:
        """Try to end an unpaid attempt, and tell how it stands now: `paid` means it was too late."""
        ...

    async def expire(self, order_id: str) -> Notice | None:
        """As `cancel`, where the reason is that time ran out."""
        ...

    async def refund(self, refund: Refund) -> Refunded: ...

    def refund_window(self, method: Method, bank: str | None = None) -> timedelta | None:
        """How long after payment money can go back the way it came; None: never, pay it out another way."""
        ...

    def parse_webhook(self, headers: Mapping[str, str], body: bytes) -> Notice:
        """Prove, then read. Raises `BadProof`."""
        ...

    async def close(self) -> None: ...
