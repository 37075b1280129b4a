"""Payments through the gateway, as the story has them: the simulator stands beside it, on its real address, and speaks
its real protocol both ways. What it remembers stays, so that the platform may ask it about these payments afterwards.
"""

import asyncio
import contextlib
import datetime as dt
import socket
from collections.abc import AsyncIterator
from typing import Any

import httpx
from granian.constants import Interfaces
from granian.server.embed import Server

from niaga.demo.telling import catch_up, set_clock
from niaga.demo.types import Telling
from niaga.kit import config
from niaga.kit.errors import Refusal
from niaga.payments import api as payments
from niaga.payments.settings import Settings, settings
from niaga.payments.types import Payment
from niaga.simulator.app import build
from niaga.simulator.settings import Settings as SimulatorSettings

PAYS_AFTER = dt.timedelta(minutes=2)
ASKED_AFTER = dt.timedelta(minutes=3)
MAX_S = 5.0

WISHES: dict[Telling, dict[str, Any]] = {
    "once": {},
    "twice": {"duplicate": True},
    "forged": {"wrong_signature": True},
    "late": {"settle_after_expiry": True},
}


@contextlib.asynccontextmanager
async def gateway_beside() -> AsyncIterator[bool]:
    """The simulator, and somebody who hears its webhooks. False, and nothing, where the platform runs already: its own
    simulator lives in the present."""
    s, port = settings(), config.settings().port
    if not s.simulated or not (_is_free(port) and _is_free(s.simulator_port)):
        yield False
        return
    simulator = build(_simulator_settings(s, config.settings()))
    async with _served(simulator, s.simulator_port, Interfaces.ASGI), _served(_hear, port, Interfaces.ASGI):
        yield True


def _simulator_settings(s: Settings, here: config.Settings) -> SimulatorSettings:
    return SimulatorSettings(
        home=here.home / "simulator",
        port=s.simulator_port,
        public_url=s.simulator_url,
        server_key=s.midtrans_server_key.get_secret_value(),
        webhook_url=f"http://127.0.0.1:{here.port}/api/v1/webhooks/payment/midtrans",
    )


async def pay(payment: Payment, told: Telling, at: dt.datetime) -> None:
    """What its payer does about it, at that time, and what follows from that."""
    if payment.paid_at is not None or told == "never":
        return
    set_clock(at)
    async with httpx.AsyncClient(timeout=MAX_S) as client:
        body = {"outcome": "settle", **WISHES[told]}
        answer = await client.post(f"{settings().simulator_url}/simulate/{payment.id}", json=body)
        answer.raise_for_status()
    if told == "forged":
        set_clock(at + ASKED_AFTER)
        await payments.ask_now(id=payment.id)
    await catch_up()


async def _hear(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """The platform's address for webhooks, and nothing else of it."""
    if scope["type"] != "http":
        return
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    status = 200
    try:
        await payments.hear(provider="midtrans", headers={}, body=body)
    except Refusal as no:
        status = no.status
    await send({"type": "http.response.start", "status": status, "headers": []})
    await send({"type": "http.response.body", "body": b""})


@contextlib.asynccontextmanager
async def _served(app: Any, port: int, interface: Interfaces) -> AsyncIterator[None]:
    server = Server(app, port=port, interface=interface, websockets=False, log_enabled=False)
    running = asyncio.create_task(server.serve())
    async with asyncio.timeout(MAX_S):
        while _is_free(port):  # noqa: ASYNC110 - a socket tells nobody that it listens
            await asyncio.sleep(0.01)
    try:
        yield
    finally:
        server.stop()  # type: ignore[no-untyped-call]  # granian's is not typed
        await running


def _is_free(port: int) -> bool:
    with socket.socket() as s:
        return s.connect_ex(("127.0.0.1", port)) != 0
