"""Pure decisions: who is told what, in which words, and by mail or not."""

import datetime as dt
import re
import string
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from niaga.identity.types import Person
from niaga.kit.clock import ZONES
from niaga.kit.money import rupiah
from niaga.orders.types import BoardOrder, Line, Order, ShopOrder
from niaga.payments.types import Refund

from ..types import Kind, Subject, Told
from .texts import REASONS, ROLE_NAMES, TEXTS, Text

MAILED: frozenset[str] = frozenset(
    {
        "order_placed",
        "order_paid",
        "order_expired",
        "order_cancelled",
        "order_rejected",
        "money_returned",
        "refunded",
        "payment_failed",
        "amount_differs",
        "payment_reversed",
        "top_up_reversed",
        "sale_paid",
        "sale_to_accept",
        "shop_approved",
        "shop_rejected",
        "shop_suspended",
        "shop_unkept",
        "roles_changed",
    }
)
"""Worth a mail; so are the steps of MAILED_STEPS. The rest is told in the app only."""
MAILED_STEPS = frozenset({"ready_for_pickup", "shipped"})
CASH_TEXTS = frozenset({"order_placed", "order_paid"})
"""What is said in other words where the money changes hands at the shop."""
GONE = frozenset({"cancelled", "rejected", "refunded"})
AMOUNT = re.compile(r"Rp([0-9]+(?:\.[0-9]{3})*)")
MAX_LINES = 3


class _Lenient(string.Formatter):
    """A missing word leaves a gap rather than no notice at all."""

    def get_value(self, key: int | str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        return kwargs.get(str(key), "")


def words(text_name: str, language: str, **values: Any) -> Text:
    """The text in the person's language with its gaps filled."""
    text = TEXTS[language][text_name]
    fill = _Lenient().vformat
    return Text(fill(text.title, (), values), fill(text.body, (), values).strip(), text.action)


def when(at: dt.datetime, zone: str) -> str:
    """`21/11 14.05 WIB`, in the person's zone."""
    known = zone if zone in ZONES else "Asia/Jakarta"
    return f"{at.astimezone(ZoneInfo(known)):%d/%m %H.%M} {ZONES[known]}"


def listed(lines: Iterable[Line]) -> str:
    """`2× Nasi goreng, 1× Es teh +3`."""
    named = [f"{line.quantity}× {line.name}" for line in lines]
    rest = len(named) - MAX_LINES
    return ", ".join(named[:MAX_LINES]) + (f" +{rest}" if rest > 0 else "")


def buyer_notice(kind: Kind, order: Order, person: Person, **values: Any) -> Told:
    """About a whole order. `kind` is also its key: an order is paid, expired … once."""
    cash = kind in CASH_TEXTS and order.payment_method == "cash"
    name = values.get("text") or (f"{kind}_cash" if cash else kind)
    text = words(
        name,
        person.language,
        number=order.number,
        total=values.get("total", rupiah(order.total)),
        until=when(order.expires_at, person.timezone),
        shops=", ".join(s.shop.name for s in order.shop_orders if s.status not in GONE),
    )
    path = values.get("path", f"/orders/{order.id}")
    if kind == "order_placed" and order.payment_method != "cash":
        path = f"/payments/{order.payment_id}"
    key = f"{kind}:{values.get('key', order.id)}"
    subject = Subject(order_id=order.id, status=order.status)
    return Told(person.id, key, kind, text.title, text.body, text.action, path, subject)


def amounts(text: str) -> set[int]:
    """Every amount of rupiah that a text names, as `rupiah` writes them."""
    return {int(found.replace(".", "")) for found in AMOUNT.findall(text)}


def cancelled_notice(order: Order, person: Person, back: int) -> Told:
    """That nothing of an order goes on; `back`: what of its money returns by that."""
    told = buyer_notice("order_cancelled", order, person)
    if not back:
        return told
    text = words("order_cancelled_paid", person.language, number=order.number, total=rupiah(back))
    return msgspec.structs.replace(told, title=text.title, body=text.body, action=text.action)


def step_notice(part: ShopOrder, order: Order, person: Person, status: str, back: int = 0) -> Told:
    """About one shop's step; `back`: what of its money returns by it."""
    values = {
        "shop": part.shop.name,
        "number": part.number,
        "reason": reason(part.reason, part.reason_code, person.language),
    }
    returns = words("part_back", person.language, total=rupiah(back)).title if back else ""
    text = words(f"moved_{status}", person.language, back=returns, **values)
    kind: Kind = "order_rejected" if status == "rejected" else "order_moved"
    subject = Subject(order_id=order.id, shop_order_id=part.id, shop_id=part.shop.id, status=status)
    return Told(
        person.id, f"{status}:{part.id}", kind, text.title, text.body, text.action, f"/orders/{order.id}", subject
    )


ENDED = frozenset({"cancelled", "rejected"})


def ended_at(part: ShopOrder) -> dt.datetime | None:
    """When it was cancelled or rejected, if it was."""
    return part.history[-1].at if part.status in ENDED else None


def is_cancelled(order: Order) -> bool:
    """Whether its buyer has cancelled it, and nothing of it goes on."""
    return order.status in ("cancelled", "refunded") and all(part.status in ENDED for part in order.shop_orders)


def gives_back(part: ShopOrder, paid: int, refunds: Iterable[Refund]) -> int:
    """What of an ended part's money returns by its end: what had not gone back before."""
    at = ended_at(part)
    if at is None or part.reason_code == "payment_reversed":
        return 0
    before = sum(r.amount for r in refunds if r.shop_order_id == part.id and r.created_at < at)
    return max(0, paid - before)


PROGRESS: frozenset[str] = frozenset(
    {"order_placed", "order_paid", "order_moved", "payment_failed", "amount_differs", "sale_paid", "sale_to_accept"}
)
"""How it stands; once there is newer news of the same, nobody needs to read it any more."""
ENDS: frozenset[str] = frozenset({"order_expired", "order_cancelled"})
NEWS = PROGRESS | ENDS | {"order_rejected", "payment_reversed", "sale_cancelled", "sale_moved", "sale_unpaid"}


def supersedes(told: Told) -> tuple[str, str | None] | None:
    """The order, and what news of it this makes old: None for all, else of the whole and of this shop order, if any."""
    if told.kind not in NEWS or told.subject.order_id is None:
        return None
    part = told.subject.shop_order_id
    return str(told.subject.order_id), None if told.kind in ENDS else str(part) if part else ""


def seller_notice(kind: Kind, part: ShopOrder | BoardOrder, order_id: Any, person: Person) -> Told:
    """To somebody who works for the shop."""
    text = words(kind, person.language, number=part.number, total=rupiah(part.total), lines=listed(part.lines))
    subject = Subject(order_id=order_id, shop_order_id=part.id, shop_id=part.shop.id, status=part.status)
    path = f"/sell/{part.shop.id}/orders"
    return Told(person.id, f"{kind}:{part.id}", kind, text.title, text.body, text.action, path, subject)


def called(person: Person) -> str:
    """Their name behind a greeting; nothing where a stranger may read it, who shall not see what they wrote."""
    return f" {person.name}" if person.email_verified else ""


def role_names(person: Person) -> str:
    return ", ".join(ROLE_NAMES[person.language][role] for role in person.roles)


def worth_a_mail(told: Told, person: Person) -> bool:
    """Whether a notice also goes out by mail: to who has an address and wants it."""
    important = told.kind in MAILED or (told.kind == "order_moved" and told.subject.status in MAILED_STEPS)
    return important and person.wants_email and person.email is not None and person.status == "active"


def reason(text: str, code: str | None, language: str) -> str:
    """People's own words as they are; the system's in the reader's language."""
    text = (REASONS[language].get(code, "") if code else text).strip()
    return text if not text or text[-1] in ".!?" else f"{text}."
