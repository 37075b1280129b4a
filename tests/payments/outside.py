"""Payments with the outside world: the simulator, and this process's application on a socket it can reach."""

import datetime as dt
import os
import uuid
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
from granian.constants import Interfaces

from niaga.kit import clock, db
from niaga.kit.config import Settings
from niaga.payments import api
from niaga.payments import settings as payments
from niaga.payments.gateways import midtrans_wire as wire
from niaga.payments.types import Credit, Method, Part, Payment
from niaga.simulator.app import build
from niaga.simulator.settings import DEMO_SERVER_KEY
from niaga.simulator.settings import Settings as SimulatorSettings
from tests import running
from tests.conftest import NOBODY, PATIENCE_S
from tests.simulator.outside import served

OUR_PORT, SIMULATOR_PORT = running.free_ports(2)
os.environ["NIAGA_PORT"], os.environ["NIAGA_SIMULATOR_PORT"] = str(OUR_PORT), str(SIMULATOR_PORT)


class Outside:
    """What payers, banks and time do."""

    def __init__(self, url: str) -> None:
        self.http = httpx.AsyncClient(base_url=url, auth=(DEMO_SERVER_KEY, ""), timeout=PATIENCE_S)

    async def simulate(self, payment: Payment, outcome: str = "settle", **faults: Any) -> dict[str, Any]:
        reply = await self.http.post(f"/simulate/{payment.id}", json={"outcome": outcome, **faults}, auth=NOBODY)
        assert reply.status_code == 200, reply.text
        found: dict[str, Any] = reply.json()
        return found

    async def fault(self, operation: str, kind: str, times: int = 1, **more: Any) -> None:
        body = {"operation": operation, "kind": kind, "times": times, **more}
        reply = await self.http.post("/faults", json=body, auth=NOBODY)
        assert reply.status_code == 204, reply.text

    async def status(self, payment: Payment) -> str:
        told = (await self.http.get(f"/v2/{payment.id}/status")).json()
        return str(told.get("transaction_status", told["status_code"]))


@pytest.fixture(scope="session")
async def simulator_process(
    app: Any, settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[str]:
    """The simulator and our own webhook address, both on real sockets."""
    home: Path = tmp_path_factory.mktemp("simulator")
    gateway = payments.settings()
    url = gateway.simulator_url
    simulator = SimulatorSettings(
        home=home, port=gateway.simulator_port, public_url=url, time_scale=1 / 12_000, pending_notices=False
    )
    async with served(build(simulator), simulator.port, Interfaces.ASGI), served(app, settings.port, Interfaces.ASGINL):
        yield url


@pytest.fixture
async def outside(simulator_process: str) -> AsyncIterator[Outside]:
    found = Outside(simulator_process)
    await found.http.delete("/faults", auth=NOBODY)
    async with db.pool().acquire() as c:  # what earlier tests left to be asked about is nobody's business here
        await c.execute("UPDATE payments.payment SET next_ask_at = NULL WHERE next_ask_at IS NOT NULL")
        await c.execute("UPDATE payments.refund SET next_try_at = now() + interval '9 years' WHERE status = 'pending'")
    yield found
    await found.http.aclose()


class Order:
    """Something to pay for, of one or more shops, as orders would ask for it."""

    def __init__(self, *amounts: int, payer_id: uuid.UUID | None = None) -> None:
        self.id = uuid.uuid4()
        self.payer_id = payer_id or uuid.uuid4()
        self.parts = [Part(uuid.uuid4(), amount) for amount in amounts or (44_000,)]
        self.amount = sum(part.amount for part in self.parts)

    async def start(self, method: Method = "qris", *, id: uuid.UUID | None = None, **more: Any) -> Payment:
        usual: dict[str, Any] = {
            "id": id or uuid.uuid4(),
            "order_id": self.id,
            "payer_id": self.payer_id,
            "amount": self.amount,
            "method": method,
            "bank": None,
            "expires_at": clock.now() + dt.timedelta(minutes=13),
            "description": "Pesanan NG-TEST",
            "shop_parts": self.parts,
        }
        return await api.start(**(usual | more))

    async def refund(self, amount: int | None = None, part: int | None = None, **more: Any) -> Any:
        usual: dict[str, Any] = {
            "id": uuid.uuid4(),
            "order_id": self.id,
            "shop_order_id": None if part is None else self.parts[part].shop_order_id,
            "amount": amount or self.amount,
            "reason": "Stok habis",
        }
        return await api.refund(**(usual | more))


@pytest.fixture
async def books_agree(app: Any) -> AsyncIterator[None]:
    """Whatever a test did, the books are whole after it."""
    yield
    assert await api.verify() == []


async def paid(order: Order, outside: Outside, method: Any = "qris", **more: Any) -> Payment:
    """An attempt that settled without a webhook."""
    payment = await order.start(method, **more)
    await outside.simulate(payment, drop=True)
    return await api.ask_now(id=payment.id)


async def give(user_id: uuid.UUID, amount: int) -> None:
    await api.credit(credits=[Credit(uuid.uuid4(), user_id, amount, "Saldo awal")])


async def balance(user_id: uuid.UUID) -> int:
    return (await api.wallet(user_id=user_id)).balance


def notification(payment: Payment, status: str = "settlement", key: str = DEMO_SERVER_KEY, **more: Any) -> bytes:
    """What Midtrans would send, properly signed (with `key`)."""
    code = {"settlement": "200", "capture": "200", "pending": "201", "deny": "202", "expire": "407"}.get(status, "200")
    body: dict[str, Any] = {
        "transaction_time": "2026-11-21 10:00:00",
        "settlement_time": "2026-11-21 10:00:05",
        "transaction_status": status,
        "transaction_id": str(uuid.uuid5(payment.id, "transaction")),
        "status_code": code,
        "fraud_status": "accept",
        "payment_type": "qris",
        "order_id": str(payment.id),
        "gross_amount": f"{payment.amount}.00",
        "currency": "IDR",
    } | more
    body["signature_key"] = wire.signature(body["order_id"], body["status_code"], body["gross_amount"], key)
    return msgspec.json.encode(body)


async def tell(client: httpx.AsyncClient, body: bytes, path: str = "/webhooks/payment/midtrans") -> httpx.Response:
    return await client.post(path, content=body, headers={"content-type": "application/json"})
