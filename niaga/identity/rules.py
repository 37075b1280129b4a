"""What counts as a password, a phone number, a name to sign in with. No I/O, no clock."""

import re
from collections.abc import Collection, Iterable

import phonenumbers

from niaga.kit.errors import ValidationFailed

from .types import ROLES

SHORTEST_PASSWORD = 8
LONGEST_PASSWORD = 128
OWN_WORD_MIN = 4

PHONE_LIKE = re.compile(r"[\d\s+()./–-]+")
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
    for text in personal:
        if text:
            lowered = text.lower()
            parts = [lowered, lowered.split("@")[0], *re.split(r"[\W_]+", lowered)]
            words |= {*parts, re.sub(r"[\W\d_]+", "", lowered)}
    return {word for word in words if len(word) >= OWN_WORD_MIN}


def email(text: str) -> str:
    """As it is kept: people do not remember in which case they typed it."""
    return text.strip().lower()


def phone(text: str) -> str | None:
    """E.164; a number without a country is Indonesian. None when there is no such number."""
    if not PHONE_LIKE.fullmatch(text):
        return None
    digits = re.sub(r"[^\d+]", "", text)
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


def real_phone(text: str) -> str:
    """As `phone`. Raises ValidationFailed."""
    found = phone(text)
    if found is None:
        raise ValidationFailed(errors=[{"field": "phone", "message": "Not a phone number.", "code": "phone_invalid"}])
    return found


def roles(names: Iterable[str]) -> list[str]:
    """Each once, in the order they are declared; everybody is a customer."""
    given = {"customer", *names}
    return [name for name in ROLES if name in given]
