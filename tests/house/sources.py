"""What the rules of the house are held against: our files, and what they define."""

import ast
import importlib
import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args, get_type_hints

import msgspec

from niaga import main, modules
from niaga.modules import NAMES

ROOT = Path(main.__file__).parent
REPOSITORY = ROOT.parent
SOURCES = sorted(p for p in ROOT.rglob("*.py") if "node_modules" not in p.parts)
"""What is shipped."""
BESIDE = sorted(
    p
    for folder in ("bench", "tests", "tools")
    for p in (REPOSITORY / folder).rglob("*.py")
    if "node_modules" not in p.parts
)
modules.load()


def named(path: Path) -> str:
    return str(path.relative_to(REPOSITORY))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


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
