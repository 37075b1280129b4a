"""The rules of the house, as tests: what the type checker and the import linter cannot see."""

import ast
import importlib
import inspect
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints
from uuid import UUID

import asyncpg
import msgspec
import pytest

from niaga import main, modules
from niaga.kit import db, embedded, errors, port, telemetry, text
from niaga.kit.db import STATEMENTS
from niaga.kit.events import EVENTS
from niaga.kit.http import transfer, web
from niaga.kit.migrate import migrate
from niaga.modules import NAMES

ROOT = Path(main.__file__).parent
REPOSITORY = ROOT.parent
SOURCES = sorted(p for p in ROOT.rglob("*.py") if "node_modules" not in p.parts)
UNTELLING = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc", "impl"}
FILES = {"__init__.py", "types.py", "api.py", "rules.py", "store.py", "handlers.py", "http.py", "schema.sql"}
MAYBE = {"settings.py", "rows.py"}
NOUNS = {"listing"}
FOLDERS = {"migrations", "templates", "gateways"}  # gateways: the protocol of payment providers, and each of them

modules.load()


def named(path: Path) -> str:
    return str(path.relative_to(REPOSITORY))


@pytest.mark.parametrize("module", NAMES)
def test_every_module_has_the_same_files(module: str) -> None:
    """Whoever knows one module knows where to look in all of them. A file that grows becomes a folder of its name."""
    here = [p for p in (ROOT / module).iterdir() if p.name != "__pycache__"]
    folders = {p.name for p in here if p.is_dir()}
    found = {f"{p.name}.py" if f"{p.name}.py" in FILES else p.name for p in here}
    assert found >= FILES, f"{module} lacks {sorted(FILES - found)}"
    data = {p.name for p in here if p.suffix == ".txt"}
    odd = found - FILES - MAYBE - (FOLDERS & folders) - data
    assert not odd, f"{module}: {sorted(odd)} belong into api (does it), rules (decides), store (keeps)"
    assert ast.get_docstring(ast.parse((ROOT / module / "__init__.py").read_text())), (
        f"{module} does not say what it owns"
    )


def test_sql_lives_in_store_and_touches_its_own_tables() -> None:
    for statement in (s for s in STATEMENTS if s.where.startswith("niaga.")):
        _, module, file, *_ = statement.where.split(".")
        if module == "kit":
            continue
        assert file == "store", f"{statement.where}: SQL lives in store.py"
        touched = {
            m for m in (*NAMES, "kit", "queue") if re.search(rf"\b(FROM|JOIN|INTO|UPDATE)\s+{m}\.", statement.text)
        }
        assert touched <= {module}, f"{statement.where} touches tables of {touched - {module}}"


async def test_every_statement_fits_the_schema(empty_database: str) -> None:
    await migrate(empty_database, NAMES)
    c = await asyncpg.connect(empty_database)
    await db.prepare(c)
    wrong = []
    for s in STATEMENTS:
        try:
            prepared = await c.prepare(s.text)
        except asyncpg.PostgresError as refused:
            wrong.append(f"{s.where}: {refused}")
            continue
        if s.row:
            columns, fields = [a.name for a in prepared.get_attributes()], list(get_type_hints(s.row))
            names = list(s.row.__struct_fields__)  # type: ignore[attr-defined]
            if len(columns) != len(names) or (columns != names and "?column?" not in columns):
                wrong.append(f"{s.where}: columns {columns}, fields {names or fields}")
    await c.close()
    assert not wrong, "\n".join(wrong)


async def test_schema_sql_is_the_picture_of_the_migrations(empty_database: str) -> None:
    from tools.schema import picture

    await migrate(empty_database, NAMES)
    for module in NAMES:
        assert (ROOT / module / "schema.sql").read_text() == picture(empty_database, module), (
            f"{module}/schema.sql is stale: make format"
        )


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_functions_fit_on_a_screen_and_files_in_a_head() -> None:
    for path in SOURCES:
        lines = path.read_text().count("\n")
        assert lines <= 400, f"{named(path)} has {lines} lines: split it by noun"
        for node in functions(path):
            assert (node.end_lineno or 0) - node.lineno < 70, f"{named(path)}:{node.lineno} {node.name} is too long"


def test_names_say_what_things_are() -> None:
    for path in SOURCES:
        assert path.stem not in UNTELLING, f"{named(path)}: name the thing"


def test_everything_public_in_api_is_a_port() -> None:
    for module in NAMES:
        api = importlib.import_module(f"niaga.{module}.api")
        names = getattr(api, "__all__", None)
        if names is None:
            tree = ast.parse((ROOT / module / "api.py").read_text())
            names = [n.name for n in tree.body if isinstance(n, ast.AsyncFunctionDef) and not n.name.startswith("_")]
        for name in names:
            assert f"{module}/{name}" in port.PORTS, f"{module}.api.{name} is not a @port"


@pytest.mark.parametrize("module", NAMES)
def test_files_are_named_for_what_they_are_about(module: str) -> None:
    """By noun, not by what is done in them; and no port is named like its file, which it would hide from readers."""
    for part in ("api", "rules", "store"):
        for path in sorted((ROOT / module / part).glob("*.py")):
            assert not path.stem.endswith("ing") or path.stem in NOUNS, f"{named(path)}: name what it is about"
            defined = {node.name for node in ast.parse(path.read_text()).body if isinstance(node, ast.AsyncFunctionDef)}
            assert path.stem not in defined, f"{named(path)}: {path.stem}() hides its file"


def test_ports_have_docstrings() -> None:
    for name, found in port.PORTS.items():
        assert inspect.getdoc(found.body), f"port {name} says nothing of itself"


def test_rules_ask_no_clock_and_do_no_io() -> None:
    for module in NAMES:
        here = ROOT / module
        for path in [here / "rules.py"] if (here / "rules.py").exists() else sorted((here / "rules").glob("*.py")):
            for node in functions(path):
                assert not isinstance(node, ast.AsyncFunctionDef), f"{named(path)}: {node.name} is async"
            assert "clock.now" not in path.read_text(), f"{named(path)}: pass the time in"


def test_json_is_read_in_one_place() -> None:
    """There are three ways to refuse a text; who reads it elsewhere forgets that one of them is RecursionError."""
    for path in SOURCES:
        if path not in (ROOT / "kit" / "bodies.py", ROOT / "kit" / "db.py"):  # db: what we have written ourselves
            assert not re.search(r"json\.(decode|loads?)\(", path.read_text()), f"{named(path)}: use kit.bodies.decode"


def test_time_comes_from_the_clock() -> None:
    for path in SOURCES:
        if path.parent.name == "simulator" or "simulator" in path.parts or path.name == "clock.py":
            continue
        assert not re.search(r"datetime\.now\(|datetime\.utcnow\(|dt\.datetime\.now\(", path.read_text()), named(path)


EDGES = {
    "cli.py", "doctor.py", "kit/http/auth.py", "kit/batch.py", "kit/decoder.py", "kit/http/health.py", "kit/live.py",
    "kit/worker.py", "payments/handlers.py", "simulator/clockwork.py", "simulator/store.py",
}  # fmt: skip
"""Where whatever goes wrong is caught, because something else must go on: jobs, batches, listeners, commands."""


def test_only_edges_catch_everything() -> None:
    found = {
        str(path.relative_to(ROOT))
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in ("Exception", "BaseException"))
    }
    assert found == EDGES, f"catch what you expect, not everything: {sorted(found ^ EDGES)}"


@pytest.mark.parametrize("module", NAMES)
def test_tables_know_no_other_module_and_no_fractions(module: str) -> None:
    picture = (ROOT / module / "schema.sql").read_text()
    others = set(re.findall(r"\b(\w+)\.\w+", picture)) & (set(NAMES) - {module})
    assert not others, f"{module}'s tables lean on {others}: ids cross, rows do not"
    assert "without time zone" not in picture, f"{module}: instants are timestamptz"
    for column in re.findall(r"^ +(\w+) (?:real|double precision|numeric|money)", picture, re.M):
        assert column in ("latitude", "longitude", "rating"), f"{module}.{column}: money and counts are whole numbers"


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


def test_nothing_is_left_to_do() -> None:
    mark = "TO" + "DO|FIX" + "ME|XX" + "X"
    for path in SOURCES:
        assert not re.search(rf"\b({mark})\b", path.read_text()), f"{named(path)} leaves something to do"


def test_ignores_give_their_reason() -> None:
    for path in SOURCES:
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if re.search(r"#\s*(type: ignore|noqa)", line):
                assert re.search(r"#\s*(type: ignore\[[\w, -]+\]|noqa: [A-Z0-9, ]+)\s*(#|-)\s*\w+", line), (
                    f"{named(path)}:{number}: an ignore comment gives its reason on the same line"
                )


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


def test_nothing_names_the_place_it_was_made_in() -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=REPOSITORY, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    places = re.compile("/wo" + "rk/|/ro" + "ot/|registry\\.npm" + "js|py" + "pi\\.org|files\\.python" + "hosted")
    for name in listed:
        path = REPOSITORY / name
        if path.is_file() and path.suffix not in {".png", ".webp", ".woff2", ".ico", ".jpg"}:
            assert not places.search(path.read_text(errors="replace")), name


def wire_structs() -> Iterator[type[msgspec.Struct]]:
    for module in NAMES:
        types = importlib.import_module(f"niaga.{module}.types")
        for kind in vars(types).values():
            if (
                inspect.isclass(kind)
                and issubclass(kind, msgspec.Struct)
                and kind.__module__.startswith(types.__name__)
            ):
                yield kind


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


PATTERN_CALLS = {"compile", "match", "search", "fullmatch", "sub", "split", "findall"}


def patterns(path: Path) -> Iterator[tuple[int, str]]:
    """The regular expressions of a file, and where they stand: arguments of `re` and of msgspec's Meta."""
    for node in ast.walk(ast.parse(path.read_text())):
        if not isinstance(node, ast.Call):
            continue
        named = ast.unparse(node.func)
        said: list[ast.expr] = [k.value for k in node.keywords if k.arg == "pattern"]
        if (named.partition(".")[0] == "re" and named.rpartition(".")[2] in PATTERN_CALLS) or named.endswith("coded"):
            said += node.args[:1]
        for each in said:
            parts = each.values if isinstance(each, ast.JoinedStr) else [each]
            for part in parts:
                if isinstance(part, ast.Constant) and isinstance(part.value, str | bytes):
                    text = part.value
                    yield node.lineno, text if isinstance(text, str) else text.decode("latin-1")


def test_patterns_fit_the_whole_text() -> None:
    r"""In Python `$` also matches before a line feed at the end, which then gets in. Say `fullmatch` or `\Z`."""
    for path in SOURCES:
        for number, pattern in patterns(path):
            ends = re.sub(r"\\.|\[\^?\]?[^\]]*\]", "", pattern, flags=re.S)
            assert "$" not in ends, f"{named(path)}:{number}: {pattern!r} lets a line feed pass: \\Z, or fullmatch"


def structs_in(of: Any, seen: set[Any]) -> Iterator[type[msgspec.Struct]]:
    """Those a type is made of, however deep."""
    if inspect.isclass(of) and issubclass(of, msgspec.Struct):
        if of in seen:
            return
        seen.add(of)
        yield of
        parts: Any = get_type_hints(of, include_extras=True).values()
    else:
        parts = get_args(of)
    for part in parts:
        yield from structs_in(part, seen)


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


def test_what_is_kept_is_read_as_it_is() -> None:
    """A row that would be refused today must not take down the list it stands in: rows hold no text.Input."""
    for statement in STATEMENTS:
        for kind in structs_in(statement.row, set()):
            assert not issubclass(kind, text.Input), f"{statement.where}: {kind.__qualname__}"


def test_servers_are_embedded(urls: embedded.Services) -> None:
    """The tests never reach for somebody's own database."""
    assert "host=" in urls.database_url
    assert urls.redis_url.startswith("unix://")
