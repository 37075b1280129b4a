"""E-mail: written from templates, kept in the database, then sent by SMTP where there is a server."""

from collections.abc import Iterable, Sequence
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import unquote, urlsplit

import aiosmtplib
import jinja2

from niaga.identity.types import Person
from niaga.kit import clock, config
from niaga.kit.ids import new_id

from ..rules import notices as rules
from ..rules.texts import TEXTS, Text
from ..settings import settings
from ..types import Mail, Told

SENDS_WITHIN_S = 20

_templates = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent.parent / "templates"),
    autoescape=jinja2.select_autoescape(["html"]),
    trim_blocks=True,
    lstrip_blocks=True,
)


def write(key: str, kind: str, person: Person, address: str, text: Text, path: str) -> Mail:
    """One mail in the person's language; `path` is where its button leads."""
    url = config.settings().url + path
    values = {
        "language": person.language,
        "text": text,
        "url": url,
        "footer": TEXTS[person.language]["footer"].body,
        "home": config.settings().url,
    }
    html = _templates.get_template("mail.html").render(values)
    plain = _templates.get_template("mail.txt").render(values)
    return Mail(new_id(), key, person.id, address, kind, text.title, html, plain, clock.now(), None)


def of_notices(told: Iterable[Told], people: Sequence[Person]) -> list[Mail]:
    """The mails that go with these notices."""
    by_id = {p.id: p for p in people}
    mails = []
    for t in told:
        person = by_id[t.person_id]
        if rules.worth_a_mail(t, person):
            key = f"{t.person_id}:{t.key}"
            mails.append(write(key, t.kind, person, person.email or "", Text(t.title, t.body, t.action), t.path))
    return mails


async def send(mail: Mail) -> bool:
    """Hand it to the mail server; False where there is none. Raises aiosmtplib.SMTPException, OSError."""
    server = settings()
    if not server.smtp_url:
        return False
    message = EmailMessage()
    message["From"], message["To"] = server.mail_from, mail.address
    message["Subject"] = " ".join(mail.subject.split())  # what people called things may have lines; a header has one
    message["Date"] = mail.at
    message["Message-ID"] = f"<{mail.id}@niaga>"  # the same at every try, so that receivers may notice
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    parts = urlsplit(server.smtp_url)
    secure = parts.scheme == "smtps"
    await aiosmtplib.send(
        message,
        hostname=parts.hostname,
        port=parts.port or (465 if secure else 587),
        username=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
        use_tls=secure,
        timeout=SENDS_WITHIN_S,
    )
    return True
