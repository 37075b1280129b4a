"""What people are told when something happens elsewhere."""

import asyncio
from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from niaga.identity import api as identity
from niaga.identity.types import (
    EmailChanged,
    PasswordChanged,
    PasswordResetAsked,
    Person,
    RolesChanged,
    SentLink,
    VerificationAsked,
)
from niaga.inventory import api as inventory
from niaga.inventory.types import LowStock
from niaga.kit import clock, config, db
from niaga.kit.events import on
from niaga.kit.money import rupiah
from niaga.orders import api as orders
from niaga.orders.types import (
    MoneyReturned,
    Order,
    OrderCancelled,
    OrderExpired,
    OrderPaid,
    OrderPlaced,
    OrderUnpaid,
    ShopOrder,
    ShopOrderMoved,
)
from niaga.payments import api as payments
from niaga.payments.types import PaymentRefunded, PaymentReversed, WalletToppedUp
from niaga.shops import api as shops
from niaga.shops.types import ShopApplied, ShopApproved, ShopRejected, ShopSuspended

from . import store
from .api import mailing
from .api.delivering import deliver
from .rules import telling as rules
from .types import Kind, MailKind, MailWaits, Subject, Told

GOING_ON: frozenset[str] = frozenset({"processing", "packed", "ready_for_pickup", "shipped"})
STAFF_TOLD: frozenset[str] = frozenset({"owner", "manager", "cashier"})


async def _people(ids: Iterable[UUID]) -> dict[UUID, Person]:
    return {p.id: p for p in await identity.people(ids=sorted(set(ids)))}


async def _staff(shop_ids: Collection[UUID]) -> dict[UUID, list[Person]]:
    """Who is told what happens in a shop."""
    if not shop_ids:
        return {}
    members = await shops.members(shop_ids=sorted(set(shop_ids)))
    people = await _people(m.user_id for m in members)
    staff: dict[UUID, list[Person]] = {}
    for member in members:
        if member.role in STAFF_TOLD and member.user_id in people:
            staff.setdefault(member.shop_id, []).append(people[member.user_id])
    return staff


async def _tell(told: Sequence[Told], people: Iterable[Person]) -> None:
    await deliver(told, mailing.of_notices(told, list(people)))


async def _tell_buyers(kind: Kind, found: Sequence[Order]) -> None:
    await _tell(*await _to_buyers(kind, found))


async def _tell_sellers(kind: Kind, parts: Sequence[tuple[ShopOrder, Order]]) -> None:
    await _tell(*await _to_sellers(kind, parts))


async def _to_buyers(kind: Kind, found: Sequence[Order]) -> tuple[list[Told], list[Person]]:
    """One notice for each order's buyer."""
    people = await _people(o.buyer_id for o in found)
    told = [rules.buyer_notice(kind, o, people[o.buyer_id]) for o in found if o.buyer_id in people]
    return told, list(people.values())


async def _to_sellers(kind: Kind, parts: Sequence[tuple[ShopOrder, Order]]) -> tuple[list[Told], list[Person]]:
    """One notice for everybody who works on orders in each part's shop."""
    staff = await _staff({part.shop.id for part, _ in parts})
    told = [
        rules.seller_notice(kind, part, order.id, person)
        for part, order in parts
        for person in staff.get(part.shop.id, ())
    ]
    return told, [person for people in staff.values() for person in people]


def _parts(found: Iterable[Order]) -> list[tuple[ShopOrder, Order]]:
    return [(part, order) for order in found for part in order.shop_orders]


# --- orders -----------------------------------------------------------------------------------------------------


@on(OrderPlaced)
async def tell_of_placed(*, events: Sequence[OrderPlaced]) -> None:
    """The buyer how to pay; with cash the sellers too, who have to accept it. What is paid already says so itself."""
    found = await orders.orders(ids=[e.id for e in events])
    waiting = [o for o in found if o.status == "pending_payment"]
    await _tell_buyers("order_placed", waiting)
    await _tell_sellers("sale_to_accept", _parts(o for o in waiting if o.payment_method == "cash"))


@on(OrderPaid)
async def tell_of_paid(*, events: Sequence[OrderPaid]) -> None:
    found = await orders.orders(ids=[e.id for e in events])
    buyers, sellers = await asyncio.gather(
        _to_buyers("order_paid", found),
        _to_sellers("sale_paid", _parts(o for o in found if o.payment_method != "cash")),
    )
    await _tell(buyers[0] + sellers[0], buyers[1] + sellers[1])


@on(OrderExpired)
async def tell_of_expired(*, events: Sequence[OrderExpired]) -> None:
    await _tell_buyers("order_expired", await orders.orders(ids=[e.id for e in events]))


@on(OrderCancelled)
async def tell_of_cancelled(*, events: Sequence[OrderCancelled]) -> None:
    """The buyer, for the record; the sellers who had seen it."""
    found = await orders.orders(ids=[e.id for e in events])
    await _tell_buyers("order_cancelled", found)
    await _tell_sellers("sale_cancelled", _parts(o for o in found if o.paid_at or o.payment_method == "cash"))


@on(ShopOrderMoved)
async def tell_of_moves(*, events: Sequence[ShopOrderMoved]) -> None:
    """The buyer of each step; the sellers of those that the buyer took."""
    found = {o.id: o for o in await orders.orders(ids=sorted({e.order_id for e in events}))}
    people = await _people(o.buyer_id for o in found.values())
    told, by_buyer = [], []
    for event in events:
        order = found.get(event.order_id)
        part = next((p for p in order.shop_orders if p.id == event.id), None) if order else None
        if order is None or part is None or order.buyer_id not in people:
            continue
        if event.status != "paid" and not _whole_was_cancelled(event, order) and part.reason != "payment_reversed":
            told.append(rules.step_notice(part, order, people[order.buyer_id], event.status))
        if event.status == "completed" and _by_buyer(part, event.status):
            by_buyer.append((part, order))
    await _tell(told, people.values())
    await _tell_sellers("sale_moved", by_buyer)


def _whole_was_cancelled(event: ShopOrderMoved, order: Order) -> bool:
    return event.status == "cancelled" and order.status in ("cancelled", "refunded")


def _by_buyer(part: ShopOrder, status: str) -> bool:
    return any(s.status in ("delivered", status) and s.actor == "buyer" for s in part.history)


@on(OrderUnpaid)
async def tell_of_unpaid(*, events: Sequence[OrderUnpaid]) -> None:
    """The buyer that the bank took the money back; each shop whether its part is cancelled or goes on."""
    found = await orders.orders(ids=[e.id for e in events])
    await _tell_buyers("payment_reversed", found)
    parts = _parts(found)
    await _tell_sellers("sale_unpaid", [p for p in parts if p[0].reason == "payment_reversed"])
    await _tell_sellers("sale_goes_on", [p for p in parts if p[0].status in GOING_ON])


# --- money ------------------------------------------------------------------------------------------------------


@on(MoneyReturned)
async def tell_of_money_returned(*, events: Sequence[MoneyReturned]) -> None:
    await _tell_buyers("money_returned", await orders.orders(ids=[e.order_id for e in events]))


@on(PaymentRefunded)
async def tell_of_refunds(*, events: Sequence[PaymentRefunded]) -> None:
    ids = sorted({e.order_id for e in events if e.order_id})
    if not ids:
        return
    found = {o.id: o for o in await orders.orders(ids=ids)}
    people = await _people(o.buyer_id for o in found.values())
    wanted = {e.refund_id for e in events}
    told = [
        rules.buyer_notice("refunded", order, people[order.buyer_id], total=rupiah(refund.amount), key=f"{refund.id}")
        for refund in await payments.refunds_of(orders=ids)
        if refund.id in wanted and (order := found.get(refund.order_id or refund.id)) and order.buyer_id in people
    ]
    await _tell(told, people.values())


@on(WalletToppedUp)
async def tell_of_top_up(*, events: Sequence[WalletToppedUp]) -> None:
    people = await _people(e.user_id for e in events)
    told = []
    for event in events:
        if person := people.get(event.user_id):
            paid = await payments.payment(id=event.payment_id)
            text = rules.words("wallet_topped_up", person.language, total=rupiah(paid.amount))
            key, subject = f"wallet_topped_up:{paid.id}", Subject(payment_id=paid.id)
            told.append(
                Told(person.id, key, "wallet_topped_up", text.title, text.body, text.action, "/wallet", subject)
            )
    await _tell(told, people.values())


@on(PaymentReversed)
async def tell_of_reversals(*, events: Sequence[PaymentReversed]) -> None:
    """Admins, since money may be lost; of a top-up also its payer. An order's buyer hears of it as `OrderUnpaid`."""
    admins = await identity.people(ids=await identity.with_role(role="admin"))
    for event in events:
        payment = await payments.payment(id=event.id)
        values = {"total": rupiah(payment.amount), "description": payment.description}
        subject = Subject(payment_id=payment.id)
        told = []
        for person in admins:
            text = rules.words("payment_flagged", person.language, **values)
            key, path = f"payment_flagged:{payment.id}", f"/admin/payments/{payment.id}"
            told.append(Told(person.id, key, "payment_flagged", text.title, text.body, text.action, path, subject))
        payers = await identity.people(ids=[payment.payer_id]) if event.order_id is None else []
        for person in payers:
            text = rules.words("top_up_reversed", person.language, **values)
            key = f"top_up_reversed:{payment.id}"
            told.append(Told(person.id, key, "top_up_reversed", text.title, text.body, text.action, "/wallet", subject))
        await _tell(told, [*admins, *payers])


# --- selling ----------------------------------------------------------------------------------------------------


@on(LowStock)
async def tell_of_low_stock(*, events: Sequence[LowStock]) -> None:
    """Once per crossing, so the key names this telling's lowest count and the day."""
    staff = await _staff({e.shop_id for e in events})
    names = {s.id: s.name for s in await shops.shops(ids=sorted({e.shop_id for e in events}))}
    told = []
    for event in events:
        found = await inventory.stock(shop_id=event.shop_id, variant_id=event.variant_id)
        if not found.items or not found.items[0].low:
            continue
        left = sum(row.available for row in found.items)
        key = f"low_stock:{event.shop_id}:{event.variant_id}:{clock.now():%Y%m%d}"
        for person in staff.get(event.shop_id, ()):
            values = {"product": found.items[0].name, "left": left, "shop": names.get(event.shop_id, "")}
            text = rules.words("low_stock", person.language, **values)
            subject = Subject(shop_id=event.shop_id, variant_id=event.variant_id)
            path = f"/sell/{event.shop_id}/inventory?low=true"
            told.append(Told(person.id, key, "low_stock", text.title, text.body, text.action, path, subject))
    await _tell(told, [p for people in staff.values() for p in people])


@on(ShopApproved)
async def tell_of_approval(*, events: Sequence[ShopApproved]) -> None:
    await _tell_owners("shop_approved", [e.id for e in events])


@on(ShopRejected)
async def tell_of_rejection(*, events: Sequence[ShopRejected]) -> None:
    await _tell_owners("shop_rejected", [e.id for e in events])


@on(ShopSuspended)
async def tell_of_suspension(*, events: Sequence[ShopSuspended]) -> None:
    await _tell_owners("shop_suspended", [e.id for e in events])


async def _tell_owners(kind: Kind, shop_ids: Sequence[UUID]) -> None:
    found = await shops.shops(ids=list(shop_ids))
    people = await _people(s.owner_id for s in found)
    told = []
    for shop in found:
        if person := people.get(shop.owner_id):
            reason = shop.reason or rules.words("no_reason", person.language).body
            text = rules.words(kind, person.language, shop=shop.name, reason=reason)
            key, subject = f"{kind}:{shop.id}:{shop.version}", Subject(shop_id=shop.id, status=shop.status)
            told.append(Told(person.id, key, kind, text.title, text.body, text.action, f"/sell/{shop.id}", subject))
    await _tell(told, people.values())


@on(ShopApplied)
async def tell_admins(*, events: Sequence[ShopApplied]) -> None:
    found = await shops.shops(ids=[e.id for e in events])
    admins = await identity.people(ids=await identity.with_role(role="admin"))
    told = []
    for shop in found:
        for person in admins:
            text = rules.words("shop_applied", person.language, shop=shop.name)
            key, subject = f"shop_applied:{shop.id}:{shop.version}", Subject(shop_id=shop.id)
            told.append(
                Told(person.id, key, "shop_applied", text.title, text.body, text.action, "/admin/shops", subject)
            )
    await _tell(told, admins)


# --- accounts ---------------------------------------------------------------------------------------------------


@on(VerificationAsked)
async def send_verification(*, events: Sequence[VerificationAsked]) -> None:
    await _send_links("verify_email", [e.id for e in events], "/verify-email")


@on(PasswordResetAsked)
async def send_reset(*, events: Sequence[PasswordResetAsked]) -> None:
    await _send_links("reset_password", [e.id for e in events], "/reset-password")


async def _send_links(kind: MailKind, ids: Sequence[UUID], page: str) -> None:
    await _mail_links(kind, [link for link in await identity.links(ids=list(ids)) if link.usable], page)


async def _mail_links(kind: MailKind, links: Sequence[SentLink], page: str) -> None:
    people = await _people(link.person_id for link in links)
    mails = []
    for link in links:
        if person := people.get(link.person_id):
            until = rules.when(link.expires_at, person.timezone)
            text = rules.words(kind, person.language, name=person.name, until=until)
            # The token goes behind a #: browsers keep that from servers, logs and other sites.
            mails.append(mailing.write(f"link:{link.id}", kind, person, link.email, text, f"{page}#{link.token}"))
    await deliver([], mails)


@on(EmailChanged)
async def warn_old_address(*, events: Sequence[EmailChanged]) -> None:
    """With a way back, where the address had been proven to be theirs; a mistyped one only learns that it is gone."""
    links = await identity.links(ids=[e.id for e in events])
    await _mail_links("email_changed", [link for link in links if link.usable], "/restore-email")
    await _mail_links("email_removed", [link for link in links if not link.usable], "")


@on(RolesChanged)
async def tell_of_roles(*, events: Sequence[RolesChanged]) -> None:
    """What an admin gave or took; an approved shop says so itself."""
    people = await _people(e.id for e in events if e.by)
    told = []
    for person in people.values():
        text = rules.words("roles_changed", person.language, roles=rules.role_names(person))
        key = f"roles_changed:{'+'.join(person.roles)}:{clock.now():%Y%m%d}"
        told.append(Told(person.id, key, "roles_changed", text.title, text.body, text.action, "/account", Subject()))
    await _tell(told, people.values())


@on(PasswordChanged)
async def warn_of_change(*, events: Sequence[PasswordChanged]) -> None:
    people = await _people(e.id for e in events)
    minute = f"{clock.now():%Y%m%d%H%M}"
    mails = [
        mailing.write(
            f"password_changed:{p.id}:{minute}",
            "password_changed",
            p,
            p.email,
            rules.words("password_changed", p.language, name=p.name),
            "/forgot-password",
        )
        for p in people.values()
        if p.email
    ]
    await deliver([], mails)


@on(MailWaits)
async def send_mails(*, events: Sequence[MailWaits]) -> None:
    """One after the other; one that fails is tried again later by itself (a list that fails is split).

    In production what was sent is not kept: a mail may hold a link that lets its reader in.
    """
    forget = config.settings().mode == "production"
    for event in events:
        async with db.read() as c:
            waiting = await store.mail(c, id=event.id)
        if waiting and waiting.sent_at is None and await mailing.send(waiting):
            async with db.tx() as c:
                await store.mark_sent(c, id=event.id, now=clock.now(), forget=forget)
