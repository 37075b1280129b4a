"""Midtrans' own paths: Core API and the Snap token. Errors look as theirs do."""

import asyncio
import base64
import hmac
import io
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import msgspec
import segno
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from niaga.kit.bodies import decode

from ..settings import Settings
from ..store import Store
from ..wishes import Operation, Trouble, Troubles
from . import answers
from .engine import Midtrans
from .types import ChargeRequest, RefundRequest, Refused, SnapRequest

KEY_KEPT_S = 300.0  # idempotent answers are remembered for five minutes
UNAUTHORIZED = "Transaction cannot be authorized with the current client/server key."
AnyRequest = Request[Any, Any, Any]
Work = Callable[[bytes], dict[str, Any]]
Refuse = Callable[[int, list[str]], Response[bytes]]


class Desk:
    """What every call passes: the key, the idempotency of POSTs, the faults armed, and one store transaction."""

    def __init__(self, settings: Settings, store: Store, midtrans: Midtrans, troubles: Troubles) -> None:
        self.settings = settings
        self.store = store
        self.midtrans = midtrans
        self.troubles = troubles
        self.running: set[str] = set()
        self.login = b"Basic " + base64.b64encode(f"{settings.server_key}:".encode())

    async def answer(
        self, request: AnyRequest, operation: Operation, work: Work, refuse: Refuse | None = None
    ) -> Response[bytes]:
        refuse = refuse or _refuse
        if not hmac.compare_digest(request.headers.get("authorization", "").encode(), self.login):
            return refuse(401, [UNAUTHORIZED])
        key = request.headers.get("idempotency-key", "") if request.method == "POST" else ""
        if key in self.running:
            return _json(202, answers.refusal(202, "The first request with this key is still in progress"))
        if key and (known := self.store.answer(key, kept_s=KEY_KEPT_S)):
            return _raw(*known)
        trouble = self.troubles.take(operation)
        if trouble and trouble.kind == "down":
            return _json(503, answers.refusal(503, "Bank/partner is experiencing connection issue"))
        if trouble and trouble.kind == "insufficient_funds":
            return _json(414, answers.refusal(414, "Refund is declined: insufficient merchant funds"))
        body = await request.body()
        if key:
            self.running.add(key)
        try:
            response = self._work(operation, key, work, body, refuse)
            return await _troubled(response, trouble)
        finally:
            self.running.discard(key)

    def _work(self, operation: Operation, key: str, work: Work, body: bytes, refuse: Refuse) -> Response[bytes]:
        try:
            with self.store.tx():
                done = work(body)
                status, content = _http_status(operation, done), msgspec.json.encode(done)
                if key:
                    self.store.remember_answer(key=key, status=status, body=content, kept_s=KEY_KEPT_S)
            return _raw(status, content)
        except Refused as refused:
            return refuse(refused.code, [refused.message])
        except msgspec.DecodeError as wrong:
            return refuse(400, ["One or more parameters in the payload is invalid.", str(wrong)])


@post("/v2/charge")
async def charge(request: AnyRequest, desk: NamedDependency[Desk]) -> Response[bytes]:
    def work(body: bytes) -> dict[str, Any]:
        asked = decode(body, ChargeRequest)
        transaction = desk.midtrans.charge(asked, notify_urls(request, desk.settings))
        return answers.charged(transaction, desk.settings.public_url)

    return await desk.answer(request, "charge", work)


@post("/snap/v1/transactions")
async def snap(request: AnyRequest, desk: NamedDependency[Desk]) -> Response[bytes]:
    def work(body: bytes) -> dict[str, Any]:
        asked = decode(body, SnapRequest)
        page = desk.midtrans.open_page(asked, notify_urls(request, desk.settings))
        return {
            "token": page.code,
            "redirect_url": f"{desk.settings.public_url}/snap/v4/redirection/{page.code}",
        }

    return await desk.answer(request, "charge", work, _refuse_as_snap)


@get("/v2/{ref:str}/status")
async def status(request: AnyRequest, ref: FromPath[str], desk: NamedDependency[Desk]) -> Response[bytes]:
    def work(_: bytes) -> dict[str, Any]:
        return answers.status(desk.midtrans.known(ref), desk.settings.server_key)

    return await desk.answer(request, "status", work)


@post("/v2/{ref:str}/cancel")
async def cancel(request: AnyRequest, ref: FromPath[str], desk: NamedDependency[Desk]) -> Response[bytes]:
    return await desk.answer(request, "cancel", lambda _: answers.ended(desk.midtrans.end(ref, "cancel")))


@post("/v2/{ref:str}/expire")
async def expire(request: AnyRequest, ref: FromPath[str], desk: NamedDependency[Desk]) -> Response[bytes]:
    return await desk.answer(request, "expire", lambda _: answers.ended(desk.midtrans.end(ref, "expire")))


@post("/v2/{ref:str}/approve")
async def approve(request: AnyRequest, ref: FromPath[str], desk: NamedDependency[Desk]) -> Response[bytes]:
    return await desk.answer(request, "cancel", lambda _: answers.ended(desk.midtrans.review(ref, "approve")))


@post("/v2/{ref:str}/deny")
async def deny(request: AnyRequest, ref: FromPath[str], desk: NamedDependency[Desk]) -> Response[bytes]:
    return await desk.answer(request, "cancel", lambda _: answers.ended(desk.midtrans.review(ref, "deny")))


@post(["/v2/{ref:str}/refund", "/v2/{ref:str}/refund/online/direct"])
async def refund(request: AnyRequest, ref: FromPath[str], desk: NamedDependency[Desk]) -> Response[bytes]:
    def work(body: bytes) -> dict[str, Any]:
        asked = decode(body, RefundRequest)
        return answers.refunded(*desk.midtrans.refund(ref, asked))

    return await desk.answer(request, "refund", work)


@get(["/v2/qris/{ref:str}/qr-code", "/v2/gopay/{ref:str}/qr-code"])
async def qr_picture(
    ref: FromPath[str], desk: NamedDependency[Desk], format: FromQuery[str] = "png"
) -> Response[bytes]:
    """The QR as a picture, `?format=svg` or PNG; as with the real one, whoever has the address may see it."""
    try:
        transaction = desk.midtrans.find(ref)
    except Refused as refused:
        return _refuse(refused.code, [refused.message])
    if not transaction.code or transaction.payment_type not in ("qris", "gopay"):
        return _refuse(404, ["This transaction has no QR"])
    code, out = segno.make(transaction.code, error="m", micro=False), io.BytesIO()
    kind = "svg" if format == "svg" else "png"
    code.save(out, kind=kind, scale=8, border=2, light="#fff")
    media_type = "image/svg+xml" if kind == "svg" else "image/png"
    headers = {"Cache-Control": "public, max-age=86400"}
    return Response(out.getvalue(), media_type=media_type, headers=headers)


def notify_urls(request: AnyRequest, settings: Settings) -> tuple[str, ...]:
    """The merchant may name other addresses for one transaction, in place of or beside the usual one."""
    override = _addresses(request.headers.get("x-override-notification", ""))
    if override:
        return override
    append = _addresses(request.headers.get("x-append-notification", ""))
    return (settings.webhook_url, *append) if append else ()


def _addresses(header: str) -> tuple[str, ...]:
    return tuple(url.strip() for url in header.split(",") if url.strip())[:3]


async def _troubled(response: Response[bytes], trouble: Trouble | None) -> Response[bytes]:
    """It was done; only the answer suffers."""
    if trouble and trouble.kind == "hang":
        await asyncio.sleep(trouble.seconds)
    if trouble and trouble.kind == "lost_answer":
        return _json(500, answers.refusal(500, "Sorry. Our system is recovering from unexpected issues."))
    return response


def _http_status(operation: Operation, body: dict[str, Any]) -> int:
    """A charge answers what its body says (Snap's says nothing: 201); a transaction found is 200 in any state."""
    return int(body.get("status_code", "201")) if operation == "charge" else 200


def _refuse(code: int, messages: list[str]) -> Response[bytes]:
    told = {**answers.refusal(code, messages[0]), "id": str(uuid4())}
    if messages[1:]:
        told["validation_messages"] = messages[1:]
    return _json(code, told)


def _refuse_as_snap(code: int, messages: list[str]) -> Response[bytes]:
    return _json(401 if code == 401 else 400, {"error_messages": messages})


def _json(status: int, body: dict[str, Any]) -> Response[bytes]:
    return _raw(status, msgspec.json.encode(body))


def _raw(status: int, body: bytes) -> Response[bytes]:
    return Response(body, status_code=status, media_type="application/json")


ROUTES = [charge, snap, status, cancel, expire, approve, deny, refund, qr_picture]
