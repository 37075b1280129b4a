"""Nothing that a route can be escapes the guard."""

from typing import Any
from uuid import uuid4

import pytest
from litestar import Litestar, Request, Router, WebSocket, asgi, get, websocket
from litestar.exceptions import WebSocketDisconnect
from litestar.response.base import ASGIResponse
from litestar.testing import TestClient
from litestar.types import Receive, Scope, Send

from niaga.kit.http import access, problems, web

SELLER = {"authorization": "Bearer seller"}


@get("/silent")
async def silent(request: Request[Any, Any, Any]) -> str:
    return str(web.actor(request).id)


@get("/public", opt=web.PUBLIC)
async def public() -> str:
    return "for all"


@get("/desk", opt=web.role("admin"))
async def desk() -> str:
    return "for some"


@asgi("/mounted", is_mount=True, copy_scope=True)
async def mounted(scope: Scope, receive: Receive, send: Send) -> None:
    await ASGIResponse(body=b"secret")(scope, receive, send)


@websocket("/socket", opt=web.PUBLIC)
async def socket(socket: WebSocket[Any, Any, Any]) -> None:
    await socket.accept()
    await socket.close()


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Any:
    async def known(token: str) -> web.Actor | None:
        return web.Actor(uuid4(), uuid4(), frozenset({"seller"})) if token == "seller" else None

    monkeypatch.setattr(access.door, "authenticate", known)
    app = Litestar(
        [Router("/nested", route_handlers=[silent, public]), silent, public, desk, mounted, socket],
        middleware=[access.Guard],
        exception_handlers=problems.exception_handlers,
        openapi_config=None,
        logging_config=None,
    )
    with TestClient(app) as found:
        yield found


@pytest.mark.parametrize("path", ["/silent", "/silent/", "/nested/silent", "/desk", "/mounted", "/mounted/deep/below"])
@pytest.mark.parametrize("method", ["GET", "OPTIONS"])
def test_what_says_nothing_is_for_those_who_signed_in(client: TestClient[Any], path: str, method: str) -> None:
    answer = client.request(method, path)
    if method == "OPTIONS" and "mounted" not in path:
        assert (answer.status_code, answer.content) == (204, b"")
        return
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")
    assert client.request(method, path, headers=SELLER).status_code == (403 if path == "/desk" else 200)


@pytest.mark.parametrize("path", ["/public", "/nested/public"])
def test_who_shows_a_bad_token_is_told_so_where_all_may_come(client: TestClient[Any], path: str) -> None:
    assert client.get(path).text == "for all"
    assert client.get(path, headers=SELLER).text == "for all"
    assert client.get(path, headers={"authorization": "Bearer nonsense"}).status_code == 401


def test_where_there_is_no_route_there_is_nothing_to_see(client: TestClient[Any]) -> None:
    assert client.get("/nothing").status_code == 404
    assert client.post("/desk").status_code == 405
    assert client.head("/desk").status_code == 405


def test_a_socket_is_refused_whoever_asks(client: TestClient[Any]) -> None:
    for headers in ({}, SELLER):
        with pytest.raises(WebSocketDisconnect) as closed, client.websocket_connect("/socket", headers=headers):
            pass
        assert closed.value.code == access.SOCKET_REFUSED
