"""The Midtrans adapter against the simulator, over real HTTP."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from niaga.kit import clock
from niaga.payments.gateways import midtrans_wire as wire
from niaga.payments.gateways.gateway import Charge, Declined, Exchange, Gateway, Refund, Unknown
from niaga.payments.gateways.midtrans import Midtrans, MidtransSettings
from tests.conftest import PATIENCE_S
from tests.simulator.outside import (
    CLOSED_PORT,
    SERVER_KEY,
    SPARE_PORT,
    Merchant,
    Simulated,
    merchant,
    simulator,
    simulator_settings,
    until,
)

__all__ = ["merchant", "simulator", "simulator_settings"]


class Log:
    def __init__(self) -> None:
        self.exchanges: list[Exchange] = []

    async def record(self, exchange: Exchange) -> None:
        self.exchanges.append(exchange)


@pytest.fixture
def log() -> Log:
    return Log()


@pytest.fixture
async def gateway(simulator: Simulated, log: Log) -> AsyncIterator[Gateway]:
    url = simulator.settings.public_url
    settings = MidtransSettings(
        server_key=SERVER_KEY,
        api_url=url,
        snap_url=url,
        notify_url=f"{Merchant.url}/mine",
        simulator_url=url,
        timeout_s=PATIENCE_S,
    )
    made = Midtrans(settings, log.record)
    yield made
    await made.close()


def a_charge(order_id: str = "pay-1", **more: Any) -> Charge:
    usual: dict[str, Any] = {
        "order_id": order_id,
        "amount": 44_000,
        "method": "qris",
        "customer_name": "Siti Aminah",
        "customer_email": "siti@niaga.test",
        "description": "NG-1 di Kantin Bu Rini",
        "expires_at": clock.now() + timedelta(minutes=13),
    }
    return Charge(**(usual | more))


def a_refund(amount: int, key: str = "refund-1", **more: Any) -> Refund:
    usual: dict[str, Any] = {"order_id": "pay-1", "method": "qris", "reason": "habis"}
    return Refund(refund_key=key, amount=amount, **(usual | more))


async def test_qris(gateway: Gateway, simulator: Simulated) -> None:
    charged = await gateway.charge(a_charge())
    assert (charged.status, charged.action.type) == ("pending", "qr")
    assert charged.action.qr_string
    assert "540544000" in charged.action.qr_string
    assert charged.action.qr_image_url
    assert (await simulator.http.get(charged.action.qr_image_url)).headers["content-type"] == "image/png"
    assert charged.action.simulate_url == f"{simulator.settings.public_url}/simulate/pay-1"
    reply = await simulator.http.post(charged.action.simulate_url, json={"outcome": "settle"})
    assert reply.json()["transaction_id"] == charged.provider_ref


@pytest.mark.parametrize("bank", [None, "bca", "bni", "bri", "permata"])
async def test_virtual_accounts(gateway: Gateway, bank: str | None) -> None:
    action = (await gateway.charge(a_charge(method="virtual_account", bank=bank))).action
    assert (action.type, action.bank) == ("virtual_account", bank or "bca")
    assert action.va_number
    assert action.va_number.isdecimal()


async def test_mandiri_has_a_bill(gateway: Gateway) -> None:
    action = (await gateway.charge(a_charge(method="virtual_account", bank="mandiri"))).action
    assert (action.type, action.bank, action.va_number) == ("virtual_account", "mandiri", None)
    assert action.biller_code
    assert action.bill_key


@pytest.mark.parametrize("wallet", [None, "gopay", "shopeepay"])
async def test_e_wallets_redirect(gateway: Gateway, simulator: Simulated, wallet: str | None) -> None:
    charge = a_charge(method="ewallet", bank=wallet, return_url="http://shop.test/back")
    action = (await gateway.charge(charge)).action
    assert (action.type, action.bank) == ("redirect", wallet or "gopay")
    assert action.redirect_url
    assert action.redirect_url == action.deeplink_url
    assert "http://shop.test/back" in (await simulator.http.get(action.redirect_url)).text


async def test_cards_pay_on_a_page_of_theirs(gateway: Gateway, simulator: Simulated, merchant: Merchant) -> None:
    charge = a_charge(method="card", return_url="http://shop.test/back")
    charged = await gateway.charge(charge)
    assert charged.action.type == "redirect"
    assert charged.action.redirect_url
    assert (await gateway.charge(charge)).action == charged.action  # asked again: the same page
    assert await gateway.status("pay-1") is None  # nobody has opened it
    assert await gateway.cancel("pay-1") is None
    await simulator.simulate("pay-1")
    notice = gateway.parse_webhook({}, merchant.bodies[0])
    assert (notice.status, notice.raw_status) == ("paid", "capture")
    assert notice == await gateway.status("pay-1")


async def test_the_expiry_is_ours(gateway: Gateway, simulator: Simulated) -> None:
    until_then = clock.now() + timedelta(minutes=13)
    for method, bank, longest in (("qris", None, 13), ("virtual_account", "bri", 13), ("ewallet", "gopay", 15)):
        order_id = f"by-{method}"
        charge = a_charge(order_id, method=method, bank=bank, expires_at=until_then)
        await gateway.charge(charge)
        told = await simulator.status(order_id)
        left = wire.instant(told["expiry_time"]) - clock.now()
        assert timedelta(minutes=longest - 1) < left <= timedelta(minutes=longest)
    with pytest.raises(Declined) as refused:
        await gateway.charge(a_charge(expires_at=clock.now()))
    assert refused.value.code == "expired"


@pytest.mark.parametrize(
    ("outcome", "status", "raw"),
    [("settle", "paid", "settlement"), ("deny", "failed", "deny"), ("expire", "expired", "expire")],
)
async def test_webhook_and_question_tell_the_same(
    gateway: Gateway, simulator: Simulated, merchant: Merchant, outcome: str, status: str, raw: str
) -> None:
    await gateway.charge(a_charge())
    pending = await gateway.status("pay-1")
    assert pending
    assert pending.status == "pending"
    await simulator.simulate("pay-1", outcome)
    assert merchant.paths == ["/hook/mine"]
    notice = gateway.parse_webhook({}, merchant.bodies[0])
    assert (notice.status, notice.raw_status, notice.amount, notice.order_id) == (status, raw, 44_000, "pay-1")
    assert abs(notice.at - datetime.now(UTC)) < timedelta(minutes=14)
    assert notice == await gateway.status("pay-1")
    assert notice.event_key != pending.event_key


async def test_nobody_knows_an_unknown_order(gateway: Gateway) -> None:
    assert await gateway.status("nobody") is None
    assert await gateway.cancel("nobody") is None
    assert await gateway.expire("nobody") is None


async def test_cancel_ends_it_or_tells_it_is_too_late(gateway: Gateway, simulator: Simulated) -> None:
    await gateway.charge(a_charge())
    for _ in range(2):
        cancelled = await gateway.cancel("pay-1")
        assert cancelled
        assert cancelled.status == "cancelled"
    await gateway.charge(a_charge("pay-2"))
    expired = await gateway.expire("pay-2")
    assert expired
    assert expired.status == "expired"
    await gateway.charge(a_charge("pay-3"))
    await simulator.simulate("pay-3", drop=True)
    for end in (gateway.cancel, gateway.expire):
        late = await end("pay-3")
        assert late
        assert late.status == "paid"


async def test_refunds(gateway: Gateway, simulator: Simulated, merchant: Merchant) -> None:
    await gateway.charge(a_charge())
    with pytest.raises(Declined) as refused:
        await gateway.refund(a_refund(1))
    assert refused.value.code == "412"
    await simulator.simulate("pay-1")
    first = await gateway.refund(a_refund(4_000))
    assert (first.status, first.amount, first.notice.status, first.notice.refunded) == (
        "done",
        4_000,
        "partly_refunded",
        4_000,
    )
    assert await gateway.refund(a_refund(4_000)) == first  # the same key never pays twice
    with pytest.raises(Declined):
        await gateway.refund(a_refund(40_001, "refund-2"))
    rest = await gateway.refund(a_refund(40_000, "refund-3"))
    assert (rest.notice.status, rest.notice.refunded) == ("refunded", 44_000)
    await until(lambda: len(merchant.told) == 3)
    assert gateway.parse_webhook({}, merchant.bodies[-1]).event_key == rest.notice.event_key
    assert await gateway.status("pay-1") == rest.notice


async def test_a_refund_repeated_after_a_lost_answer_is_found(gateway: Gateway, simulator: Simulated) -> None:
    await gateway.charge(a_charge())
    await simulator.simulate("pay-1")
    other_key = {"refund_key": "refund-1", "amount": 4_000, "reason": ""}  # as ours, past their five minutes
    await simulator.http.post("/v2/pay-1/refund/online/direct", json=other_key)
    found = await gateway.refund(a_refund(4_000))
    assert (found.status, found.notice.refunded) == ("done", 4_000)


async def test_cards_not_settled_yet_are_voided(gateway: Gateway, simulator: Simulated) -> None:
    await gateway.charge(a_charge(method="card"))
    await simulator.simulate("pay-1")
    with pytest.raises(Declined):  # a part cannot be voided
        await gateway.refund(a_refund(1_000, "part", method="card"))
    for _ in range(2):
        voided = await gateway.refund(a_refund(44_000, method="card"))
        assert (voided.status, voided.amount, voided.notice.raw_status) == ("done", 44_000, "cancel")


async def test_refunds_that_cannot_be(gateway: Gateway, simulator: Simulated) -> None:
    assert gateway.refund_window("virtual_account") is None
    assert gateway.refund_window("qris") == timedelta(days=45)
    assert gateway.refund_window("ewallet", "shopeepay") == timedelta(days=1)
    with pytest.raises(Declined) as refused:
        await gateway.refund(a_refund(1, method="virtual_account"))
    assert refused.value.code == "not_refundable"
    await gateway.charge(a_charge())
    await simulator.simulate("pay-1")
    await simulator.http.post("/faults", json={"operation": "refund", "kind": "insufficient_funds"})
    with pytest.raises(Declined) as poor:
        await gateway.refund(a_refund(1_000))
    assert poor.value.code == "414"


@pytest.mark.parametrize("kind", ["down", "lost_answer", "hang"])
async def test_a_charge_in_doubt_may_be_repeated(gateway: Gateway, simulator: Simulated, kind: str, log: Log) -> None:
    await simulator.http.post("/faults", json={"operation": "charge", "kind": kind, "seconds": 1.5})
    there: Any = gateway
    if kind == "hang":
        there.http.timeout = httpx.Timeout(0.5)
    with pytest.raises(Unknown):
        await gateway.charge(a_charge())
    there.http.timeout = httpx.Timeout(PATIENCE_S)
    assert [e.operation for e in log.exchanges] == ["charge"]  # a write is never repeated by itself
    if kind == "hang":
        await until(lambda: _answered(gateway))
    else:
        assert ((await gateway.status("pay-1")) is None) == (kind == "down")
        assert (await gateway.charge(a_charge())).action.qr_image_url


async def _answered(gateway: Gateway) -> bool:
    """While the first is still being worked on, the second hears so; then it gets the first one's answer."""
    try:
        return (await gateway.charge(a_charge())).action.type == "qr"
    except Unknown:
        return False


async def test_a_charge_made_long_ago_is_found_again(gateway: Gateway, simulator: Simulated) -> None:
    """Past the five minutes of the idempotency key only the order id says so: 406."""
    first = await simulator.charge("pay-1")
    charged = await gateway.charge(a_charge())
    assert charged.provider_ref == first.json()["transaction_id"]
    assert charged.action.qr_image_url == first.json()["actions"][0]["url"]
    bank: dict[str, Any] = {"payment_type": "bank_transfer", "bank_transfer": {"bank": "bri"}}
    second = await simulator.charge("pay-2", **bank)
    again = await gateway.charge(a_charge("pay-2", method="virtual_account", bank="bri"))
    assert again.action.va_number == second.json()["va_numbers"][0]["va_number"]
    await simulator.simulate("pay-2")
    paid = await gateway.charge(a_charge("pay-2", method="virtual_account", bank="bri"))
    assert (paid.status, paid.action.type) == ("paid", "none")


async def test_reads_are_repeated(gateway: Gateway, simulator: Simulated, log: Log) -> None:
    await gateway.charge(a_charge())
    await simulator.http.post("/faults", json={"operation": "status", "kind": "down", "times": 2})
    assert await gateway.status("pay-1")
    await simulator.http.post("/faults", json={"operation": "status", "kind": "lost_answer", "times": 3})
    with pytest.raises(Unknown):
        await gateway.status("pay-1")
    assert [e.status_code for e in log.exchanges[1:]] == [503, 503, 200, 500, 500, 500]


async def test_nobody_there_is_unknown(log: Log) -> None:
    nowhere = f"http://127.0.0.1:{CLOSED_PORT}"
    lonely = Midtrans(MidtransSettings(server_key="k", api_url=nowhere, snap_url=nowhere), log.record)
    for call in (lonely.charge(a_charge()), lonely.status("x"), lonely.refund(a_refund(1))):
        with pytest.raises(Unknown):
            await call
    assert all(e.status_code is None and e.error for e in log.exchanges)
    await lonely.close()


async def test_a_wrong_key_is_a_refusal(simulator: Simulated, log: Log) -> None:
    url = simulator.settings.public_url
    stranger = Midtrans(MidtransSettings(server_key="other", api_url=url, snap_url=url), log.record)
    card = a_charge(method="card")
    for call in (stranger.charge(a_charge()), stranger.charge(card), stranger.status("x"), stranger.cancel("x")):
        with pytest.raises(Declined) as refused:
            await call
        assert refused.value.code == "401"
    await stranger.close()


async def test_the_log_keeps_every_exchange_and_no_secret(gateway: Gateway, log: Log) -> None:
    await gateway.charge(a_charge())
    await gateway.charge(a_charge("card-1", method="card"))
    await gateway.status("pay-1")
    assert [e.operation for e in log.exchanges] == ["charge", "charge", "status"]
    assert [e.status_code for e in log.exchanges] == [201, 201, 200]
    assert {e.order_id for e in log.exchanges} == {"pay-1", "card-1"}
    kept = "".join(f"{e.request}{e.response}{e.url}" for e in log.exchanges)
    for secret in (SERVER_KEY, "Siti", "siti@niaga.test", "redirection"):
        assert secret not in kept
    assert '"signature_key":"***"' in kept


async def test_body_and_http_status_may_differ() -> None:
    """They are known to answer HTTP 200 with an error inside: the worse of the two counts."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        content = b'{"status_code":"412","status_message":"Merchant cannot modify"}'
        head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(content)}\r\nConnection: close\r\n\r\n"
        writer.write(head.encode() + content)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", SPARE_PORT)
    url = f"http://127.0.0.1:{SPARE_PORT}"
    made = Midtrans(MidtransSettings(server_key="k", api_url=url, snap_url=url), Log().record)
    async with server:
        with pytest.raises(Declined) as refused:
            await made.charge(a_charge())
        assert refused.value.code == "412"
    await made.close()
