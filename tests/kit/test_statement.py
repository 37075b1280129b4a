"""Statements from docstrings: rows go in as tables, columns come out by their fields."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Literal, NamedTuple
from uuid import UUID

import msgspec
import pytest

from niaga.kit import db, statement
from niaga.kit.db import Conn, sql
from niaga.kit.ids import new_id

pytestmark = pytest.mark.usefixtures("app")


class Told(msgspec.Struct, frozen=True):
    words: dict[str, str]


class Line(msgspec.Struct, frozen=True):
    id: UUID
    quantity: int
    note: str | None
    state: Literal["held", "sold"]
    at: dt.datetime
    told: Told | None
    options: dict[str, str]
    weighs: float
    sold: bool


class Paid(msgspec.Struct, frozen=True):
    id: UUID
    covers: list[UUID] | None


class Spot(NamedTuple):
    id: UUID
    quantity: int


@sql
async def mirrored(c: Conn, *, lines: Sequence[Line], least: int) -> list[Line]:
    """
    SELECT {l.columns} FROM :lines AS l WHERE quantity >= :least ORDER BY l.quantity
    """


@sql
async def total(c: Conn, *, spots: list[Spot], also: list[Spot]) -> int | None:
    """
    SELECT sum(quantity)::bigint
      FROM (SELECT {spots.columns} FROM :spots UNION ALL SELECT {also.columns} FROM :also) AS x
    """


@sql
async def numbered(c: Conn, *, paid: Sequence[Paid], spots: Sequence[Spot]) -> list[Paid]:
    """
    SELECT {p.columns} FROM :paid WITH ORDINALITY AS p JOIN :spots WITH ORDINALITY AS s USING (nth) ORDER BY p.nth DESC
    """


@sql(columns=statement.columns(Spot, quantity="2 * 3"))
async def computed(c: Conn, *, id: UUID) -> list[Any]:
    """
    SELECT {columns} FROM (SELECT :id::uuid AS id) AS here
    """


def line(quantity: int, **fields: Any) -> Line:
    at = dt.datetime(2026, 11, 21, 3, tzinfo=dt.UTC)
    some = Line(new_id(), quantity, None, "held", at, None, {"size": "L"}, 0.5, sold=False)
    return msgspec.structs.replace(some, **fields)


async def test_rows_come_back_as_they_went_in() -> None:
    lines = [line(1), line(2, note="pedas", told=Told({"id": "Halo"}), state="sold", sold=True), line(3, options={})]
    async with db.read() as c:
        assert await mirrored(c, lines=lines, least=2) == lines[1:]
        assert await mirrored(c, lines=[], least=0) == []


async def test_several_tables_in_one_statement() -> None:
    async with db.read() as c:
        assert await total(c, spots=[Spot(new_id(), 2)], also=[Spot(new_id(), 3), Spot(new_id(), 4)]) == 9
        assert await total(c, spots=[], also=[]) is None


async def test_rows_are_numbered_as_they_stood_and_may_hold_lists() -> None:
    paid = [Paid(new_id(), [new_id(), new_id()]), Paid(new_id(), None), Paid(new_id(), [])]
    async with db.read() as c:
        assert await numbered(c, paid=paid, spots=[Spot(new_id(), n) for n in range(3)]) == paid[::-1]


async def test_computed_columns_stand_where_their_fields_do() -> None:
    assert " ".join(computed.__doc__.split()) == "SELECT id, 2 * 3 AS quantity FROM (SELECT $1::uuid AS id) AS here"  # type: ignore[union-attr]  # it has one


def test_what_cannot_be_a_table_says_so() -> None:
    class Nested(NamedTuple):
        covers: list[UUID]

    with pytest.raises(AssertionError, match="structs only"):
        statement.expand("SELECT FROM :rows", {"rows": list[Nested]}, None, None)
    with pytest.raises(AssertionError, match="differ"):
        statement.expand("SELECT :one", {"other": int}, None, None)
    with pytest.raises(AssertionError, match="no field"):
        statement.columns(Spot, price="1")
