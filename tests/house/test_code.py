"""How the code is written: what the type checker and the import linter cannot see."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from niaga.modules import NAMES

from .sources import ROOT, SOURCES, functions, named


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
