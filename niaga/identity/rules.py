"""What counts as a password, a phone number, a name to sign in with. No I/O, no clock."""

import base64
import hashlib
import hmac
import re
from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

import phonenumbers
from msgspec import UNSET, structs

from niaga.kit import text
from niaga.kit.errors import ValidationFailed, invalid

from .types import ROLES, Address, AddressChange, Credentials, NewAddress, Person, PersonChange, ProfileChange

SHORTEST_PASSWORD = 8
LONGEST_PASSWORD = 128
OWN_WORD_MIN = 4

PHONE_PART_MIN = 3
NONCE = 16

PHONE_LIKE = re.compile(r"[0-9 +()./-]+")
OF_THE_HOUSE = ("niaga", "kampus", "campus", "password", "katasandi", "rahasia")


def weakness(password: str, personal: Iterable[str | None], common: Collection[str]) -> tuple[str, str] | None:
    """Why the password is refused, as (code, sentence); None when it will do. `personal`: what is known of its owner.

    Follows NIST SP 800-63B: length and known passwords count, mixtures of character classes do not.
    """
    if len(password) < SHORTEST_PASSWORD:
        return "password_too_short", f"A password needs at least {SHORTEST_PASSWORD} characters."
    if len(password) > LONGEST_PASSWORD:
        return "password_too_long", f"A password has at most {LONGEST_PASSWORD} characters."
    plain = password.lower()
    letters = re.sub(r"[\W\d_]+", "", plain)
    if plain in common or len(set(plain)) < 4:
        return "password_too_common", "That password is among the first ones tried. Choose another."
    if letters in OF_THE_HOUSE or letters in own_words(personal) or plain in own_words(personal):
        return "password_too_personal", "That password is easy to guess for people who know you."
    return None


def own_words(personal: Iterable[str | None]) -> set[str]:
    """Names, and the parts of names, addresses and ids, that are no secret."""
    words: set[str] = set()
    for known in personal:
        if known:
            lowered = known.lower()
            parts = [lowered, lowered.split("@")[0], *re.split(r"[\W_]+", lowered)]
            words |= {*parts, re.sub(r"[\W\d_]+", "", lowered)}
    return {word for word in words if len(word) >= OWN_WORD_MIN}


def name(said: str) -> str:
    """On one line, however it was pasted."""
    return text.line(said)


def email(said: str) -> str:
    """As it is kept: people do not remember in which case they typed it."""
    return text.mailbox(said)


def phone(said: str) -> str | None:
    """E.164; a number without a country is Indonesian. None when there is no such number."""
    written = text.phone(said)
    if not PHONE_LIKE.fullmatch(written):
        return None
    digits = re.sub(r"[^0-9+]", "", written)
    if digits.startswith("62"):
        digits = "+" + digits
    if digits.startswith("+620"):
        digits = "+62" + digits[4:]
    try:
        found = phonenumbers.parse(digits, "ID")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(found):
        return None
    return phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)


def real_phone(said: str) -> str:
    """As `phone`. Raises ValidationFailed."""
    found = phone(said)
    if found is None:
        raise ValidationFailed(errors=[{"field": "phone", "message": "Not a phone number.", "code": "phone_invalid"}])
    return found


def device(key: bytes, person_id: UUID, nonce: bytes) -> str:
    """What a browser keeps to show that this person has signed in on it before: no proof of who they are."""
    proof = hmac.new(key, nonce + person_id.bytes, hashlib.sha256).digest()[:NONCE]
    return base64.urlsafe_b64encode(nonce + proof).decode().rstrip("=")


def knows(key: bytes, token: str, person_id: UUID) -> bool:
    """Whether the device has this token from that person's signing in."""
    try:
        nonce = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))[:NONCE]
    except ValueError:
        return False
    return hmac.compare_digest(token.encode(), device(key, person_id, nonce).encode())


def account(who: Credentials) -> tuple[str, str]:
    """Which name they sign in with, and that name as it is kept. Raises ValidationFailed unless there is one."""
    given = [(kind, said) for kind in ("campus_id", "email", "phone") if (said := getattr(who, kind)) is not None]
    if len(given) != 1:
        raise invalid("email", "Give exactly one of campus_id, email and phone.")
    kind, said = given[0]
    return kind, (phone(said) if kind == "phone" else None) or email(said)


def changed(person: Person, change: ProfileChange) -> Person:
    """The person with what is sent of `change`. Raises ValidationFailed."""
    sent = {field: value for field, value in structs.asdict(change).items() if value is not UNSET}
    sent.pop("password", None)
    if "name" in sent:
        sent["name"] = name(sent["name"])
    if sent.get("email"):
        sent["email"] = email(sent["email"])
    if sent.get("phone"):
        sent["phone"] = real_phone(sent["phone"])
    after = structs.replace(person, **sent)
    if person.email and not after.email:
        raise invalid("email", "An e-mail address can be changed, not removed.")
    if person.campus_id_verified and after.campus_id != person.campus_id:
        raise invalid("campus_id", "The campus id is verified; ask an admin to change it.", code="campus_id_verified")
    if (after.quiet_from is None) != (after.quiet_until is None):
        raise invalid("quiet_until", "Quiet hours need a beginning and an end.")
    return after


def administered(person: Person, change: PersonChange) -> Person:
    """The person with what an admin sent. Raises ValidationFailed."""
    sent = {field: value for field, value in structs.asdict(change).items() if value is not UNSET}
    if "name" in sent:
        sent["name"] = name(sent["name"])
    if "roles" in sent:
        sent["roles"] = roles(sent["roles"])
    if sent.get("phone"):
        sent["phone"] = real_phone(sent["phone"])
    if "campus_id" in sent:
        sent["campus_id_verified"] = bool(sent["campus_id"])
    return structs.replace(person, **sent)


def needs_proof(before: Person, after: Person) -> bool:
    """Whether a session is not enough: what they sign in with is given up, or becomes something else."""
    return before.email != after.email or any(
        getattr(before, name) and getattr(before, name) != getattr(after, name) for name in ("phone", "campus_id")
    )


def known_as(person: Person) -> str:
    """Enough for its owner to know the account by, and nothing for anybody else to read or press: `d•••@k•••.test`."""
    if not person.email:
        return f"•••{person.phone[-4:]}" if person.phone else "•••"
    local, _, host = person.email.partition("@")
    name, _, ending = host.rpartition(".")
    return f"{local[:1]}•••@{name[:1]}•••.{ending}"


def beginning(said: str) -> str:
    """As a LIKE pattern: what begins with it, letter by letter."""
    return re.sub(r"([\\%_])", r"\\\1", said) + "%"


def words_beginning(said: str) -> str | None:
    """As a tsquery: names in which a word begins like each of these."""
    words = re.findall(r"[^\W_]+", said)
    return " & ".join(f"{word}:*" for word in words) or None


def parts_of_phone(said: str) -> list[str]:
    """What of a phone number as it is kept somebody may have typed: from its beginning with the 0, or of its middle."""
    written = text.phone(said)
    if not PHONE_LIKE.fullmatch(written):
        return []
    digits = re.sub(r"[^0-9]", "", written)
    if len(digits) < PHONE_PART_MIN:
        return []
    begins = re.sub(r"^0", "62", digits)
    return sorted({f"+{begins}%"} | ({f"%{digits}%"} if not digits.startswith("0") else set()))


def written(address: NewAddress) -> dict[str, Any]:
    """The address as it is kept. Raises ValidationFailed."""
    kept = _tidy(structs.asdict(address))
    _whole_place(kept["latitude"], kept["longitude"])
    return kept


def changed_address(address: Address, change: AddressChange) -> Address:
    """The address with what is sent of `change`. Raises ValidationFailed."""
    sent = _tidy({field: value for field, value in structs.asdict(change).items() if value is not UNSET})
    sent["is_default"] = sent.get("is_default", False) or address.is_default
    after = structs.replace(address, **sent)
    _whole_place(after.latitude, after.longitude)
    return after


def _tidy(fields: dict[str, Any]) -> dict[str, Any]:
    tidy = {field: value.strip() if isinstance(value, str) else value for field, value in fields.items()}
    if "phone" in tidy:
        tidy["phone"] = real_phone(tidy["phone"])
    return tidy


def _whole_place(latitude: float | None, longitude: float | None) -> None:
    if (latitude is None) != (longitude is None):
        raise invalid("longitude", "A place on the map has a latitude and a longitude.")


def roles(names: Iterable[str]) -> list[str]:
    """Each once, in the order they are declared; everybody is a customer."""
    given = {"customer", *names}
    return [name for name in ROLES if name in given]
