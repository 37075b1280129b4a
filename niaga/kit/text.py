"""What people type: made plain, checked and compared in one place.

Every text of a request has a kind, which stands in the annotation of its field:

    Name = Annotated[str, text.LINE, Meta(min_length=2, max_length=120)]

A struct that is an `Input` reads its texts by their kinds when it is made, from JSON or by us. What a phone, an office
program or another language's keyboard slips in unseen (zero-width signs, line feeds, letters put together of two) is
gone then, limits are those of what is left, and a pattern has to fit the whole of it.
"""

import re
import types
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

from msgspec import Meta, Struct, ValidationError, convert, structs

from .hiding import Hiding

# --- making plain -----------------------------------------------------------------------------------------------

CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
CONTROL = re.compile(f"[{CONTROLS}]")
"""But for tab and what begins a new line or page."""
UNSEEN = re.compile(
    f"[{CONTROLS}"
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\u2800\u3164\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff\ud800-\udfff\U0001d173-\U0001d17a\U000e0000-\U000e00ff]"
)
"""What has no look of its own, or turns what follows around. Joiners and variation selectors are not among them: they
shape what people see of emoji and of some scripts."""

SHAPING = re.compile("[\u200c\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef]")
ALONE = re.compile(rf"(?<!\S){SHAPING.pattern}+|{SHAPING.pattern}+(?!\S)(?<![\ufe00-\ufe0f])")
"""Shaping nothing, and so unseen: at the beginning or the end of a word."""
BREAKS = re.compile("\r\n|[\x0b\x0c\r\x85\u2028\u2029]")
DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")


def clean(said: str) -> str:
    """As it looks, on as many lines: composed letters, one sign for a new line, nothing unseen."""
    return unicodedata.normalize("NFC", ALONE.sub("", UNSEEN.sub("", BREAKS.sub("\n", said))))


def line(said: str) -> str:
    """On one line, however it was pasted."""
    return " ".join(clean(said).split())


def paragraphs(said: str) -> str:
    """Several lines, none of them with space at its end, and none that is empty at the beginning or end."""
    return "\n".join(each.rstrip() for each in clean(said).split("\n")).strip()


def code(said: str) -> str:
    """What is compared sign by sign, such as a SKU: full-width letters and long dashes are what they look like."""
    return DASHES.sub("-", unicodedata.normalize("NFKC", SHAPING.sub("", clean(said)))).strip()


def phone(said: str) -> str:
    """A phone number as people write it, in ASCII; 00 before a country is a plus."""
    plain = code(said)
    digits = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in plain)
    return re.sub(r"\A(\(?)00(?=[1-9])", r"\1+", digits)


def mailbox(said: str) -> str:
    """An e-mail address: people do not remember in which case they typed it."""
    return code(code(said).lower())  # small letters may be composed where capitals are not


def _as_it_is(said: str) -> str:
    return said


def alike(said: str) -> str:
    """The same for all texts that nobody could tell apart: `M`, ` m`, a full-width `Ｍ`, `é` from one sign or two."""
    plain = unicodedata.normalize("NFKC", SHAPING.sub("", clean(said)))
    return " ".join(unicodedata.normalize("NFKC", plain.casefold()).split())


def zone(name: str) -> ZoneInfo | None:
    """The IANA time zone of that name; None for what is no such name."""
    if not ZONE.fullmatch(name):
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


ZONE = re.compile(r"UTC|[A-Z][A-Za-z_]+(?:/[A-Z][A-Za-z0-9_+-]+){1,2}")
"""Not the files that some machines keep beside the zones (posix, right, localtime)."""

# --- kinds ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Kind:
    """How a text is made plain, and what the whole of it must look like then."""

    plain: Callable[[str], str]
    like: re.Pattern[str] | None = None
    wanted: str = ""

    def read(self, said: str) -> str:
        """Raises ValueError."""
        if CONTROL.search(said):  # no keyboard has one, and PostgreSQL cannot keep NUL
            raise ValueError("contains a control character")
        found = self.plain(said)
        if not self.fits(found):
            raise ValueError(self.wanted)
        return found

    def fits(self, plain: str) -> bool:
        return self.like is None or self.like.fullmatch(plain) is not None

    @property
    def schema(self) -> dict[str, Any]:
        """For `Meta(extra_json_schema=…)`: what the OpenAPI document says of it."""
        return {"extra": {"pattern": f"^(?:{self.like.pattern})$"}} if self.like is not None else {}


def coded(pattern: str, wanted: str) -> Kind:
    """A code of which all matches the pattern."""
    return Kind(code, re.compile(pattern, re.ASCII), wanted)


LINE = Kind(line)
TEXT = Kind(paragraphs)
CODE = Kind(code)
"""Compared sign by sign, of whatever signs."""
SLUG = coded(r"[a-z0-9]+(?:-+[a-z0-9]+)*", "must be lower-case letters and digits, joined by hyphens")
PHONE = Kind(phone)
LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
MAILBOX = Kind(
    mailbox,
    re.compile(rf"[A-Za-z0-9.!#$%&'*+/=?^_`{{|}}~-]{{1,64}}@{LABEL}(?:\.{LABEL})+", re.ASCII),
    "is not an e-mail address",
)
"""What browsers take for an e-mail address (HTML's own rule), with at least one dot."""
CLOCK_TIME = Kind(_as_it_is, re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]", re.ASCII), "must be a time, such as 08:30")
"""Written by programs: nothing is mended."""
ZONE_NAME = Kind(_as_it_is, ZONE, "is not a time zone, such as Asia/Jakarta")
ADDRESS = Kind(line, re.compile(r"(?:https?://|/)[!-~]*", re.ASCII), "must be an address of the web")
"""Of a picture, say: never of a script."""
SECRET = Kind(_as_it_is)
"""Passwords and tokens are taken as they come."""

# --- reading ----------------------------------------------------------------------------------------------------

Read = Callable[[Any], Any]


class Input(Hiding, frozen=True):
    """What somebody sends. Its texts are plain as soon as it is made; a ValueError names the field that is wrong."""

    def __post_init__(self) -> None:
        for field, read in _readers(type(self)).items():
            said = getattr(self, field)
            try:
                found = read(said)
            except (ValueError, ValidationError) as wrong:
                raise ValueError(f"`{field}` {wrong}") from None
            if found is not said:
                structs.force_setattr(self, field, found)


@cache
def _readers(of: type[Struct]) -> Mapping[str, Read]:
    hints = get_type_hints(of, include_extras=True)
    found = {field: _reader(hints[field]) for field in of.__struct_fields__}
    return {field: read for field, read in found.items() if read is not None}


def _reader(of: Any) -> Read | None:
    """What reads a value of this type; None when there is no text in it that has a kind."""
    origin = get_origin(of)
    if origin is Annotated:
        inner, *said = get_args(of)
        kind = next((each for each in said if isinstance(each, Kind)), None)
        if kind is None:
            return _reader(inner)
        limits = [each for each in said if isinstance(each, Meta)]
        return _text(kind, Annotated[(str, *limits)] if limits else str)
    if origin in (Union, types.UnionType):
        return _one_of([(_outer(part), _reader(part)) for part in get_args(of)])
    if origin is list:
        return _list(_reader(get_args(of)[0]))
    if origin is dict:
        return _dict(*map(_reader, get_args(of)))
    return None


def _outer(of: Any) -> Any:
    return _outer(get_args(of)[0]) if get_origin(of) is Annotated else get_origin(of) or of


def _text(kind: Kind, limited: Any) -> Read:
    def read(said: str) -> str:
        found = kind.read(said)
        return said if found == said else convert(found, limited)  # the limits hold for what is left

    return read


def _one_of(parts: list[tuple[Any, Read | None]]) -> Read | None:
    by_type = {of: read for of, read in parts if read is not None}
    if not by_type:
        return None

    def read(value: Any) -> Any:
        of = by_type.get(type(value))
        return value if of is None else of(value)

    return read


def _list(each: Read | None) -> Read | None:
    return None if each is None else lambda values: [each(value) for value in values]


def _dict(key: Read | None, value: Read | None) -> Read | None:
    if key is None and value is None:
        return None

    def read(said: dict[Any, Any]) -> dict[Any, Any]:
        found = {(key(k) if key else k): (value(v) if value else v) for k, v in said.items()}
        if len({alike(k) if isinstance(k, str) else k for k in found}) < len(said):
            raise ValueError("has two names that look alike")
        return found

    return read
