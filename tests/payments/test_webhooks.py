"""Forged, replayed, reordered and duplicated webhooks change nothing they should not."""

import itertools
import uuid
from typing import Any

import httpx
import pytest

from niaga.kit import db
from niaga.payments import api, handlers
from niaga.payments.types import PaymentSettled
from tests.conftest import Events

from .outside import Order, Outside, notification, tell

PATHS = ["/webhooks/payment/midtrans", "/webhooks/payment", "/payments/webhook"]


@pytest.fixture(autouse=True)
async def _books_agree(app: Any) -> Any:
    yield
    assert await api.verify() == []


async def kept(*named: object) -> int:
    """How many there are that name one of these, or nothing at all."""
    async with db.pool().acquire() as c:
        count: int = await c.fetchval(
            "SELECT count(*) FROM payments.webhook WHERE payment_id IS NULL AND body NOT LIKE '%order_id%'"
            " OR body LIKE ANY($1)",
            [f"%{one}%" for one in named],
        )
        return count


@pytest.mark.parametrize("path", PATHS)
async def test_good_proof_settles_by_every_address(client: httpx.AsyncClient, outside: Outside, path: str) -> None:
    payment = await Order().start()
    answer = await tell(client, notification(payment), path)
    assert (answer.status_code, answer.json()) == (200, {"outcome": "applied"})
    assert (await api.payment(id=payment.id)).status == "paid"


@pytest.mark.parametrize("path", PATHS)
async def test_bad_proof_changes_nothing(client: httpx.AsyncClient, outside: Outside, path: str) -> None:
    payment = await Order().start()
    before = await kept(payment.id)
    forged = [
        notification(payment, key="somebody-else"),
        notification(payment).replace(b"44000.00", b"44001.00"),
        notification(payment).replace(b"settlement", b"settlement", 1)[:-1],
        b"",
        b"{}",
        b"null",
        b"\xff\xfe",
        b'{"order_id": 7}',
    ]
    for body in forged:
        answer = await tell(client, body, path)
        assert answer.status_code == 401, body
        assert answer.json()["code"] == "bad_signature"
    assert await kept(payment.id) == before
    assert (await api.payment(id=payment.id)).status == "pending"


async def test_an_unknown_provider_does_not_exist(client: httpx.AsyncClient, app: Any) -> None:
    assert (await tell(client, b"{}", "/webhooks/payment/acme")).status_code == 404


async def test_too_long_a_body_is_refused(client: httpx.AsyncClient, app: Any) -> None:
    assert (await tell(client, b"x" * 70_000)).status_code == 413


async def test_told_many_times_it_is_kept_and_done_once(
    client: httpx.AsyncClient, outside: Outside, events: Events
) -> None:
    payment = await Order().start()
    outcomes = [(await tell(client, notification(payment))).json()["outcome"] for _ in range(5)]
    assert outcomes == ["applied"] + ["nothing_new"] * 4
    (heard,) = await api.heard(id=payment.id)
    assert (heard.outcome, heard.told) == ("applied", 5)
    assert len(await events.named(PaymentSettled, id=payment.id)) == 1


@pytest.mark.parametrize("story", list(itertools.permutations(["pending", "deny", "expire", "settlement"])))
async def test_in_any_order_the_end_is_the_same(
    client: httpx.AsyncClient, outside: Outside, events: Events, story: tuple[str, ...]
) -> None:
    """Money that came is never forgotten, whatever else is told, and counted once."""
    payment = await Order().start()
    await outside.simulate(payment, drop=True)
    for status in story:
        assert (await tell(client, notification(payment, status))).status_code == 200
    await handlers.ask_providers()
    found = await api.payment(id=payment.id)
    assert (found.status, found.received) == ("paid", 44_000)
    assert len(await events.named(PaymentSettled, id=payment.id)) == 1


async def test_another_amount_is_kept_for_a_person(client: httpx.AsyncClient, outside: Outside) -> None:
    payment = await Order().start()
    answer = await tell(client, notification(payment, gross_amount="43999.00"))
    assert (answer.status_code, answer.json()["outcome"]) == (200, "mismatch")
    found = await api.payment(id=payment.id)
    assert (found.status, found.flag) == ("pending", "amount_mismatch")
    listed, _ = await api.payments(status=None, flagged=True, order_id=payment.order_id, page=1, size=10)
    assert [p.id for p in listed] == [payment.id]
    await tell(client, notification(payment))
    found = await api.payment(id=payment.id)
    assert (found.status, found.flag) == ("paid", None)


async def test_an_order_of_somebody_else_is_kept_and_answered_well(client: httpx.AsyncClient, outside: Outside) -> None:
    payment = await Order().start()
    strangers = (str(uuid.uuid4()), f"order-{uuid.uuid4().hex[:8]}")
    for stranger in strangers:
        answer = await tell(client, notification(payment, order_id=stranger, transaction_id=stranger))
        assert (answer.status_code, answer.json()["outcome"]) == (200, "unknown")
    assert await kept(*strangers) == 2


async def test_old_news_of_a_refusal_take_nothing_back(client: httpx.AsyncClient, outside: Outside) -> None:
    """Only the provider's own word, when asked, does: a webhook may be late."""
    payment = await Order().start("virtual_account", bank="permata")
    await outside.simulate(payment)
    assert (await tell(client, notification(payment, "deny"))).json() == {"outcome": "to_check"}
    await handlers.ask_providers()
    found = await api.payment(id=payment.id)
    assert (found.status, found.flag, found.reversed) == ("paid", None, 0)


async def test_what_is_not_proved_is_asked_for(client: httpx.AsyncClient, outside: Outside) -> None:
    payment = await Order().start()
    told = notification(payment, fraud_status=None)
    assert (await tell(client, told)).json()["outcome"] == "to_check"
    await handlers.ask_providers()
    assert (await api.payment(id=payment.id)).status == "pending", "the provider does not confirm it"
    await outside.simulate(payment, drop=True)
    await tell(client, told)
    await handlers.ask_providers()
    assert (await api.payment(id=payment.id)).status == "paid"


async def test_a_kept_webhook_can_be_heard_again(client: httpx.AsyncClient, outside: Outside) -> None:
    order = Order()
    first = uuid.uuid4()
    payment = await Order().start()
    ghost = notification(payment, order_id=str(first))
    await tell(client, ghost)
    await order.start(id=first)
    async with db.pool().acquire() as c:
        webhook = await c.fetchval("SELECT id FROM payments.webhook WHERE payment_id = $1", first)
    assert await api.replay(id=webhook) == "applied"
    assert await api.replay(id=webhook) == "nothing_new"
    assert (await api.payment(id=first)).status == "paid"


@pytest.mark.parametrize("faults", [{"wrong_signature": True}, {"wrong_amount": True}, {"drop": True}])
async def test_a_bad_webhook_leaves_it_to_the_poll(outside: Outside, faults: dict[str, Any]) -> None:
    payment = await Order().start()
    await outside.simulate(payment, **faults)
    assert (await api.payment(id=payment.id)).status == "pending"
    assert (await api.ask_now(id=payment.id)).status == "paid"
