"""The keys that sign access tokens; the private half is sealed with the application's secret."""

import datetime as dt
from typing import Any

from msgspec import Struct

from niaga.kit.db import Conn, sql


class KeyRow(Struct, frozen=True):
    kid: str
    public: dict[str, Any]
    sealed: bytes
    created_at: dt.datetime


@sql
async def all(c: Conn) -> list[KeyRow]:
    """
    SELECT {columns} FROM identity.signing_key ORDER BY created_at DESC, kid
    """


@sql
async def take_turns(c: Conn) -> None:
    """
    LOCK TABLE identity.signing_key IN SHARE ROW EXCLUSIVE MODE
    """


@sql
async def add(c: Conn, *, kid: str, public: dict[str, Any], sealed: bytes, at: dt.datetime) -> None:
    """
    INSERT INTO identity.signing_key (kid, public, sealed, created_at) VALUES (:kid, :public::jsonb, :sealed, :at)
    """


@sql
async def forget(c: Conn, *, before: dt.datetime) -> None:
    """
    DELETE FROM identity.signing_key WHERE created_at < :before
    """
