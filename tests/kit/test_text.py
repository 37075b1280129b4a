"""What people type: plain once, plain for ever; what looks alike is alike; nothing unseen gets through."""

import unicodedata
from typing import Annotated

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec import UNSET, Meta, UnsetType

from niaga.kit import text

ODD = "\u200b\u200d\ufeff\u00ad\u202e\u2060\u3164\u2800\ufe0f\u0301\u0307\u00a0\r\n\t \x00\x1f"
TYPED = st.text(st.one_of(st.characters(), st.sampled_from(ODD + "Éé½㎝™ßİıﬁＡａ１‑–−")), max_size=30)
KINDS = [text.line, text.paragraphs, text.code, text.phone, text.mailbox, text.clean, text.alike]


@pytest.mark.parametrize("plain", KINDS, ids=lambda kind: kind.__name__)
@given(said=TYPED)
@example(said="\u200d a\u200d")
@example(said="e\u200d\u0301")
@example(said="0\u0660\u0661")
@example(said="\u03aa\u0301")
def test_plain_is_plain(plain: text.Callable[[str], str], said: str) -> None:
    once = plain(said)
    assert plain(once) == once
    assert not text.UNSEEN.search(once)
    once.encode()


@given(said=TYPED)
def test_a_line_is_one_line(said: str) -> None:
    found = text.line(said)
    assert found == " ".join(found.split())
    assert found.isprintable() or any(unicodedata.category(c) in ("Co", "Cn", "Cf") for c in found)


@given(said=TYPED)
@example(said="İstanbul")
@example(said="Straße")
def test_alike_does_not_ask_how_it_was_typed(said: str) -> None:
    found = text.alike(said)
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert text.alike(unicodedata.normalize(form, said)) == found
    assert text.alike(f" {said}\u200b") == found
    assert text.alike(said.upper().casefold()) == text.alike(said.casefold().upper())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("M", "M\u200b"),
        ("M", "Ｍ"),
        ("é", "e\u0301"),
        ("abc-1", "ABC-1"),
        ("ẞ", "ss"),
        ("L ", " l"),
        ("ﬁlter", "filter"),
    ],
)
def test_nobody_could_tell_apart(one: str, other: str) -> None:
    assert text.alike(one) == text.alike(other)
    assert text.alike("Merah") != text.alike("Mérah")


def test_what_people_see_stays() -> None:
    for said in ("Kopi™ ½", "👩‍👩‍👧 keluarga", "Jum’at", "ꦏꦺꦴꦥꦶ", "❤️"):
        assert text.line(said) == said
    assert text.paragraphs("satu  \r\n\r\ndua\u2028tiga\n\n") == "satu\n\ndua\ntiga"


@pytest.mark.parametrize("said", ["0062 813-2292-9723", "+62 813‑2292‑9723", "（0062）813 2292 9723", "٠٨١٣٢٢٩٢٩٧٢٣"])
def test_phones_as_they_are_pasted(said: str) -> None:
    assert set(text.phone(said)) <= set("0123456789+-() ")
    assert not text.phone(said).lstrip("(").startswith("00")


class Inner(text.Input, frozen=True):
    name: Annotated[str, text.LINE, Meta(min_length=2, max_length=5)]


class Outer(text.Input, frozen=True, kw_only=True):
    at: Annotated[str, text.CLOCK_TIME] = "08:00"
    slug: Annotated[str, text.SLUG] | UnsetType | None = UNSET
    options: dict[Annotated[str, text.LINE], Annotated[str, text.LINE, Meta(min_length=1)] | bool] = {}  # noqa: RUF012 - msgspec copies it
    lines: list[Inner] = []  # noqa: RUF012 - msgspec copies it


def read(body: str) -> Outer:
    return msgspec.json.decode(body, type=Outer)


def test_an_input_is_read_by_its_kinds() -> None:
    found = read(
        '{"slug": " ikan-asin\\n", "options": {" Ukuran ": " L\\u200b", "Baru": true}, "lines": [{"name": " a  b"}]}'
    )
    assert found == Outer(slug="ikan-asin", options={"Ukuran": "L", "Baru": True}, lines=[Inner("a b")])
    assert read("{}").slug is UNSET
    assert read('{"slug": null}').slug is None


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ('{"at": "08:00\\n"}', "`at` must be a time"),
        ('{"at": "24:00"}', "`at` must be a time"),
        ('{"slug": "a\\u0007"}', "`slug` contains a control character"),
        ('{"at": "٠٨:٠٠"}', "`at` must be a time"),
        ('{"slug": "a\\nb"}', "`slug` must be lower-case"),
        ('{"options": {"a": "\\u200b"}}', "`options` Expected `str` of length >= 1"),
        ('{"options": {"a": "x", "A ": "y"}}', "`options` has two names that look alike"),
        ('{"lines": [{"name": " a\\u200b "}]}', "`name` Expected `str` of length >= 2 - at `$.lines[0]`"),
    ],
)
def test_what_is_wrong_is_named(body: str, wrong: str) -> None:
    with pytest.raises(msgspec.ValidationError) as refused:
        read(body)
    assert str(refused.value).startswith(wrong)


@pytest.mark.parametrize("name", ["Asia/Jakarta", "Etc/GMT+7", "America/Argentina/Buenos_Aires", "UTC"])
def test_zones(name: str) -> None:
    assert text.zone(name) is not None
    for wrong in (f"{name}\n", name.lower(), f"posix/{name}", "../etc/passwd", "Asia", "localtime", ""):
        assert text.zone(wrong) is None
