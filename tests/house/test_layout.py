"""Where things stand and what they are called."""

import ast
import importlib
import inspect
import re
import subprocess

import pytest

from niaga.kit import embedded, port
from niaga.modules import NAMES

from .sources import BESIDE, REPOSITORY, ROOT, SOURCES, functions, named

UNTELLING = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc", "impl"}
FILES = {"__init__.py", "types.py", "api.py", "rules.py", "store.py", "handlers.py", "http.py", "schema.sql"}
MAYBE = {"settings.py", "rows.py"}
NOUNS = {"listing"}
FOLDERS = {"migrations", "templates", "gateways"}  # gateways: the protocol of payment providers, and each of them


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


def test_functions_fit_on_a_screen_and_files_in_a_head() -> None:
    for path in [*SOURCES, *BESIDE]:
        lines = path.read_text().count("\n")
        assert lines <= 400, f"{named(path)} has {lines} lines: split it by noun"
    for path in SOURCES:
        for node in functions(path):
            assert (node.end_lineno or 0) - node.lineno < 70, f"{named(path)}:{node.lineno} {node.name} is too long"


def test_names_say_what_things_are() -> None:
    for path in SOURCES:
        assert path.stem not in UNTELLING, f"{named(path)}: name the thing"


@pytest.mark.parametrize("module", NAMES)
def test_files_are_named_for_what_they_are_about(module: str) -> None:
    """By noun, not by what is done in them; and no port is named like its file, which it would hide from readers."""
    for part in ("api", "rules", "store"):
        for path in sorted((ROOT / module / part).glob("*.py")):
            assert not path.stem.endswith("ing") or path.stem in NOUNS, f"{named(path)}: name what it is about"
            defined = {node.name for node in ast.parse(path.read_text()).body if isinstance(node, ast.AsyncFunctionDef)}
            assert path.stem not in defined, f"{named(path)}: {path.stem}() hides its file"


def test_everything_public_in_api_is_a_port() -> None:
    for module in NAMES:
        api = importlib.import_module(f"niaga.{module}.api")
        names = getattr(api, "__all__", None)
        if names is None:
            tree = ast.parse((ROOT / module / "api.py").read_text())
            names = [n.name for n in tree.body if isinstance(n, ast.AsyncFunctionDef) and not n.name.startswith("_")]
        for name in names:
            assert f"{module}/{name}" in port.PORTS, f"{module}.api.{name} is not a @port"


def test_ports_have_docstrings() -> None:
    for name, found in port.PORTS.items():
        assert inspect.getdoc(found.body), f"port {name} says nothing of itself"


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


def test_nothing_names_the_place_it_was_made_in() -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=REPOSITORY, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    places = re.compile("/wo" + "rk/|/ro" + "ot/|registry\\.npm" + "js|py" + "pi\\.org|files\\.python" + "hosted")
    for name in listed:
        path = REPOSITORY / name
        if path.is_file() and path.suffix not in {".png", ".webp", ".woff2", ".ico", ".jpg"}:
            assert not places.search(path.read_text(errors="replace")), name


def test_servers_are_embedded(urls: embedded.Services) -> None:
    """The tests never reach for somebody's own database."""
    assert "host=" in urls.database_url
    assert urls.redis_url.startswith("unix://")
