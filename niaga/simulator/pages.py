"""Pages where a person plays the payer: what is open, what it costs, and buttons for what may happen."""

from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from . import clock, qris
from .delivery import Message
from .midtrans import rules
from .midtrans.engine import Midtrans
from .midtrans.types import Refused, Transaction
from .texts import TEXTS, language
from .wishes import Wish

FOLDER = Path(__file__).parent / "templates"
CSS = (FOLDER / "simulator.css").read_text()
NAMES = {
    "qris": "QRIS",
    "gopay": "GoPay",
    "shopeepay": "ShopeePay",
    "credit_card": "Kartu",
    "echannel": "Mandiri Bill",
}
CARDS = {  # the sandbox's test cards, and what comes of them
    "4811 1111 1111 1114": "settle",
    "4911 1111 1111 1113": "deny",
    "4511 1111 1111 1117": "challenge",
}
FLAGS = ("drop", "reorder", "wrong_signature", "wrong_amount", "settle_after_expiry")
NUMBERS = ("delay_s", "duplicate", "deny_after_settle_s")
AnyRequest = Request[Any, Any, Any]

templates = Environment(loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True)


def told(message: Message) -> dict[str, Any]:
    """One notification as `/simulate` answers it: whether it left, and what the merchant said."""
    last = message.attempts[-1] if message.attempts else None
    facts: dict[str, Any] = {"kind": message.kind, "url": message.url, "sent": last is not None}
    if last is not None and last.status_code is not None:
        facts["status_code"] = last.status_code
    if last is not None and last.error:
        facts["error"] = last.error
    if message.next_at is not None:
        facts["next_in_s"] = round(max(0.0, message.next_at - clock.now()), 3)
    return facts


@get("/")
async def home(request: AnyRequest, midtrans: NamedDependency[Midtrans]) -> Response[str]:
    return _page(request, "home.html", transactions=midtrans.recent())


@get("/pay/{ref:str}")
async def pay_page(request: AnyRequest, ref: FromPath[str], midtrans: NamedDependency[Midtrans]) -> Response[str]:
    try:
        transaction = midtrans.find(ref)
    except Refused:
        return _unknown(request, "va", ref)
    messages = midtrans.courier.of_payment(transaction.id)
    return _page(request, "pay.html", t=transaction, messages=[(m, told(m)) for m in reversed(messages)])


@post("/pay/{ref:str}")
async def pay(request: AnyRequest, ref: FromPath[str], midtrans: NamedDependency[Midtrans]) -> Response[str] | Redirect:
    form = await request.form()
    asked: dict[str, Any] = {"outcome": form.get("outcome", "settle")}
    asked |= {name: True for name in FLAGS if form.get(name)}
    asked |= {name: value for name in NUMBERS if (value := _number(form.get(name)))}
    try:
        transaction, _ = await midtrans.play(ref, msgspec.convert(asked, Wish), by_hand=True)
    except Refused as refused:
        if refused.code == 404:
            return _unknown(request, "va", ref)
        return _page(request, "refused.html", status=409, ref=ref, reason=refused.message)
    return Redirect(f"/pay/{transaction.id}", status_code=303)


@get("/qris")
async def qris_page(request: AnyRequest) -> Response[str]:
    return _page(request, "find.html", kind="qris", problem="", value="")


@post("/qris")
async def find_qris(request: AnyRequest, midtrans: NamedDependency[Midtrans]) -> Response[str] | Redirect:
    text = str((await request.form()).get("code", "")).strip()
    if not qris.is_valid(text):
        return _page(request, "find.html", status=422, kind="qris", problem="bad_qr", value=text)
    return _found(request, midtrans, "qris", text, text)


@get("/va")
async def va_page(request: AnyRequest) -> Response[str]:
    return _page(request, "find.html", kind="va", problem="", value="")


@post("/va")
async def find_va(request: AnyRequest, midtrans: NamedDependency[Midtrans]) -> Response[str] | Redirect:
    text = str((await request.form()).get("code", "")).strip()
    digits = "".join(sign for sign in text if sign.isdecimal())
    return _found(request, midtrans, "va", digits, text)


@get("/snap/v4/redirection/{token:str}")
async def card_page(
    request: AnyRequest, token: FromPath[str], midtrans: NamedDependency[Midtrans]
) -> Response[str] | Redirect:
    """The hosted page a merchant redirects card payers to."""
    transaction = midtrans.find_by_code(token)
    if transaction is None:
        return _unknown(request, "va", "")
    if transaction.status != "created":
        return Redirect(f"/pay/{transaction.id}")
    over = transaction.expires <= clock.now()
    return _page(request, "card.html", t=transaction, cards=CARDS, over=over)


@post("/snap/v4/redirection/{token:str}")
async def pay_by_card(
    request: AnyRequest, token: FromPath[str], midtrans: NamedDependency[Midtrans]
) -> Response[str] | Redirect:
    transaction = midtrans.find_by_code(token)
    if transaction is None:
        return _unknown(request, "va", "")
    outcome = CARDS.get(str((await request.form()).get("card", "")), "deny")
    try:
        transaction, _ = await midtrans.play(transaction.id, msgspec.convert({"outcome": outcome}, Wish), by_hand=True)
    except Refused as refused:
        return _page(request, "refused.html", status=409, ref=transaction.id, reason=refused.message)
    if not transaction.return_url:
        return Redirect(f"/pay/{transaction.id}", status_code=303)
    result = {
        "order_id": transaction.order_id,
        "status_code": rules.status_code(transaction),
        "transaction_status": transaction.status,
    }
    mark = "&" if "?" in transaction.return_url else "?"
    return Redirect(f"{transaction.return_url}{mark}{urlencode(result)}", status_code=303)


@get("/simulator.css", media_type="text/css")
async def css() -> Response[str]:
    return Response(CSS, media_type="text/css", headers={"Cache-Control": "public, max-age=3600"})


def _found(request: AnyRequest, midtrans: Midtrans, kind: str, code: str, value: str) -> Response[str] | Redirect:
    transaction = midtrans.find_by_code(code) if code else None
    if transaction is None:
        return _unknown(request, kind, value)
    return Redirect(f"/pay/{transaction.id}", status_code=303)


def _unknown(request: AnyRequest, kind: str, value: str) -> Response[str]:
    """There is no such bill: whoever pays may have mistyped, or came by an old link."""
    return _page(request, "find.html", status=404, kind=kind, problem="unknown", value=value)


def _page(request: AnyRequest, name: str, *, status: int = 200, **values: Any) -> Response[str]:
    lang = language(request.query_params.get("lang"), request.cookies.get("lang"))
    html = templates.get_template(name).render(
        text=TEXTS[lang], lang=lang, path=request.url.path, now=clock.now(), **values
    )
    response = Response(html, status_code=status, media_type="text/html")
    if "lang" in request.query_params:
        response.set_cookie("lang", lang, max_age=365 * 86_400, samesite="lax")
    return response


def _number(value: object) -> float | int | None:
    try:
        number = float(str(value))
    except ValueError:
        return None
    return int(number) if number.is_integer() else number


def _rupiah(amount: int) -> str:
    return "Rp" + f"{amount:,}".replace(",", ".")


def _name(transaction: Transaction) -> str:
    if transaction.payment_type == "bank_transfer":
        return f"{transaction.bank.upper()} Virtual Account"
    return NAMES.get(transaction.payment_type, transaction.bank.title())


def _clock(at: float) -> str:
    return datetime.fromtimestamp(at, rules.WIB).strftime("%H.%M WIB")


def _when(at: float) -> str:
    return datetime.fromtimestamp(at, rules.WIB).strftime("%d/%m/%Y %H.%M WIB")


templates.filters |= {"rupiah": _rupiah, "clock": _clock, "when": _when, "method": _name}

ROUTES = [home, pay_page, pay, qris_page, find_qris, va_page, find_va, card_page, pay_by_card, css]
