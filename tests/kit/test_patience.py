"""Whoever says nothing, or asks about keys that nobody has, takes little and keeps nobody else waiting."""

import asyncio
import base64
import json
import resource
import time
from collections.abc import Sequence
from typing import Any

import httpx
import pytest
from joserfc.jwk import ECKey

from niaga import serve
from niaga.kit.http import auth, edge
from niaga.kit.http.auth import Change, Verifier
from tests.conftest import PATIENCE_S
from tests.running import Platform


class Issuer:
    """Issues the tokens, and counts how often it is asked for its keys."""

    def __init__(self) -> None:
        self.key = ECKey.generate_key("P-256", auto_kid=True, private=True)
        self.asked = 0

    class Public:
        def __init__(self, key: ECKey) -> None:
            self.kid, self.content = str(key.kid), dict(key.as_dict(private=False))

        def jwk(self) -> dict[str, Any]:
            return self.content

    async def public_keys(self) -> Sequence[Any]:
        self.asked += 1
        return [self.Public(self.key)]

    async def access_changes(self, **_: Any) -> list[Change]:
        return []


def token(kid: Any) -> str:
    header = json.dumps({"typ": auth.TYPE, "alg": auth.ALGORITHM, "kid": kid}).encode()
    return base64.urlsafe_b64encode(header).decode().rstrip("=") + ".e30.c2ln"


async def test_made_up_keys_are_asked_for_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(auth, "UNKNOWN_FOR_S", 300.0)
    issuer = Issuer()
    verifier = Verifier(issuer)
    verifier.listener.listening = True
    start = time.monotonic()
    for _ in range(2):
        forged = await asyncio.gather(*(verifier.actor(token(f"made-up-{n}")) for n in range(300)))
        assert forged == [None] * 300
    assert issuer.asked <= 3
    assert time.monotonic() - start < 300 * auth.ASKS_FOR_KEYS_EVERY_S / 4
    before = issuer.asked
    assert await verifier.actor(token("made-up-7")) is None  # known to be unknown by now
    for odd in (7, None, ["a"], "x" * 5_000, {"a": 1}):
        assert await verifier.actor(token(odd)) is None
    assert issuer.asked == before


async def test_a_new_key_is_learnt_in_the_middle_of_made_up_ones() -> None:
    issuer = Issuer()
    verifier = Verifier(issuer)
    verifier.listener.listening = True
    await verifier.actor(token("first"))
    issuer.key = ECKey.generate_key("P-256", auto_kid=True, private=True)
    crowd = [verifier._ask_for_key(f"made-up-{n}") for n in range(200)]
    start = time.monotonic()
    *_, learnt = await asyncio.gather(*crowd, verifier._ask_for_key(str(issuer.key.kid)))
    assert learnt is not None
    assert time.monotonic() - start < len(crowd) * auth.ASKS_FOR_KEYS_EVERY_S / 4


async def test_names_of_keys_that_nobody_has_are_not_kept_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(auth, "MAX_UNKNOWN", 50)
    verifier = Verifier(Issuer())
    verifier.listener.listening = True
    await asyncio.gather(*(verifier.actor(token(str(n))) for n in range(500)))
    assert len(verifier.unknown) <= 50


async def test_a_body_that_does_not_come_is_not_waited_for(app: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edge, "PART_WITHIN_S", 0.05)

    async def never() -> Any:
        await asyncio.Event().wait()

    for path in ("/api/v1/auth/login", "/api/v1/webhooks/payment/midtrans", "/api/v1/cart"):
        for length in ((b"content-length", b"20"), (b"transfer-encoding", b"chunked"), (b"content-length", b"64999")):
            told: list[Any] = []

            async def send(message: Any, told: list[Any] = told) -> None:
                told.append(message)

            scope = {
                "type": "http",
                "method": "POST",
                "path": path,
                "raw_path": path.encode(),
                "query_string": b"",
                "headers": [length, (b"content-type", b"application/json")],
                "client": ("10.0.0.1", 1),
                "server": ("niaga.test", 80),
                "http_version": "1.1",
                "scheme": "http",
                "root_path": "",
                "asgi": {"version": "3.0"},
            }
            async with asyncio.timeout(PATIENCE_S):
                await app(scope, never, send)
            assert told[0]["status"] == 408
            assert json.loads(told[1]["body"])["code"] == "request_timeout"


async def test_an_endless_body_is_not_waited_for_either(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edge, "BODY_WITHIN_S", 0.1)

    async def drop() -> Any:
        await asyncio.sleep(0.01)
        return {"type": "http.request", "body": b"x", "more_body": True}

    body = edge.Body(drop, large=True)

    async def take_all() -> None:
        while True:
            await body.receive()

    with pytest.raises(edge.RequestTimeout):
        await take_all()
    await body.drain()  # nothing more is waited for


async def test_thousands_who_say_nothing_leave_room_for_the_rest(platform: Platform) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    many = min(3_000, hard - 500)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, many + 500), hard))
    host, port = platform.url.removeprefix("http://").split(":")
    silent = []
    try:
        for _ in range(many // 100):
            silent += await asyncio.gather(*(asyncio.open_connection(host, int(port)) for _ in range(100)))
        async with httpx.AsyncClient(base_url=platform.url, timeout=serve.HEADERS_WITHIN_S / 2) as http:
            for path in ("/health/live", "/api/v1/products"):
                assert (await http.get(path)).status_code == 200
        async with asyncio.timeout(serve.HEADERS_WITHIN_S + PATIENCE_S):
            assert await asyncio.gather(*(reader.read() for reader, _ in silent)) == [b""] * len(silent)
    finally:
        for _, writer in silent:
            writer.close()
