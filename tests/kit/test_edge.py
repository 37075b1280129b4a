"""What every answer carries, what is written down about it, and whom it believes."""

import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import structlog

from niaga.kit import config, telemetry
from niaga.kit.config import Settings
from niaga.kit.http import health, policies, proxies
from niaga.kit.http.edge import Edge
from niaga.kit.ids import new_id
from tests.kit.test_config import LIVE, made
from tests.world import World

PAGES = ("/", "/search", "/api/docs", "/sw.js")
DATA = ("/api/v1/products", "/api/v1/nowhere", "/health/live", "/.well-known/jwks.json", "/media/x.webp", "/metrics")


@pytest.fixture
async def world(client: httpx.AsyncClient) -> World:
    return World(client)


@pytest.fixture
def lines(app: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """What is logged, from now on."""
    monkeypatch.setattr(app, "quiet", False)
    config_before = structlog.get_config()
    with structlog.testing.capture_logs(processors=[structlog.contextvars.merge_contextvars]) as found:
        structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(0))
        monkeypatch.setattr(telemetry, "log", structlog.get_logger())
        yield found
    structlog.configure(**config_before)


def told(lines: list[Any], event: str) -> list[Any]:
    return [line for line in lines if line["event"] == event]


# --- policies ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PAGES)
async def test_pages_load_and_run_only_what_is_ours(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(f"http://niaga.test{path}")
    (policy,) = answer.headers.get_list("content-security-policy")
    said = dict(part.strip().partition(" ")[::2] for part in policy.split(";"))
    assert said["default-src"] == "'self'"
    assert "script-src" not in said
    assert said["object-src"] == said["base-uri"] == said["frame-ancestors"] == "'none'"
    assert re.fullmatch(r"'self' http://127\.0\.0\.1:\d+", said["connect-src"])  # a test pays at the simulator
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert "camera=()" in answer.headers["permissions-policy"]
    assert "strict-transport-security" not in answer.headers


@pytest.mark.parametrize("path", DATA)
async def test_what_is_no_page_may_load_nothing(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(f"http://niaga.test{path}")
    assert answer.headers.get_list("content-security-policy") == ["default-src 'none'; frame-ancestors 'none'"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"


async def test_a_page_keeps_a_stricter_policy_of_its_own(client: httpx.AsyncClient) -> None:
    answer = await client.get("http://niaga.test/dev/mailbox")
    (policy,) = answer.headers.get_list("content-security-policy")
    assert policy.startswith("default-src 'none'; style-src")


def test_production_insists_on_https_and_knows_no_simulator() -> None:
    origins = [origin for part in made(LIVE) for origin in part.origins()]
    found = policies.policies(Settings(**LIVE), origins)
    for headers in (found.page, found.data):
        assert (b"strict-transport-security", b"max-age=31536000") in headers
    assert b"connect-src 'self';" in dict(found.page)[b"content-security-policy"]


# --- what is kept -----------------------------------------------------------------------------------------------


async def test_what_somebody_gets_who_has_signed_in_is_kept_by_nobody(world: World) -> None:
    shop = await world.shop(3)
    for path in ("/shops?mine=true", f"/shops/{shop.id}", "/users/me", "/wallet", "/orders/me", "/auth/sessions"):
        answer = await shop.owner.ask("GET", path, None)
        assert answer.headers.get_list("cache-control") == ["no-store"], path
        assert "etag" not in answer.headers
    for path in ("/categories", "/products"):  # everybody's, whoever asks
        answer = await shop.owner.ask("GET", path, None)
        assert answer.headers.get_list("cache-control") == ["no-cache"], path
        assert answer.headers["etag"]
    assert (await world.http.get(f"/shops/{shop.id}")).headers["cache-control"] == "no-cache"


async def test_errors_and_what_was_written_are_for_once(world: World) -> None:
    me = await world.person()
    for method, path in (
        *(("GET", "/products/nowhere"), ("GET", "/products?size=x"), ("GET", "/cart/nowhere"), ("POST", "/cart")),
        *(("POST", "/wallet/topups"), ("DELETE", "/cart"), ("POST", "/auth/login"), ("PUT", "/users/me")),
    ):
        for asker in (me.headers, {}):
            answer = await world.http.request(method, path, headers=asker)
            assert answer.headers.get_list("cache-control") == ["no-store"], f"{method} {path}"
    for path in ("/dev/mailbox", "/dev/mailbox.json", "/metrics"):
        assert (await world.http.get(f"http://niaga.test{path}")).headers["cache-control"] == "no-store"


# --- what is written down ---------------------------------------------------------------------------------------


async def test_signing_in_is_written_down_whether_it_works_or_not(world: World, lines: list[Any]) -> None:
    me = await world.person()
    email = me.user["email"]
    for password in ("not-the-password", "kelapa-muda-77"):
        await world.http.post("/auth/login", json={"email": email, "password": password})
    made, refused, done = told(lines, "security")
    assert (made["action"], made["outcome"], made["user_id"]) == ("POST /api/v1/auth/register", "done", me.id)
    assert (refused["outcome"], refused["status"], refused["log_level"]) == ("refused", 401, "warning")
    assert "user_id" not in refused
    assert (done["outcome"], done["user_id"]) == ("done", me.id)
    assert done["name_used"] == refused["name_used"] == telemetry.pseudonym(email.upper())
    assert {line["ip"] for line in (made, refused, done)} == {"127.0.0.0/24"}
    assert email not in str(lines)


async def test_what_admins_do_is_written_down(world: World, lines: list[Any]) -> None:
    admin, other = await world.admin(), await world.person()
    await admin.put(f"/users/{other.id}", roles=["customer", "seller"])
    await admin.ask("DELETE", f"/users/{other.id}", 204)
    await other.ask("DELETE", f"/users/{admin.id}", None)
    await admin.get("/users")
    found = [line for line in told(lines, "security") if "/users/" in line["action"]]
    assert [(line["action"].split()[0], line["outcome"]) for line in found] == [
        ("PUT", "done"),
        ("DELETE", "done"),
        ("DELETE", "refused"),
    ]
    for line in found[:2]:
        assert (line["user_id"], line["subject_id"]) == (admin.id, other.id)
    (asked,) = [line for line in told(lines, "request") if line["path"] == "/api/v1/users"]
    assert (asked["user_id"], asked["ip"]) == (admin.id, "127.0.0.0/24")


def test_addresses_tell_where_and_not_who() -> None:
    for address, network in {
        "203.0.113.77": "203.0.113.0/24",
        "2001:db8:1:2::9": "2001:db8:1::/48",
        "::ffff:203.0.113.77": "203.0.113.0/24",
        "unix:": "unknown",
    }.items():
        assert telemetry.network(address) == network


async def test_who_hangs_up_is_no_bug(app: Any, lines: list[Any]) -> None:
    async def leave() -> Any:
        return {"type": "http.disconnect"}

    async def send(_: Any) -> None:
        pass

    for path in ("/api/v1/auth/login", "/api/v1/webhooks/payment/midtrans"):
        scope = {
            "type": "http",
            "method": "POST",
            "path": path,
            "raw_path": path.encode(),
            "query_string": b"",
            "headers": [(b"content-length", b"20")],
            "client": ("203.0.113.9", 1),
            "server": ("niaga.test", 80),
            "http_version": "1.1",
            "scheme": "http",
            "root_path": "",
            "asgi": {"version": "3.0"},
        }
        await app(scope, leave, send)
    assert [line["status"] for line in told(lines, "request")] == [499, 499]
    assert not told(lines, "bug")


# --- whom it believes -------------------------------------------------------------------------------------------

PARENT = "00-" + "a" * 32 + "-" + "b" * 16 + "-01"


@pytest.mark.parametrize(
    ("named", "client", "believed"),
    [
        ("", "127.0.0.1", False),
        ("10.0.0.0/8", "203.0.113.9", False),
        ("10.0.0.0/8, 192.0.2.1", "10.3.4.5", True),
        ("10.0.0.0/8, 192.0.2.1", "192.0.2.1", True),
        ("*", "203.0.113.9", True),
        ("10.0.0.0/8", "testclient", False),
    ],
)
async def test_only_a_proxy_of_ours_says_which_trace_it_is(app: Any, named: str, client: str, believed: bool) -> None:
    edge: Any = proxies.behind(app, named)
    transport = httpx.ASGITransport(edge, client=(client, 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://niaga.test") as http:
        answer = await http.get("/health/live", headers={"traceparent": PARENT})
    assert (answer.headers["x-request-id"] == "a" * 32) is believed


async def test_figures_are_for_whoever_has_the_token_in_production(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = "http://niaga.test/metrics"
    assert (await client.get(url)).status_code == 200
    monkeypatch.setattr(config.settings(), "mode", "production")
    assert (await client.get(url)).status_code == 404
    monkeypatch.setattr(config.settings(), "metrics_token", config.SecretStr("rahasia-operasi"))
    for wrong in (
        {},
        {"authorization": "Bearer x"},
        {"authorization": b"Bearer \xff"},
        {"authorization": "rahasia-operasi"},
    ):
        assert (await client.get(url, headers=wrong)).status_code == 401  # type: ignore[arg-type]
    assert (await client.get(url, headers={"authorization": "Bearer rahasia-operasi"})).status_code == 200


async def test_nobody_makes_us_ask_the_database_all_the_time(app: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0
    look = health._health.look

    async def counted() -> Any:
        nonlocal asked
        asked += 1
        return await look()

    monkeypatch.setattr(health._health, "look", counted)
    monkeypatch.setattr(health._health, "until", float("-inf"))
    monkeypatch.setattr(health, "RECENT_S", 60.0)
    edge: Any = Edge(app.app, limited=True)
    transport = httpx.ASGITransport(edge, client=(str(new_id()), 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://niaga.test") as http:
        for _ in range(20):
            answer = await http.get("/health/ready")
            assert (answer.status_code, answer.json()["status"]) == (200, "ok")
        assert "ratelimit-limit" in answer.headers
        assert "ratelimit-limit" in (await http.get("/metrics")).headers
    assert asked == 1
