"""One pool, explicit transactions, and @sql: the docstring is the statement, the signature its types.

    @sql
    async def lock_hold(c: Conn, *, id: UUID) -> Hold | None:
        "SELECT id, state, expires_at FROM inventory.hold WHERE id = :id FOR UPDATE"

What comes back follows from the return type: list[Row], list[value], Row | None, Row, a single value, or None.
A Row is a msgspec.Struct whose fields stand in the order of the statement's columns, which `{columns}` names; rows that
go in are a table (see statement.py).
A test has PostgreSQL prepare every statement and compares the columns with the fields.
"""

import asyncio
import inspect
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from contextvars import ContextVar
from typing import (
    TYPE_CHECKING,
    Any,
    Concatenate,
    NamedTuple,
    ParamSpec,
    TypeAlias,
    TypeVar,
    get_args,
    get_type_hints,
    overload,
)

import asyncpg
import msgspec

from . import clock, statement

P = ParamSpec("P")
R = TypeVar("R")

if TYPE_CHECKING:
    Plain: TypeAlias = asyncpg.Connection[asyncpg.Record]
    Conn: TypeAlias = asyncpg.pool.PoolConnectionProxy[asyncpg.Record] | Plain
else:  # generic only in its stubs
    Plain = Conn = asyncpg.Connection

POOL_SIZE = 10
SEARCH_POOL_SIZE = 4
STATEMENT_TIMEOUT_S = 15
WAITS_S = 30.0

ONE_PLAN = {"plan_cache_mode": "force_generic_plan", "enable_seqscan": "off"}
"""Our statements take ids and lists of them: one plan fits all values, and making it costs more than using it. It lives
as long as its connection, so it must not read a whole table because that was small when the plan was made."""
A_PLAN_EACH = {"plan_cache_mode": "force_custom_plan"}

_pool: "asyncpg.Pool[asyncpg.Record] | None" = None
_search_pool: "asyncpg.Pool[asyncpg.Record] | None" = None
_in_tx: ContextVar[bool] = ContextVar("in_tx", default=False)
_then: ContextVar[list[Callable[[], None]]] = ContextVar("then")


class _Connection(Plain):
    """We never change session state, so nothing needs resetting between two uses: one round trip saved."""

    def get_reset_query(self) -> str:
        return ""


async def prepare(c: Plain) -> None:
    """jsonb travels as Python values."""
    for kind in ("json", "jsonb"):
        await c.set_type_codec(
            kind,
            schema="pg_catalog",
            encoder=lambda value: msgspec.json.encode(value).decode(),
            decoder=msgspec.json.decode,
        )


async def open_pool(dsn: str, size: int = POOL_SIZE, *, durable: bool = True) -> None:
    """Open this process's pool. A database that is just starting, or starting again, is waited for.

    Not `durable`: a commit does not wait for the disk. For workers: a crash of the database may undo the last moments
    of their work, but always together with the mark that the job was done (the log is written in order), so the job
    runs again, as it may anyway.
    """
    global _pool, _search_pool
    assert _pool is None, "the pool is open"
    until = clock.monotonic() + WAITS_S
    while True:
        try:
            _pool = await _connect(dsn, 1, size, ONE_PLAN, durable=durable)
            _search_pool = await _connect(dsn, 0, SEARCH_POOL_SIZE, A_PLAN_EACH, durable=durable)
            return
        except (OSError, asyncpg.CannotConnectNowError, asyncpg.ConnectionDoesNotExistError):
            if clock.monotonic() > until:
                raise
            await asyncio.sleep(WAITS_S / 100)


async def _connect(
    dsn: str, least: int, most: int, planning: Mapping[str, str], *, durable: bool
) -> "asyncpg.Pool[asyncpg.Record]":
    return await asyncpg.create_pool(
        dsn,
        min_size=least,
        max_size=most,
        init=prepare,
        connection_class=_Connection,
        command_timeout=STATEMENT_TIMEOUT_S,
        max_inactive_connection_lifetime=0,
        server_settings={
            "jit": "off",
            "timezone": "UTC",
            "synchronous_commit": "on" if durable else "off",
            **planning,
        },
    )


async def close_pool() -> None:
    global _pool, _search_pool
    gone, _pool, _search_pool = (_pool, _search_pool), None, None
    for one in gone:
        if one is not None:
            await one.close()


def is_open() -> bool:
    return _pool is not None


def pool() -> "asyncpg.Pool[asyncpg.Record]":
    assert _pool is not None, "open_pool first"
    return _pool


def in_tx() -> bool:
    """True inside tx(): ports and gateways assert that it is not."""
    return _in_tx.get()


@asynccontextmanager
async def tx() -> AsyncIterator[Conn]:
    """All or nothing. Keep it short: no HTTP, no calls to other modules inside."""
    assert not _in_tx.get(), "transactions do not nest"
    token, then = _in_tx.set(True), _then.set([])
    try:
        async with pool().acquire() as c, c.transaction():
            yield c
        for act in _then.get():
            act()
    finally:
        _in_tx.reset(token)
        _then.reset(then)


def after_commit(act: Callable[[], None]) -> None:
    """Have it done once the present transaction is committed; never if it is not. For hints, not for truth."""
    _then.get().append(act)


@asynccontextmanager
async def alone() -> AsyncIterator[Conn]:
    """For one statement that writes: it commits by itself, which saves two round trips. Never for two."""
    async with pool().acquire() as c:
        yield c


@asynccontextmanager
async def read() -> AsyncIterator[Conn]:
    """For reading: each statement sees what was committed when it began. May be a replica one day."""
    async with pool().acquire() as c:
        yield c


@asynccontextmanager
async def search() -> AsyncIterator[Conn]:
    """For reading by whatever filters were asked for: planned anew for each value, since the best way depends on it."""
    assert _search_pool is not None, "open_pool first"
    async with _search_pool.acquire() as c:
        yield c


class Known(NamedTuple):
    """A statement of ours."""

    where: str
    text: str
    row: type | None
    """The struct its columns must fit, if any."""


STATEMENTS: list[Known] = []


@overload
def sql(fn: Callable[Concatenate[Conn, P], Awaitable[R]], /) -> Callable[Concatenate[Conn, P], Awaitable[R]]: ...


@overload
def sql(
    *, columns: str
) -> Callable[[Callable[Concatenate[Conn, P], Awaitable[R]]], Callable[Concatenate[Conn, P], Awaitable[R]]]: ...


def sql(fn: Any = None, /, *, columns: str | None = None) -> Any:
    """Make the function run the statement in its docstring; `:name` is the parameter of that name, a table where that
    is a list of rows; `{columns}` are the fields of what it returns, or what is given here where some are computed.
    """
    if fn is None:
        return lambda fn: _statement(fn, columns)
    return _statement(fn, None)


def _statement(fn: Callable[..., Any], columns: str | None) -> Callable[..., Any]:
    where = f"{fn.__module__}.{fn.__name__}"
    text = inspect.getdoc(fn) or ""
    assert text, f"{where} has no statement (python -OO strips docstrings; do not use it)"
    hints = get_type_hints(fn)
    fetch, row = statement.shape(hints["return"])
    parameters = {name: hints[name] for name in list(inspect.signature(fn).parameters)[1:]}
    try:
        text, values = statement.expand(text, parameters, row, columns)
    except (AssertionError, TypeError) as wrong:
        raise TypeError(f"{where}: {wrong}") from wrong
    STATEMENTS.append(Known(where, text, row))
    read_row = _reader(row) if row else None

    async def call(c: Conn, /, *_: Any, **kwargs: Any) -> Any:
        got: Any
        if fetch == "fetch":
            got = await c.fetch(text, *values(kwargs))
            return [read_row(r) for r in got] if read_row else [r[0] for r in got]
        if fetch == "fetchrow":
            got = await c.fetchrow(text, *values(kwargs))
            return read_row(got) if got is not None and read_row else got
        if fetch == "fetchval":
            return await c.fetchval(text, *values(kwargs))
        await c.execute(text, *values(kwargs))
        return None

    call.__name__, call.__qualname__, call.__module__ = fn.__name__, fn.__qualname__, fn.__module__
    call.__doc__ = text
    return call


def _reader(row: type) -> Callable[[asyncpg.Record], Any]:
    """Plain columns go straight into the struct; those that hold structs (from jsonb) are converted."""

    def nested(kind: Any) -> bool:
        return statement.is_struct(kind) or any(nested(k) for k in get_args(kind))

    kinds = get_type_hints(row)
    by_name = any(p.kind is p.KEYWORD_ONLY for p in inspect.signature(row).parameters.values())
    inner = [(n, kinds[name]) for n, name in enumerate(row.__struct_fields__) if nested(kinds[name])]  # type: ignore[attr-defined]  # a struct

    def read(record: asyncpg.Record) -> Any:
        values = list(record)
        for n, kind in inner:
            values[n] = msgspec.convert(values[n], kind)
        return row(**dict(zip(record.keys(), values, strict=True))) if by_name else row(*values)

    if inner:
        return read
    return (lambda record: row(**record)) if by_name else (lambda record: row(*record))
