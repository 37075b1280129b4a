"""The simulator in this process, and a merchant for it to notify: both on real sockets."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
from granian.constants import Interfaces
from granian.server.embed import Server

from niaga.simulator.app import build
from niaga.simulator.settings import Settings
from tests.conftest import NOBODY, PATIENCE_S
from tests.running import free_ports

SIMULATOR_PORT, MERCHANT_PORT, SPARE_PORT, CLOSED_PORT = free_ports(4)  # tests may run side by side
SERVER_KEY = "SB-Mid-server-TESTKEY"


@contextlib.asynccontextmanager
async def served(app: Any, port: int, interface: Interfaces) -> AsyncIterator[None]:
    server: Any = Server(app, port=port, interface=interface, websockets=False, log_enabled=False)
    running = asyncio.create_task(server.serve())
    await until(lambda: _listens(port))
    yield
    server.stop()
    await running


async def _listens(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    return True


async def until(check: Callable[[], Any], within_s: float = PATIENCE_S) -> Any:
    """Ask until the answer is true; returns it."""
    end = asyncio.get_running_loop().time() + within_s
    while True:
        found = check()
        if asyncio.iscoroutine(found):
            found = await found
        if found:
            return found
        assert asyncio.get_running_loop().time() < end, f"not within {within_s} s"
        await asyncio.sleep(0.01)


class Merchant:
    """Keeps what it is told. Answers `answers` in turn (a status, and headers if given), then 200."""

    url = f"http://127.0.0.1:{MERCHANT_PORT}/hook"

    def __init__(self) -> None:
        self.told: list[dict[str, Any]] = []
        self.bodies: list[bytes] = []
        self.paths: list[str] = []
        self.answers: list[tuple[int, dict[str, str]]] = []

    def kinds(self) -> list[str]:
        return [body["transaction_status"] for body in self.told]

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        body, more = b"", True
        while more:
            part = await receive()
            body, more = body + part.get("body", b""), part.get("more_body", False)
        status, headers = self.answers.pop(0) if self.answers and body else (200, {})
        if body:
            self.bodies.append(body)
            self.told.append(msgspec.json.decode(body))
            self.paths.append(scope["path"])
        raw = [(name.encode(), value.encode()) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": status, "headers": raw})
        await send({"type": "http.response.body", "body": b""})


class Simulated:
    """A client with the merchant's key, and short ways to say the usual things."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.http = httpx.AsyncClient(base_url=settings.public_url, auth=(settings.server_key, ""), timeout=PATIENCE_S)

    async def charge(self, order_id: str, amount: int = 44_000, **more: Any) -> httpx.Response:
        body = {
            "payment_type": "qris",
            "transaction_details": {"order_id": order_id, "gross_amount": amount},
            **more,
        }
        return await self.http.post("/v2/charge", json=body)

    async def simulate(self, ref: str, outcome: str = "settle", **faults: Any) -> dict[str, Any]:
        reply = await self.http.post(f"/simulate/{ref}", json={"outcome": outcome, **faults}, auth=NOBODY)
        assert reply.status_code == 200, reply.text
        found: dict[str, Any] = reply.json()
        return found

    async def status(self, ref: str) -> dict[str, Any]:
        found: dict[str, Any] = (await self.http.get(f"/v2/{ref}/status")).json()
        return found


@pytest.fixture
async def merchant() -> AsyncIterator[Merchant]:
    found = Merchant()
    async with served(found, MERCHANT_PORT, Interfaces.ASGINL):
        yield found


@pytest.fixture
def simulator_settings(tmp_path: Path) -> Settings:
    return Settings(
        home=tmp_path,
        port=SIMULATOR_PORT,
        public_url=f"http://127.0.0.1:{SIMULATOR_PORT}",
        server_key=SERVER_KEY,
        webhook_url=Merchant.url,
        time_scale=1 / 12_000,  # two minutes in ten milliseconds, 210 in about a second
        pending_notices=False,
    )


@pytest.fixture
async def simulator(merchant: Merchant, simulator_settings: Settings) -> AsyncIterator[Simulated]:
    async with served(build(simulator_settings), SIMULATOR_PORT, Interfaces.ASGI):
        found = Simulated(simulator_settings)
        yield found
        await found.http.aclose()


def tags_of(text: str) -> dict[str, str]:
    """The outermost tags of a QRIS; reading stops where the text is no longer well-formed."""
    found: dict[str, str] = {}
    at = 0
    while text[at + 2 : at + 4].isdecimal():
        end = at + 4 + int(text[at + 2 : at + 4])
        found[text[at : at + 2]] = text[at + 4 : end]
        at = end
    return found
