"""What somebody means who looks for payments."""

import datetime as dt
import re
from collections.abc import Collection, Mapping
from uuid import UUID

import msgspec

from niaga.identity.types import Person
from niaga.kit.clock import WIB
from niaga.kit.errors import invalid

from ..types import Payment, PaymentInBooks

SHOPS_PART = re.compile(r"(ng-[0-9]{6}-[0-9a-z]+)-[0-9]+")
"""The number of a shop's part of an order: its payment is the whole order's."""
NUMBER_MIN = 3


class Sought(msgspec.Struct, frozen=True):
    """What one word may be: ours, the provider's or an order's. `number` is a LIKE pattern, in lower case."""

    id: UUID | None
    reference: str | None
    number: str | None


NOTHING = Sought(None, None, None)


def sought(q: str) -> Sought:
    """An id, and the beginning of an order's number, also where somebody has only a shop's part of it."""
    said = q.strip()
    if not said or any(c.isspace() for c in said):
        return NOTHING
    part = SHOPS_PART.fullmatch(said.lower())
    number = part[1] if part else said.lower()
    pattern = re.sub(r"([\\%_])", r"\\\1", number) + "%"
    return Sought(_id(said), said, pattern if len(number) >= NUMBER_MIN else None)


def _id(said: str) -> UUID | None:
    try:
        return UUID(said)
    except ValueError:
        return None


def days(first: dt.date | None, last: dt.date | None) -> tuple[dt.datetime | None, dt.datetime | None]:
    """From the first moment of a day to the last of another, as the platform counts days. Raises ValidationFailed."""
    if first is not None and last is not None and last < first:
        raise invalid("to", "is before `from`")
    since = dt.datetime.combine(first, dt.time(), WIB) if first else None
    until = dt.datetime.combine(last, dt.time(), WIB) + dt.timedelta(days=1) if last else None
    return since, until


def with_payers(payments: Collection[Payment], people: Mapping[UUID, Person]) -> list[PaymentInBooks]:
    """The payments, in their order, with who pays each."""
    return [
        PaymentInBooks(
            **msgspec.structs.asdict(payment),
            payer_name=person.name if (person := people.get(payment.payer_id)) else None,
            payer_email=person.email if person else None,
        )
        for payment in payments
    ]
