"""What goes over the wire: bodies, events, refusals, routes, and what must never be told."""

import importlib
import inspect
import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints
from uuid import UUID

import msgspec

from niaga import main, modules
from niaga.kit import errors, telemetry, text
from niaga.kit.events import EVENTS
from niaga.kit.http import transfer, web
from niaga.modules import NAMES

from .sources import REPOSITORY, structs_in, wire_structs


def test_money_is_whole_rupiah() -> None:
    money = re.compile(r"(^|_)(price|total|subtotal|amount|discount|fee|tax|balance|received|refunded)$")
    for kind in wire_structs():
        for name, of in get_type_hints(kind).items():
            if money.search(name):
                told = str(of).replace("<class 'int'>", "int")
                assert "float" not in told, f"{kind.__qualname__}.{name} is {told}"
                assert "Decimal" not in told, f"{kind.__qualname__}.{name} is {told}"


TOLD = (UUID, UUID | None, list[UUID])


def test_events_say_what_happened_and_carry_ids() -> None:
    """Whoever is told asks for the rest: then it is true when they read it. A state that passes by is told with it."""
    for name, kind in EVENTS.items():
        for field, of in get_type_hints(kind).items():
            assert field == "name" or of in TOLD or get_origin(of) is Literal, f"{name}.{field}: {of}"


def test_every_refusal_says_what_happened() -> None:
    for code, kind in errors.KINDS.items():
        assert kind.__doc__, f"{code} has no message"
        assert 400 <= kind.status < 600, code


def test_refusals_are_translated() -> None:
    texts = REPOSITORY / "web" / "src"
    told = "\n".join(p.read_text() for p in texts.rglob("*.ts*") if "i18n" in str(p) or "problem" in p.name.lower())
    ours = [code for code, kind in errors.KINDS.items() if kind.__module__.startswith("niaga.")]
    missing = [code for code in ours if not re.search(rf"\b{code}\b", told)]
    assert not missing, f"the web client has no words for: {', '.join(missing)}"


def test_routes_are_refused_unless_they_say_otherwise() -> None:
    """Each public route is listed here, so that opening one is a decision somebody sees."""
    allowed = (REPOSITORY / "tests" / "public_routes.txt").read_text().split("\n")
    found = []
    for module in modules.load().values():
        for handler in [*module.routes, *module.root_routes]:
            if handler.opt.get("who") in (web.PUBLIC["who"], web.OPEN["who"]):
                methods = ",".join(sorted(m for m in handler.http_methods if m not in ("HEAD", "OPTIONS")))
                found += [f"{methods} {path} {handler.opt['who']}" for path in sorted(handler.paths)]
    assert sorted(found) == sorted(line for line in allowed if line), "\n".join(sorted(found))


def test_answers_that_tell_a_secret_are_not_compressed() -> None:
    """Their length would tell of it (BREACH)."""
    document = main.contract()

    def names(schema: Any, seen: frozenset[str] = frozenset()) -> set[str]:
        """All members, however deep."""
        if isinstance(schema, list):
            return set().union(*(names(one, seen) for one in schema))
        if not isinstance(schema, dict):
            return set()
        ref = schema.get("$ref", "")
        if ref and ref not in seen:
            kind, name = ref.split("/")[-2:]
            return names(document["components"][kind][name], seen | {ref})
        return set(schema.get("properties", ())) | names(list(schema.values()), seen)

    for path, item in document["paths"].items():
        told = names(item.get("get", {}).get("responses", {}))
        secrets = {name for name in told if telemetry.SECRET.search(name)}
        assert not secrets or path.startswith(transfer.NEVER), f"{path} tells {secrets}: see kit/http/transfer.py"


def test_secrets_are_in_no_text_of_a_value() -> None:
    """A stack trace, a log line or an error report would show it: such a struct is a kit.hiding.Hiding."""

    def all_of(kind: type[msgspec.Struct]) -> Iterator[type[msgspec.Struct]]:
        for one in kind.__subclasses__():
            yield one
            yield from all_of(one)

    for kind in all_of(msgspec.Struct):
        if kind.__name__.endswith("_signature_model"):  # Litestar's, of a route's parameters; made and taken apart
            continue
        if kind.__module__.startswith("niaga.") and not kind.__module__.startswith("niaga.simulator"):
            secrets = [name for name in kind.__struct_fields__ if telemetry.SECRET.search(name)]
            assert not secrets or kind.__repr__ is not msgspec.Struct.__repr__, (
                f"{kind.__module__}.{kind.__qualname__} shows {secrets}"
            )


def test_wire_structs_are_snake_case() -> None:
    for kind in wire_structs():
        for field in kind.__struct_fields__:
            assert re.fullmatch(r"[a-z][a-z0-9_]*", field), f"{kind.__qualname__}.{field}"


def loose_texts(of: Any, kind: text.Kind | None = None) -> bool:
    """Whether a type has a text in it of which nobody says what kind it is."""
    if get_origin(of) is Annotated:
        inner, *said = get_args(of)
        return loose_texts(inner, next((s for s in said if isinstance(s, text.Kind)), None))
    if of is str:
        return kind is None
    return get_origin(of) is not Literal and any(loose_texts(part) for part in get_args(of))


def test_what_people_type_is_made_plain() -> None:
    """Each text of a request has a kind (kit/text.py), and the struct it stands in is an Input, which reads it so."""
    seen: set[Any] = set()
    found = 0
    for module in NAMES:
        for route in importlib.import_module(f"niaga.{module}.http").routes:
            sent = inspect.signature(route.fn, eval_str=True).parameters.get("data")
            for kind in structs_in(sent.annotation if sent else None, seen):
                for field, of in get_type_hints(kind, include_extras=True).items():
                    assert not loose_texts(of), f"{kind.__qualname__}.{field}: say which kind of text it is"
                    if "text.Kind" in str(of) or "Kind(plain" in str(of):
                        found += 1
                        assert issubclass(kind, text.Input), f"{kind.__qualname__} is a text.Input"
    assert found > 40
