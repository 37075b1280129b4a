"""Health, metrics, the API's own description, errors, limits."""

import uuid
from typing import Any

import httpx
import pytest

from niaga.kit.http import limits
from niaga.kit.http.edge import Edge
from niaga.kit.ids import new_id
from tests.conftest import PATIENCE_S
from tests.running import Platform
from tests.world import World

NOBODYS = "01970000-0000-7000-8000-00000000dead"


async def test_health_and_metrics_need_no_login(platform: Platform) -> None:
    async with httpx.AsyncClient(base_url=platform.url, timeout=PATIENCE_S) as outside:
        assert (await outside.get("/health/live")).status_code == 200
        ready = await outside.get("/health/ready")
        assert (ready.status_code, ready.json()["status"]) == (200, "ok")
        metrics = await outside.get("/metrics")
        assert metrics.status_code == 200
        assert metrics.headers["content-type"].startswith("text/plain")
        assert "# HELP" in metrics.text


async def test_figures_count_what_happened(platform: Platform, world: World) -> None:
    shop = await world.shop(5, price=10_000)
    buyer = await world.person(wallet=100_000)
    await buyer.add(shop.offers[0])
    await buyer.checkout()
    await buyer.ask("POST", "/checkout", 422)
    async with httpx.AsyncClient(base_url=platform.url, timeout=PATIENCE_S) as outside:
        told = (await outside.get("/metrics")).text
    figures = {line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in told.splitlines() if line[0] != "#"}
    assert figures['niaga_events_total{event="orders.OrderPaid"}'] >= 1
    assert figures['niaga_database_connections{state="open"}'] >= 1
    assert any(name.startswith("niaga_refusals_total{") for name in figures)
    assert any(name.startswith('niaga_http_requests_total{method="POST",route="/api/v1/checkout"') for name in figures)


async def test_methods_that_nobody_knows_are_counted_as_one(platform: Platform) -> None:
    async with httpx.AsyncClient(base_url=platform.url, timeout=PATIENCE_S) as outside:
        for method in ("BREW", "WHEN"):
            assert (await outside.request(method, "/health/live")).status_code == 405
        told = (await outside.get("/metrics")).text
    assert 'niaga_http_requests_total{method="other"' in told
    assert "BREW" not in told


async def test_the_description_and_its_page(platform: Platform) -> None:
    async with httpx.AsyncClient(base_url=platform.url, timeout=PATIENCE_S) as outside:
        document = (await outside.get("/api/openapi.json")).json()
        page = await outside.get("/api/docs")
    assert document["openapi"].startswith("3.1")
    for path in ("/api/v1/checkout", "/api/v1/products", "/.well-known/jwks.json", "/health/live"):
        assert path in document["paths"]
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    assert "Niaga" in page.text
    assert "//cdn" not in page.text
    assert "https://fonts" not in page.text


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/tidak/ada", 404, "not_found"),
        ("GET", "/orders/bukan-id", 404, "not_found"),
        ("DELETE", "/products", 405, "method_not_allowed"),
        ("GET", "/checkout", 405, "method_not_allowed"),
        ("GET", "/orders/me", 401, "unauthenticated"),
        ("POST", "/auth/login", 422, "validation_failed"),
    ],
)
async def test_every_error_is_a_problem(world: World, method: str, path: str, status: int, code: str) -> None:
    sent: dict[str, Any] = {"json": {"email": 7}} if method == "POST" else {}
    answer = await world.http.request(method, path, **sent)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


@pytest.mark.parametrize("body", [b"{", b"", b"[]", b'"teks"', b"\xff\xfe", b'{"email": "\xff"}', b"null"])
async def test_what_is_no_json_is_refused(world: World, body: bytes) -> None:
    me = await world.person()
    headers = {"content-type": "application/json", "idempotency-key": str(uuid.uuid4())}
    for path in ("/checkout", "/cart", "/auth/login"):
        answer = await me.ask("POST", path, None, content=body, headers=headers)
        assert answer.status_code in (400, 422), path


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("/shops", {}, "name"),
        ("/auth/register", {"name": "Sari", "email": "sari@kampus.test"}, "password"),
        (f"/warehouses/{NOBODYS}/receipts", {"lines": [{"quantity": 1}]}, "lines.0.variant_id"),
        (f"/warehouses/{NOBODYS}/receipts", {"lines": [{"variant_id": NOBODYS, "quantity": 0}]}, "lines.0.quantity"),
        ("/cart", None, "body"),
        ("/checkout", [], "body"),
    ],
)
async def test_a_wrong_field_is_named_as_it_was_sent(world: World, path: str, body: Any, field: str) -> None:
    me = await world.person()
    sent = {} if body is None else {"json": body}
    told = await me.ask("POST", path, 422, headers={"idempotency-key": str(uuid.uuid4())}, **sent)
    assert [error["field"] for error in told["errors"]] == [field]


async def test_a_wrong_header_is_named_as_it_was_sent(world: World) -> None:
    me = await world.person()
    body = {"cart_id": str(new_id()), "payment_method": "cash", "delivery_option": "pickup"}
    for headers in ({}, {"idempotency-key": "bukan-uuid"}):
        told = await me.ask("POST", "/checkout", 422, json=body, headers=headers)
        assert [error["field"] for error in told["errors"]] == ["Idempotency-Key"]


async def test_a_parameter_sent_empty_says_nothing(world: World) -> None:
    shop = await world.shop(1, 1)  # what others sell changes meanwhile
    whole = (await world.http.get(f"/products?shop={shop.id}&size=3")).json()
    assert whole["total"] == 2
    blank = "q=&category=&kind=&min_price=&max_price=&in_stock=&sort=&page=&size=3"
    assert (await world.http.get(f"/products?{blank}&shop={shop.id}")).json() == whole
    name = whole["items"][0]["name"]
    named = (await world.http.get("/products", params={"q": name})).json()
    assert (await world.http.get("/products", params={"q": name, "shop": ""})).json() == named


async def test_what_an_address_takes_is_told_to_anybody(world: World) -> None:
    answer = await world.http.request("OPTIONS", "/orders/me")
    assert (answer.status_code, "GET" in answer.headers["allow"]) == (204, True)


async def test_too_much_is_refused(world: World) -> None:
    me = await world.person()
    answer = await me.ask("POST", "/cart", None, content=b"x" * 9_000_000)
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


@pytest.fixture
async def limited(app: Any) -> Any:
    """The application with its limits on."""
    edge: Any = Edge(app.app, limited=True)
    transport = httpx.ASGITransport(edge, client=(str(uuid.uuid4()), 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://niaga.test/api/v1") as found:
        yield found


async def test_limits_are_told_and_kept(limited: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = await limited.get("/categories")
    told = {name: int(answer.headers[f"ratelimit-{name}"]) for name in ("limit", "remaining", "reset")}
    assert told["limit"] > told["remaining"] > 0
    again = await limited.get("/categories")
    assert int(again.headers["ratelimit-remaining"]) < told["limit"]
    # So small that a slow machine empties it too: it fills in a day.
    monkeypatch.setattr(limits, "SIGNING_IN", limits.Limit(5, 86_400))
    strangers = [f"{uuid.uuid4()}@kampus.test" for _ in range(6)]
    for email in strangers[:5]:
        assert (await limited.post("/auth/forgot-password", json={"email": email})).status_code == 204
    answer = await limited.post("/auth/login", json={"email": strangers[5], "password": "bukan-ini-sandinya"})
    assert answer.status_code == 429
    assert answer.json()["code"] == "rate_limited"
    assert int(answer.headers["retry-after"]) >= 1
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["x-request-id"]
