"""What a statement in a docstring stands for: rows that go in, columns that come out, both known from the signature.

    @sql
    async def add_lines(c: Conn, *, lines: Sequence[Line], now: datetime) -> list[Line]:
        '''
        INSERT INTO inventory.hold_line ({lines.columns}, made_at)
        SELECT {lines.columns}, :now FROM :lines
        RETURNING {columns}
        '''

`:lines` is a table. `{lines.columns}` are its columns, with `:lines AS l` `{l.columns}` too, as l.id, l.name;
`{columns}` are those of the return type, `{h.columns}` the same of the table called h. `WITH ORDINALITY` adds a column
nth. A row type is a msgspec.Struct or a NamedTuple whose fields are named like columns.

A narrow table travels as one array for each column, unnested together: PostgreSQL expects few rows of it and looks them
up one by one. A wide one, or one with lists in it, travels as JSON, which for twenty columns is a third quicker.
"""

import datetime as dt
import re
import types
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, NamedTuple, Union, cast, get_args, get_origin, get_type_hints
from uuid import UUID

import msgspec

PARAM = re.compile(r"(?<![:\w]):([a-z_]\w*)")
TABLE = re.compile(r"(?<![:\w]):([a-z_]\w*)(\s+WITH\s+ORDINALITY)?(?:\s+AS\s+(\w+))?")
COLUMNS = re.compile(r"\{(?:(\w+)\.)?columns\}")
TYPES: Mapping[type, str] = {
    UUID: "uuid",
    str: "text",
    bool: "boolean",
    int: "bigint",
    float: "double precision",
    dt.datetime: "timestamptz",
    dt.date: "date",
    bytes: "bytea",
}

WIDE = 9
"""Columns; measured, see docs/decisions/0021."""


class Rows(NamedTuple):
    """A parameter that is a table: its columns' names and types."""

    columns: list[str]
    types: list[str]
    values: Callable[[Sequence[Any]], Sequence[Any]]
    """From rows to the values that travel: one for each column, or one in all."""
    as_json: bool

    @property
    def parameters(self) -> int:
        """How many parameters of PostgreSQL's it takes."""
        return 1 if self.as_json else len(self.columns)

    def table(self, first: int, alias: str, *, numbered: bool) -> str:
        columns = ", ".join([*self.columns, "nth"] if numbered else self.columns)
        if self.as_json:
            typed = ", ".join(f"{name} {kind}" for name, kind in zip(self.columns, self.types, strict=True))
            rows = f"json_to_recordset(${first}::json) AS"
            return (
                f"ROWS FROM ({rows} ({typed})) WITH ORDINALITY AS {alias} ({columns})"
                if numbered
                else f"{rows} {alias} ({typed})"
            )
        arrays = ", ".join(f"${first + n}::{kind}[]" for n, kind in enumerate(self.types))
        return f"unnest({arrays}){' WITH ORDINALITY' if numbered else ''} AS {alias} ({columns})"


class Statement(NamedTuple):
    """A statement as PostgreSQL takes it, and how its parameters become values."""

    text: str
    values: Callable[[Mapping[str, Any]], list[Any]]


def expand(text: str, parameters: Mapping[str, Any], returned: type | None, columns: str | None) -> Statement:
    """`parameters`: their types by name. `columns`: what `{columns}` stands for, if some of the returned row's are
    computed."""
    tables = {name: rows for name, kind in parameters.items() if (rows := _rows(kind))}
    assert set(PARAM.findall(text)) == set(parameters), ":names and parameters differ"
    named = tables | {alias: tables[name] for name, _, alias in TABLE.findall(text) if alias and name in tables}
    text = COLUMNS.sub(lambda m: _columns(m[1], tables, named, returned, columns), text)
    first, n = {}, 1
    for name in parameters:
        first[name] = n
        n += tables[name].parameters if name in tables else 1

    def put(found: re.Match[str]) -> str:
        name, alias = found[1], found[3]
        if name in tables:
            return tables[name].table(first[name], alias or name, numbered=found[2] is not None)
        return f"${first[name]}" + found[0][len(name) + 1 :]

    return Statement(TABLE.sub(put, text), _values(list(parameters), tables))


def _columns(
    prefix: str | None, tables: Mapping[str, Rows], named: Mapping[str, Rows], returned: type | None, given: str | None
) -> str:
    if prefix is not None and prefix in tables:
        return ", ".join(tables[prefix].columns)
    if prefix is not None and prefix in named:
        return ", ".join(f"{prefix}.{name}" for name in named[prefix].columns)
    if given is not None:
        assert prefix is None, "columns that are given name their tables themselves"
        return given
    assert returned is not None, "{columns} of what? Nothing with fields is returned"
    return ", ".join(f"{prefix}.{name}" if prefix else name for name in get_type_hints(returned))


def _values(names: Sequence[str], tables: Mapping[str, Rows]) -> Callable[[Mapping[str, Any]], list[Any]]:
    if not tables:
        return lambda given: [given[name] for name in names]

    def values(given: Mapping[str, Any]) -> list[Any]:
        found: list[Any] = []
        for name in names:
            if name in tables:
                found += tables[name].values(given[name])
            else:
                found.append(given[name])
        return found

    return values


def _rows(kind: Any) -> Rows | None:
    if get_origin(kind) not in (list, Sequence) and getattr(get_origin(kind), "__name__", "") != "Sequence":
        return None
    (row,) = get_args(kind)
    named = is_struct(row) or (isinstance(row, type) and issubclass(row, tuple) and hasattr(row, "_fields"))
    if not named:
        return None
    hints = get_type_hints(row)
    columns = list(getattr(row, "__struct_fields__", None) or row._fields)
    types = [pg_type(hints[name]) for name in columns]
    if len(columns) >= WIDE or any(kind.endswith("[]") for kind in types):
        assert is_struct(row), f"{row.__name__} travels as JSON, which knows the fields of structs only"
        return Rows(columns, types, lambda rows: [rows], as_json=True)
    tuples: Callable[[Any], Any] = msgspec.structs.astuple if is_struct(row) else tuple
    none: list[Sequence[Any]] = [()] * len(columns)
    return Rows(columns, types, lambda rows: list(zip(*map(tuples, rows), strict=True)) or none, as_json=False)


def pg_type(kind: Any) -> str:
    """The type of a column whose values are of this kind. What is made of others travels as jsonb."""
    if get_origin(kind) in (types.UnionType, Union):
        (kind,) = (k for k in get_args(kind) if k is not type(None))
    if get_origin(kind) is Literal:
        return TYPES[type(get_args(kind)[0])]
    if get_origin(kind) is list and get_args(kind)[0] in TYPES:
        return f"{TYPES[get_args(kind)[0]]}[]"
    return TYPES.get(kind, "jsonb")


def columns(row: type, **computed: str) -> str:
    """What `{columns}` may stand for where some fields are no columns but are computed: from which expression."""
    fields = get_type_hints(row)
    assert set(computed) <= set(fields), f"{set(computed) - set(fields)} is no field of {row.__name__}"
    return ", ".join(f"{computed[name]} AS {name}" if name in computed else name for name in fields)


def shape(kind: Any) -> tuple[str, type | None]:
    """Which call of asyncpg's, and which class the rows are of."""
    if kind is type(None):
        return "execute", None
    if get_origin(kind) is list:
        (inner,) = get_args(kind)
        return "fetch", inner if is_struct(inner) else None
    if get_origin(kind) in (types.UnionType, Union):
        kind = next(k for k in get_args(kind) if k is not type(None))
    return ("fetchrow", cast(type, kind)) if is_struct(kind) else ("fetchval", None)


def is_struct(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)
