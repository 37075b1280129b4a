"""What notifications says to others."""

import datetime as dt
from typing import Literal
from uuid import UUID

from msgspec import Struct

from niaga.kit.events import Event

Kind = Literal[
    "order_placed",
    "order_paid",
    "order_expired",
    "order_cancelled",
    "order_moved",
    "order_rejected",
    "money_returned",
    "refunded",
    "payment_failed",
    "amount_differs",
    "wallet_topped_up",
    "payment_reversed",
    "top_up_reversed",
    "sale_paid",
    "sale_to_accept",
    "sale_cancelled",
    "sale_moved",
    "sale_unpaid",
    "sale_goes_on",
    "low_stock",
    "shop_approved",
    "shop_rejected",
    "shop_suspended",
    "shop_unkept",
    "shop_applied",
    "payment_flagged",
    "roles_changed",
]
MailKind = Literal[
    "verify_email", "verify_new_email", "reset_password", "password_changed", "email_changed", "account_tried"
]


class Subject(Struct, frozen=True, omit_defaults=True):
    """What a notice is about, for clients that refresh what they show."""

    __schema_name__ = "NotificationSubject"

    order_id: UUID | None = None
    shop_order_id: UUID | None = None
    shop_id: UUID | None = None
    variant_id: UUID | None = None
    payment_id: UUID | None = None
    status: str | None = None


class Notice(Struct, frozen=True):
    __schema_name__ = "Notification"

    id: UUID
    kind: str
    title: str
    """In the person's language, as it was when they were told."""
    body: str
    path: str
    """The client's page about it."""
    subject: Subject
    at: dt.datetime
    read_at: dt.datetime | None


class Inbox(Struct, frozen=True):
    items: list[Notice]
    next: str | None
    unread: int


class Told(Struct, frozen=True):
    """A notice to be written for a person; `key` is what makes it the same notice when told again."""

    person_id: UUID
    key: str
    kind: Kind
    title: str
    body: str
    action: str
    """What a mail's button says."""
    path: str
    subject: Subject


class Mail(Struct, frozen=True):
    id: UUID
    key: str
    person_id: UUID
    address: str
    kind: str
    subject: str
    html: str
    text: str
    at: dt.datetime
    sent_at: dt.datetime | None


class MailWaits(Event, frozen=True):
    """A mail was written and is to be sent."""

    id: UUID
