"""A port answers the same in process and over HTTP; only peers with the secret may call, and only in time."""

import time
from typing import Any

import httpx
import pytest

from niaga.identity import api as identity
from niaga.kit import db, port
from niaga.kit.errors import NotFound, Unreachable
from niaga.kit.http import peers
from niaga.kit.ids import new_id
from niaga.shops import api as shops


@pytest.fixture
async def peer(app: Any) -> Any:
    """This process, asked as if it were another."""
    application: Any = peers.application()
    transport = httpx.ASGITransport(application)
    async with httpx.AsyncClient(transport=transport, base_url="http://peer") as client:
        yield client


async def raw(peer: httpx.AsyncClient, name: str, body: bytes, until: float, signature: str | None = None) -> Any:
    path = f"/_port/{name}"
    headers = port.proof(path, f"{until:.3f}", body) | ({} if signature is None else {"x-niaga-signature": signature})
    return await peer.post(path, content=body, headers=headers)


async def test_a_refusal_travels_as_itself(peer: httpx.AsyncClient) -> None:
    with pytest.raises(NotFound):
        await shops.shop(id_or_slug="no-such-shop")
    port.peers.elsewhere["shops"] = peer
    try:
        with pytest.raises(NotFound):
            await shops.shop(id_or_slug="no-such-shop")
    finally:
        port.peers.elsewhere.pop("shops")


async def test_an_answer_is_the_same_over_http(peer: httpx.AsyncClient) -> None:
    here = await identity.people(ids=[new_id()])
    port.peers.elsewhere["identity"] = peer
    try:
        assert await identity.people(ids=[new_id()]) == here == []
    finally:
        port.peers.elsewhere.pop("identity")


async def test_forged_and_late_calls_are_refused(peer: httpx.AsyncClient) -> None:
    body, now = b'{"ids":[]}', time.time()
    assert (await raw(peer, "identity/people", body, now + 5)).status_code == 200
    assert (await raw(peer, "identity/people", body, now + 5, "0" * 64)).status_code == 401
    assert (await raw(peer, "identity/people", body, now - 1)).status_code == 503
    good = port.proof("/_port/identity/people", f"{now + 5:.3f}", body)
    for path, sent in (("people", b'{"ids":[ ]}'), ("grant_role", body)):
        assert (await peer.post(f"/_port/identity/{path}", content=sent, headers=good)).status_code == 401


async def test_nothing_of_a_body_is_read_before_the_proof(app: Any) -> None:
    read = 0

    async def receive() -> Any:
        nonlocal read
        read += 1
        return {"type": "http.request", "body": b"x", "more_body": True}

    told: list[Any] = []
    for path in ("/_port/identity/people", "/_event/orders.settle"):
        scope = {
            "type": "http",
            "method": "POST",
            "path": path,
            "raw_path": path.encode(),
            "query_string": b"",
            "headers": [(b"transfer-encoding", b"chunked")],
            "client": ("10.0.0.1", 1),
            "server": ("peer", 1),
            "http_version": "1.1",
            "scheme": "http",
            "root_path": "",
            "asgi": {"version": "3.0"},
        }

        async def send(message: Any) -> None:
            told.append(message.get("status"))

        await peers.application()(scope, receive, send)  # type: ignore[arg-type]  # a server's scope has more
    assert (told, read) == ([401, None] * 2, 0)


async def test_the_public_port_knows_no_ports(client: httpx.AsyncClient) -> None:
    for path in ("/_port/identity/people", "/_event/orders.settle"):
        headers = port.proof(path, f"{time.time() + 5:.3f}", b'{"ids":[]}')
        answer = await client.post(f"http://niaga.test{path}", content=b'{"ids":[]}', headers=headers)
        assert answer.status_code in (404, 405)


@pytest.mark.parametrize("until", ["nan", "inf", "1e300", "soon", "", "-inf", "9e9"])
async def test_nobody_is_waited_for_longer_than_a_call_takes(peer: httpx.AsyncClient, until: str) -> None:
    path, body = "/_port/identity/people", b'{"ids":[]}'
    answer = await peer.post(path, content=body, headers=port.proof(path, until, body))
    assert answer.status_code == (503 if until == "-inf" else 401)


async def test_signatures_may_be_anything(peer: httpx.AsyncClient) -> None:
    stamp = f"{time.time() + 5:.3f}"
    for signature in (b"\xff\xfe", "é".encode(), b""):
        headers = {"x-niaga-deadline": stamp, "x-niaga-signature": signature}
        answer = await peer.post("/_port/identity/people", content=b"{}", headers=headers)  # type: ignore[arg-type]
        assert answer.status_code == 401


async def test_no_answer_is_unreachable_and_takes_no_longer_than_allowed() -> None:
    async with httpx.AsyncClient(base_url="http://127.0.0.1:9") as nobody:
        start = time.monotonic()
        with pytest.raises(Unreachable):
            await port.post(nobody, "/_port/identity/people", b"{}")
        assert time.monotonic() - start < port.WITHIN_S


async def test_no_port_is_called_inside_a_transaction(app: Any) -> None:
    with pytest.raises(AssertionError, match="inside a transaction"):
        async with db.tx():
            await identity.people(ids=[])
