"""One shop's odd words take nothing away from the others: refused where they come in, borne where they are read."""

import datetime as dt
from typing import Any

import asyncpg
import httpx
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from niaga.kit import db
from niaga.kit.clock import WIB
from niaga.shops import rules
from niaga.shops.types import Holiday, Hours
from tests.catalog.market import Caller, open_shop, person

NOON = dt.datetime(2026, 11, 20, 12, tzinfo=WIB)
ODD_TIMES = ["08:00\n", "08:00 ", "8:00", "24:00", "08:60", "", "٠٨:٠٠", "08:00:00", "08.00", "\n08:00"]


@pytest.mark.parametrize("odd", ODD_TIMES)
async def test_only_times_are_hours(client: httpx.AsyncClient, odd: str) -> None:
    seller, admin = await person(client, "customer"), await person(client, "admin")
    shop = await open_shop(seller, admin)
    for hours in ({"opens": odd, "closes": "17:00"}, {"opens": "08:00", "closes": odd}):
        refused = await seller.put(f"/shops/{shop['id']}", 422, opening_hours=[{"weekday": 1, **hours}])
        assert refused["code"] == "validation_failed"
        assert refused["errors"][0]["field"].startswith("opening_hours")
    assert (await seller.get(f"/shops/{shop['id']}"))["opening_hours"] == []
    for query in ({}, {"open_now": "true"}, {"near": "-7.7,110.4"}, {"q": shop["name"]}):
        await Caller(client).get("/shops", **query)


@pytest.mark.parametrize(
    "wrong",
    [
        {"timezone": "Asia/Jakarta\n"},
        {"timezone": "posix/Asia/Jakarta"},
        {"timezone": "asia/jakarta"},
        {"holidays": [{"day": "2026-12-25\n"}]},
        {"holidays": [{"day": "2026-02-30"}]},
        {"latitude": -7.7},
        {"phone": "0274\n555"},
        {"name": "a\u200b"},
        {"pickup_points": [{"name": "\u3164\u3164"}]},
    ],
)
async def test_nothing_odd_is_kept(client: httpx.AsyncClient, wrong: dict[str, Any]) -> None:
    seller, admin = await person(client, "customer"), await person(client, "admin")
    shop = await open_shop(seller, admin)
    assert (await seller.put(f"/shops/{shop['id']}", 422, **wrong))["code"] == "validation_failed"
    assert (await seller.get(f"/shops/{shop['id']}"))["settings"]["version"] == shop["settings"]["version"]


async def test_what_was_pasted_is_tidied(client: httpx.AsyncClient) -> None:
    seller, admin = await person(client, "customer"), await person(client, "admin")
    shop = await open_shop(seller, admin)
    kept = await seller.put(f"/shops/{shop['id']}", phone=" 0274‑555–123\n", name="Ke\u0301dai\u200b  Bu\tSri ")
    assert (kept["phone"], kept["name"]) == ("0274-555-123", "Kédai Bu Sri")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("opening_hours", '[{"weekday": 1, "opens": "08:00\\n", "closes": "17:00"}]'),
        ("opening_hours", '[{"weekday": 1, "opens": "08:00"}]'),
        ("opening_hours", '[{"weekday": 9, "opens": "08:00", "closes": "17:00"}]'),
        ("holidays", '[{"day": "besok"}]'),
        ("holidays", '[{"day": "2026-02-30"}]'),
        ("timezone", "di sini"),
        ("latitude", 7.0),
    ],
)
async def test_the_database_says_the_same(client: httpx.AsyncClient, column: str, value: str | float) -> None:
    seller, admin = await person(client, "customer"), await person(client, "admin")
    shop = await open_shop(seller, admin)
    written = msgspec.json.decode(value) if column in ("opening_hours", "holidays") else value  # type: ignore[arg-type]  # those are texts
    with pytest.raises((asyncpg.CheckViolationError, asyncpg.DatetimeFieldOverflowError)):
        async with db.tx() as c:
            await c.execute(f"UPDATE shops.shop SET {column} = $2 WHERE id = $1", shop["id"], written)


@given(opens=st.text(max_size=6), closes=st.one_of(st.just("17:00"), st.text(max_size=6)))
def test_a_stretch_that_is_none_is_passed_over(opens: str, closes: str) -> None:
    hours = [Hours(5, opens, closes), Hours(5, "11:00", "13:00")]
    assert rules.opening(hours, [Holiday(dt.date.max)], WIB, NOON).open_now
