"""Midtrans: Core API for QRIS, virtual accounts and e-wallets, the hosted Snap page for cards.

A write is sent once. Whether it arrived is answered by `status`, by the webhook, or by sending it again: the unique
`order_id` (and for five minutes the idempotency key) keeps a second charge from happening.
"""

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

import httpx
import msgspec

from niaga.kit import clock
from niaga.kit.hiding import Hiding

from . import midtrans_wire as wire
from .gateway import (
    Action,
    BadProof,
    Charge,
    Charged,
    Declined,
    Exchange,
    Method,
    Notice,
    Record,
    Refund,
    Refunded,
    Unknown,
)

READ_TRIES = 3
READ_PAUSE_S = 0.2
DIRECT_REFUNDS = ("qris", "ewallet")


class MidtransSettings(Hiding, frozen=True, kw_only=True):
    """`simulator_url` is the simulator's address as clients reach it; set only in demo and test mode."""

    server_key: str
    api_url: str = "https://api.sandbox.midtrans.com"
    snap_url: str = "https://app.sandbox.midtrans.com"
    notify_url: str | None = None  # where this transaction's notifications go; None: as set in their dashboard
    simulator_url: str | None = None
    timeout_s: float = 15.0


class Midtrans:
    name = "midtrans"

    def __init__(self, settings: MidtransSettings, record: Record) -> None:
        self.settings = settings
        self.record = record
        self.http = httpx.AsyncClient(
            auth=(settings.server_key, ""),
            timeout=httpx.Timeout(settings.timeout_s, connect=5.0),
            headers={"Accept": "application/json", "Content-Type": "application/json"},
            limits=httpx.Limits(max_connections=50, max_keepalive_connections=20),
        )

    async def close(self) -> None:
        await self.http.aclose()

    async def charge(self, charge: Charge) -> Charged:
        assert len(charge.order_id) <= 50, "Midtrans takes order ids of at most 50 characters"
        now = clock.now()
        if charge.method == "card":
            url, body = f"{self.settings.snap_url}/snap/v1/transactions", wire.snap_body(charge, now)
        else:
            url, body = f"{self.settings.api_url}/v2/charge", wire.charge_body(charge, now)
        code, answer = await self._write("charge", charge.order_id, url, body, notify=True)
        if code == "406" or any("order_id" in message for message in answer.error_messages):
            answer = await self._charged_before(charge.order_id)
        elif answer.token:
            return Charged(provider_ref=answer.token, status="pending", action=self._action(answer, charge))
        elif code not in ("200", "201", "202"):
            raise Declined(code, answer.status_message or "; ".join(answer.error_messages))
        if not answer.transaction_status:  # 202 without a state: the same request is still being worked on
            raise Unknown(f"{charge.order_id} is in progress")
        state = wire.notice(answer, by_webhook=False)
        action = self._action(answer, charge) if state.status == "pending" else Action()
        return Charged(provider_ref=state.transaction_id, status=state.status, action=action)

    async def status(self, order_id: str) -> Notice | None:
        answer = await self._ask(order_id)
        return wire.notice(answer, by_webhook=False) if answer else None

    async def cancel(self, order_id: str) -> Notice | None:
        return await self._end("cancel", order_id)

    async def expire(self, order_id: str) -> Notice | None:
        return await self._end("expire", order_id)

    async def refund(self, refund: Refund) -> Refunded:
        if self.refund_window(refund.method, refund.bank) is None:
            raise Declined("not_refundable", f"Midtrans cannot pay back {refund.method}.")
        url = f"{self.settings.api_url}/v2/{refund.order_id}/refund"
        if refund.method in DIRECT_REFUNDS:
            url += "/online/direct"
        body = {"refund_key": refund.refund_key, "amount": refund.amount, "reason": refund.reason[:255]}
        code, answer = await self._write("refund", refund.order_id, url, body, key=refund.refund_key)
        if code == "406":
            return await self._refunded_before(refund)
        if code == "412" and refund.method == "card":
            return await self._void(refund, answer)
        if code == "202":  # the same request is still being worked on
            raise Unknown(f"{refund.refund_key} is in progress")
        if code != "200":
            raise Declined(code, answer.status_message)
        return _refunded(refund, answer)

    def refund_window(self, method: Method, bank: str | None = None) -> timedelta | None:
        if method == "virtual_account":
            return None
        if method == "ewallet":
            return timedelta(hours=24) if bank == "shopeepay" else timedelta(days=180)
        return timedelta(days=45)  # QRIS by GoPay; for cards none is documented, and 45 days is well inside

    def parse_webhook(self, headers: Mapping[str, str], body: bytes) -> Notice:
        answer = wire.proven(body, self.settings.server_key)
        try:
            return wire.notice(answer, by_webhook=True)
        except Unknown as unreadable:
            raise BadProof(str(unreadable)) from unreadable

    async def _charged_before(self, order_id: str) -> wire.Answer:
        answer = await self._ask(order_id)
        if answer is None:
            raise Unknown(f"{order_id} is taken, yet not known")
        return answer

    async def _refunded_before(self, refund: Refund) -> Refunded:
        answer = await self._ask(refund.order_id)
        if answer and any(line.refund_key == refund.refund_key for line in answer.refunds):
            return _refunded(refund, answer)
        raise Declined("406", "The refund key belongs to something else.")

    async def _void(self, refund: Refund, refusal: wire.Answer) -> Refunded:
        """A card payment not settled yet cannot be refunded, only cancelled, and that only as a whole."""
        state = await self.status(refund.order_id)
        if state and state.raw_status == "capture" and state.amount == refund.amount:
            state = await self.cancel(refund.order_id)
        if state and state.status == "cancelled" and state.amount == refund.amount:
            return Refunded(provider_ref=state.transaction_id, status="done", amount=refund.amount, notice=state)
        raise Declined("412", refusal.status_message)

    async def _end(self, verb: str, order_id: str) -> Notice | None:
        url = f"{self.settings.api_url}/v2/{order_id}/{verb}"
        code, answer = await self._write(verb, order_id, url, None)
        if code == "404":
            return None
        if answer.transaction_status and code in ("200", "407"):
            return wire.notice(answer, by_webhook=False)
        if code in ("401", "402", "403"):
            raise Declined(code, answer.status_message)
        return await self.status(order_id)  # too late, or ended already: tell how it stands

    def _action(self, answer: wire.Answer, charge: Charge) -> Action:
        action = wire.action(answer, charge)
        if action.type == "qr" and action.qr_image_url is None:  # a status answer lacks the links of a charge
            image = f"{self.settings.api_url}/v2/qris/{answer.transaction_id}/qr-code"
            action = msgspec.structs.replace(action, qr_image_url=image)
        if self.settings.simulator_url:
            simulate = f"{self.settings.simulator_url}/simulate/{charge.order_id}"
            action = msgspec.structs.replace(action, simulate_url=simulate)
        return action

    async def _ask(self, order_id: str) -> wire.Answer | None:
        """A read is safe to repeat, so a moment's trouble is not the caller's."""
        url = f"{self.settings.api_url}/v2/{order_id}/status"
        for last in (False,) * (READ_TRIES - 1) + (True,):
            try:
                code, answer = await self._send("status", order_id, "GET", url)
                break
            except Unknown:
                if last:
                    raise
                await asyncio.sleep(READ_PAUSE_S)
        if answer.transaction_status:
            return answer
        if code == "404":
            return None
        raise Declined(code, answer.status_message)

    async def _write(
        self, operation: str, order_id: str, url: str, body: object, *, key: str = "", notify: bool = False
    ) -> tuple[str, wire.Answer]:
        # Their keys are global over all endpoints and at most 36 characters long.
        headers = {"Idempotency-Key": str(uuid5(NAMESPACE_URL, f"{operation}/{order_id}/{key}"))}
        if notify and self.settings.notify_url:
            headers["X-Override-Notification"] = self.settings.notify_url
        content = b"" if body is None else msgspec.json.encode(body)
        return await self._send(operation, order_id, "POST", url, content=content, headers=headers)

    async def _send(
        self,
        operation: str,
        order_id: str,
        verb: str,
        url: str,
        content: bytes = b"",
        headers: dict[str, str] | None = None,
    ) -> tuple[str, wire.Answer]:
        """The body's status code and the answer. HTTP status and body may differ: the worse of the two counts."""
        at, start = clock.now(), clock.monotonic()
        reply: httpx.Response | None = None
        error: str | None = None
        try:
            reply = await self.http.request(verb, url, content=content or None, headers=headers)
        except httpx.HTTPError as trouble:
            error = f"{type(trouble).__name__}: {trouble}"
        await self.record(
            Exchange(
                provider=self.name,
                operation=operation,
                order_id=order_id,
                url=url,
                request=wire.masked(content) if content else None,
                status_code=reply.status_code if reply is not None else None,
                response=wire.masked(reply.content) if reply is not None else None,
                error=error,
                at=at,
                took_ms=round((clock.monotonic() - start) * 1000),
            )
        )
        if reply is None:
            raise Unknown(error)
        return _decided(reply)


def _decided(reply: httpx.Response) -> tuple[str, wire.Answer]:
    answer = wire.read(reply.content)
    if answer is None:
        raise Unknown(f"HTTP {reply.status_code} without a readable answer")
    code = answer.status_code or str(reply.status_code)
    if reply.status_code >= 400 and not code.startswith(("4", "5")):
        code = str(reply.status_code)
    if code == "429" or code.startswith("5") or reply.status_code >= 500:
        raise Unknown(f"{code}: {answer.status_message}")
    return code, answer


def _refunded(refund: Refund, answer: wire.Answer) -> Refunded:
    return Refunded(
        provider_ref=str(answer.refund_chargeback_id or answer.transaction_id),
        status="done",
        amount=refund.amount,
        notice=wire.notice(answer, by_webhook=False),
    )
