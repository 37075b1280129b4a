"""What people are told of their accounts; and mail that waits to be sent."""

import datetime as dt
from collections.abc import Mapping, Sequence
from uuid import UUID

from niaga.identity import api as identity
from niaga.identity.types import (
    AccountTried,
    EmailChanged,
    PasswordChanged,
    PasswordResetAsked,
    Person,
    PersonErased,
    RolesChanged,
    SentLink,
    VerificationAsked,
)
from niaga.kit import clock, config, db
from niaga.kit.events import every, on

from .. import store
from ..api import mails
from ..api.delivery import deliver
from ..rules import notices as rules
from ..types import MailKind, MailWaits, Subject, Told
from .recipients import people_by_id, tell

LOOKED_AT_AGAIN = dt.timedelta(days=2)


@on(VerificationAsked)
async def send_verification(*, events: Sequence[VerificationAsked]) -> None:
    """To an address that nobody has proven: no word of the one who asked is in it."""
    links = await _usable(events)
    people = await people_by_id(link.person_id for link in links)
    new = [link for link in links if link.person_id in people and people[link.person_id].email != link.email]
    await _mail_links("verify_new_email", new, people, "/verify-email")
    await _mail_links("verify_email", [link for link in links if link not in new], people, "/verify-email")


@on(PasswordResetAsked)
async def send_reset(*, events: Sequence[PasswordResetAsked]) -> None:
    links = await _usable(events)
    await _mail_links("reset_password", links, await people_by_id(x.person_id for x in links), "/reset-password")


@on(EmailChanged)
async def warn_old_address(*, events: Sequence[EmailChanged]) -> None:
    """With a way back: it had been proven to be theirs."""
    links = await _usable(events)
    await _mail_links("email_changed", links, await people_by_id(x.person_id for x in links), "/restore-email")


async def _usable(events: Sequence[VerificationAsked | PasswordResetAsked | EmailChanged]) -> list[SentLink]:
    return [link for link in await identity.links(ids=[e.id for e in events]) if link.usable]


async def _mail_links(kind: MailKind, links: Sequence[SentLink], people: Mapping[UUID, Person], page: str) -> None:
    written = []
    for link in links:
        if person := people.get(link.person_id):
            until = rules.when(link.expires_at, person.timezone)
            text = rules.words(kind, person.language, called=rules.called(person), account=link.account, until=until)
            # The token goes behind a #: browsers keep that from servers, logs and other sites.
            written.append(mails.write(f"link:{link.id}", kind, person, link.email, text, f"{page}#{link.token}"))
    await deliver([], written)


@on(RolesChanged)
async def tell_of_roles(*, events: Sequence[RolesChanged]) -> None:
    """What an admin gave or took; an approved shop says so itself."""
    people = await people_by_id(e.id for e in events if e.by)
    told = []
    for person in people.values():
        text = rules.words("roles_changed", person.language, roles=rules.role_names(person))
        key = f"roles_changed:{'+'.join(person.roles)}:{clock.now():%Y%m%d}"
        told.append(Told(person.id, key, "roles_changed", text.title, text.body, text.action, "/account", Subject()))
    await tell(told, people.values())


@on(PasswordChanged)
async def warn_of_change(*, events: Sequence[PasswordChanged]) -> None:
    people = await people_by_id(e.id for e in events)
    minute = f"{clock.now():%Y%m%d%H%M}"
    written = [
        mails.write(
            f"password_changed:{p.id}:{minute}",
            "password_changed",
            p,
            p.email,
            rules.words("password_changed", p.language, called=rules.called(p)),
            "/forgot-password",
        )
        for p in people.values()
        if p.email
    ]
    await deliver([], written)


@on(AccountTried)
async def warn_of_tries(*, events: Sequence[AccountTried]) -> None:
    """To a proven mailbox only: a stranger's is not filled by whoever tries passwords."""
    people = await people_by_id(e.id for e in events)
    day = f"{clock.now():%Y%m%d}"
    written = [
        mails.write(
            f"account_tried:{p.id}:{day}",
            "account_tried",
            p,
            p.email,
            rules.words("account_tried", p.language, called=rules.called(p)),
            "/account/security",
        )
        for p in people.values()
        if p.email and p.email_verified
    ]
    await deliver([], written)


@on(PersonErased)
async def forget(*, events: Sequence[PersonErased]) -> None:
    """What they were told, and the addresses it went to."""
    async with db.tx() as c:
        await store.forget(c, person_ids=[e.id for e in events])


@every("41 * * * *")
async def forget_again() -> None:
    """What was being written to them while they were erased."""
    gone = await identity.erased(since=clock.now() - LOOKED_AT_AGAIN)
    if gone:
        async with db.tx() as c:
            await store.forget(c, person_ids=gone)


@on(MailWaits)
async def send_mails(*, events: Sequence[MailWaits]) -> None:
    """One after the other; one that fails is tried again later by itself (a list that fails is split).

    In production what was sent is not kept: a mail may hold a link that lets its reader in.
    """
    forget = config.settings().mode == "production"
    for event in events:
        async with db.read() as c:
            waiting = await store.mail(c, id=event.id)
        if waiting and waiting.sent_at is None and await mails.send(waiting):
            async with db.tx() as c:
                await store.mark_sent(c, id=event.id, now=clock.now(), forget=forget)
