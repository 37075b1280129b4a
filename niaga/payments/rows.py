"""Rows as the statements read and write them, and what rules decide about: payments' own, nobody else's."""

from datetime import datetime
from typing import Literal, NamedTuple
from uuid import UUID

import msgspec

from niaga.kit.ids import id_of
from niaga.kit.keys import Asked

from .types import Method, Part, TransferKind

NOBODY = UUID(int=0)
"""Pays a bill that was closed before anything was asked: it says that nothing ever will be."""


class BillPart(msgspec.Struct, frozen=True):
    """`cash` is what became of it: collected, waived (nothing will be delivered), or nothing yet, so that it is due
    unless the payment that settled the bill has paid it."""

    shop_order_id: UUID
    amount: int
    refunded: int
    cash: Literal["collected", "waived"] | None


class PartOfOrder(BillPart, frozen=True, kw_only=True):
    order_id: UUID


class Bill(msgspec.Struct, frozen=True):
    """What an order owes. `fresh`: written just now. `tried`: the payment that asks for it is in the books already."""

    order_id: UUID
    payer_id: UUID
    amount: int
    description: str
    expires_at: datetime | None
    settled_by: UUID | None
    closed: bool
    fresh: bool
    tried: bool


class BillRow(NamedTuple):
    """A bill that is asked for, and the payment that asks."""

    order_id: UUID
    payer_id: UUID
    amount: int
    description: str
    expires_at: datetime | None
    payment_id: UUID


class BillPartRow(NamedTuple):
    order_id: UUID
    shop_order_id: UUID
    amount: int


class PaidByWalletRow(msgspec.Struct, frozen=True):
    id: UUID
    order_id: UUID
    payer_id: UUID
    amount: int
    description: str
    covers: list[UUID] | None
    """The shop orders it pays; none by name where it is all of them."""


class TransferRow(msgspec.Struct, frozen=True):
    id: UUID
    cause: UUID
    debit_account_id: UUID
    credit_account_id: UUID
    amount: int
    debit_balance: int | None
    credit_balance: int | None
    kind: TransferKind
    reason: str
    reference: UUID


class Balance(msgspec.Struct, frozen=True):
    """Of a wallet."""

    id: UUID
    balance: int


class Start(msgspec.Struct, frozen=True, kw_only=True):
    """One wish to pay what is due of a bill. `amount` is the bill's until it is known what is due; `covers` then names
    the shop orders that are, None for all of them."""

    id: UUID
    order_id: UUID
    payer_id: UUID
    amount: int
    method: Method
    bank: str | None
    expires_at: datetime | None
    description: str
    parts: list[Part]
    asked: Asked | None = None
    covers: list[UUID] | None = None


class ByProvider(msgspec.Struct, frozen=True):
    """What of a payment we have asked its provider to pay back, and what of that it says it has."""

    asked: int
    done: int


class Transfer(msgspec.Struct, frozen=True, kw_only=True):
    """Money from one account to another, once for each kind, cause and account it comes from. A wallet's account has
    its owner's id."""

    cause: UUID
    """The payment, the shop order whose cash it is, the refund, the credit; a loss has one of its own each time."""
    debit: UUID
    credit: UUID
    amount: int
    kind: TransferKind
    reason: str
    reference: UUID
    """What a statement names: the order; of a top-up the payment."""

    @property
    def id(self) -> UUID:
        return id_of("transfer", self.kind, self.debit, self.cause)


class Posted(msgspec.Struct, frozen=True):
    """A transfer in the books, with the balances after it; None for a platform account, whose balance is not kept."""

    transfer: Transfer
    debit_balance: int | None
    credit_balance: int | None


class Known(msgspec.Struct, frozen=True):
    """What a transfer that is in the books already was."""

    id: UUID
    debit: UUID
    credit: UUID
    amount: int
    reference: UUID
