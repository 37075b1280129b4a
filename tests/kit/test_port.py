"""A port answers the same in process and over HTTP; only peers with the secret may call, and only in time."""

import time
from typing import Any

import httpx
import pytest

from niaga.identity import api as identity
from niaga.kit import db, port
from niaga.kit.errors import NotFound, Unreachable
from niaga.kit.ids import new_id
from niaga.shops import api as shops


@pytest.fixture
async def peer(app: Any) -> Any:
    """The application in this process, asked as if it were another."""
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://peer") as client:
        yield client


async def raw(peer: httpx.AsyncClient, name: str, body: bytes, until: float, signature: str | None = None) -> Any:
    path, stamp = f"/_port/{name}", f"{until:.3f}"
    sent = port.sign(path, stamp, body) if signature is None else signature
    return await peer.post(path, content=body, headers={"x-niaga-deadline": stamp, "x-niaga-signature": sent})


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
    good = port.sign("/_port/identity/people", f"{now + 5:.3f}", body)
    assert (await raw(peer, "identity/people", b'{"ids":[ ]}', now + 5, good)).status_code == 401


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
