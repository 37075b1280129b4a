"""Limits and waits, counted in Redis and, while it is away, in this process."""

import asyncio
import secrets
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from niaga.kit.http import limits
from niaga.kit.http.edge import Edge
from niaga.kit.http.limits import Limit
from tests.conftest import until


@pytest.fixture(params=["redis", "here"])
def where(request: pytest.FixtureRequest, app: Any) -> Iterator[str]:
    """Both ways of counting."""
    if request.param == "here":
        limits._redis_away()
        limits._away_until += 3600
    yield request.param
    limits._away_until = 0.0


def key() -> str:
    return secrets.token_hex(8)


async def test_a_bucket_gives_what_it_holds_and_no_more(where: str) -> None:
    name, limit = key(), Limit(5, 3600)
    verdicts = [await limits.check(name, limit) for _ in range(7)]
    assert [v.allowed for v in verdicts] == [True] * 5 + [False] * 2
    assert [v.remaining for v in verdicts] == [4, 3, 2, 1, 0, 0, 0]
    assert 700 <= verdicts[-1].retry_s <= 720
    assert verdicts[-1].refusal is not None
    assert dict(verdicts[0].headers)[b"ratelimit-limit"] == b"5"


async def test_asking_at_once_from_everywhere_gives_no_more_either(where: str) -> None:
    name, limit = key(), Limit(20, 3600)
    verdicts = await asyncio.gather(*(limits.check(name, limit) for _ in range(100)))
    assert sum(v.allowed for v in verdicts) == 20


async def test_a_bucket_fills_again(where: str) -> None:
    name, limit = key(), Limit(10, 1)
    assert sum([(await limits.check(name, limit)).allowed for _ in range(11)]) >= 10

    async def allowed() -> bool:
        return (await limits.check(name, limit)).allowed

    await until(allowed)


async def test_one_empty_bucket_leaves_the_others_full(where: str) -> None:
    narrow, wide = key(), key()
    wants = [(narrow, Limit(1, 3600)), (wide, Limit(10, 3600))]
    assert all(v.allowed for v in await limits.check_all(wants))
    for _ in range(3):
        assert not any(v.allowed for v in await limits.check_all(wants))
    assert (await limits.check(wide, Limit(10, 3600))).remaining == 8


async def test_each_try_after_the_first_few_doubles_the_wait(where: str) -> None:
    name = key()
    at_once = await asyncio.gather(*(limits.attempt(name) for _ in range(50)))
    assert at_once.count(0) == limits.TRIES_FREE + 1
    assert 0 < max(at_once) <= limits.FIRST_WAIT_S

    async def in_time() -> bool:
        return await limits.attempt(name) == 0

    await until(in_time)
    assert limits.FIRST_WAIT_S < await limits.attempt(name) <= 2 * limits.FIRST_WAIT_S
    await limits.forgive(name)
    assert await limits.attempt(name) == 0


@given(st.integers(1, 1000), st.integers(1, 3600), st.integers(0, 4 * 10**9))
def test_verdicts_make_sense(most: int, per_s: int, used_us: int) -> None:
    limit = Limit(most, per_s)
    refused = limits._verdict(False, limit, min(used_us, per_s * 10**6))
    assert refused.retry_s >= 1
    allowed = limits._verdict(True, limit, min(used_us, per_s * 10**6))
    assert 0 <= allowed.remaining <= most
    assert allowed.retry_s == 0


async def test_every_counted_answer_says_how_much_is_left(app: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SIGNING_IN", Limit(3, 3600))
    edge: Any = Edge(app.app, limited=True)
    transport = httpx.ASGITransport(edge, client=(f"10.0.0.{secrets.randbelow(250)}", 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://niaga.test") as client:
        wrong = {"email": "nobody@kampus.test", "password": "wrong-horse"}
        spelt = ("/api/v1/auth/login", "/api/v1/auth/login/", "//api/v1/auth/login", "/api//v1/auth/login")
        answers = [await client.post(f"http://niaga.test{path}", json=wrong) for path in spelt]
        assert [a.status_code for a in answers] == [401, 401, 401, 429]
        assert [a.headers["ratelimit-remaining"] for a in answers] == ["2", "1", "0", "0"]
        assert int(answers[3].headers["retry-after"]) > 0
        assert answers[3].json()["code"] == "rate_limited"
        assert "ratelimit-limit" not in (await client.get("/health/live")).headers


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("::FFFF:cb00:7109", "203.0.113.9"),
        ("2001:db8:1:2:aaaa:bbbb:cccc:dddd", "2001:db8:1:2::/64"),
        ("2001:DB8:1:2::1", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("unknown", "unknown"),
    ],
)
def test_an_address_is_counted_by_what_one_customer_has(address: str, counted: str) -> None:
    assert limits.origin(address) == counted


async def test_a_network_shares_its_limits(app: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "GUEST", limits.Limit(5, 3600))
    answers = []
    for n in range(7):
        scope: Any = {"path": "/api/v1/products", "headers": [], "client": (f"2001:db8:5:{5:x}:{n:x}::1", 1)}
        verdict = await limits.of_request(scope)
        answers.append(verdict is not None and verdict.allowed)
    assert answers == [True] * 5 + [False] * 2
