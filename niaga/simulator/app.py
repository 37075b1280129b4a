"""Puts the simulator together."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import msgspec
from litestar import Litestar, Request, Response, delete, get, post
from litestar.config.cors import CORSConfig
from litestar.datastructures import State
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath

from niaga.kit.bodies import decode

from . import pages
from .clockwork import Clockwork
from .delivery import Courier
from .midtrans import http, rules
from .midtrans.engine import PROVIDER, Midtrans
from .midtrans.types import Refused
from .settings import Settings
from .store import Store
from .wishes import Trouble, Troubles, Wish


@post("/simulate/{ref:str}", status_code=200)
async def simulate(
    request: Request[Any, Any, Any], ref: FromPath[str], midtrans: NamedDependency[Midtrans]
) -> Response[Any]:
    """Bring about an outcome, as the payer, the bank or time would; returns what was told to the merchant."""
    wish = decode(await request.body(), Wish)
    transaction, messages = await midtrans.play(ref, wish)
    return Response(
        {
            "transaction_id": transaction.id,
            "order_id": transaction.order_id,
            "status": transaction.status,
            "notifications": [pages.told(message) for message in messages],
        }
    )


@post("/faults", status_code=204)
async def arm_fault(request: Request[Any, Any, Any], troubles: NamedDependency[Troubles]) -> None:
    troubles.arm(decode(await request.body(), Trouble))


@delete("/faults")
async def clear_faults(troubles: NamedDependency[Troubles]) -> None:
    troubles.clear()


@get(["/health/live", "/health/ready"])
async def health() -> dict[str, str]:
    return {"status": "ok"}


def build(settings: Settings) -> Litestar:
    store = Store(settings.home / "simulator.sqlite3")
    clockwork = Clockwork(store)
    courier = Courier(store, clockwork, {PROVIDER: rules.RETRIES}, settings.time_scale)
    midtrans = Midtrans(settings, store, clockwork, courier)
    troubles = Troubles()
    desk = http.Desk(settings, store, midtrans, troubles)

    @asynccontextmanager
    async def running(_: Litestar) -> AsyncIterator[None]:
        ticking = asyncio.create_task(clockwork.run())
        yield
        ticking.cancel()
        await clockwork.stop()
        await courier.close()
        store.close()

    return Litestar(
        [simulate, arm_fault, clear_faults, health, *http.ROUTES, *pages.ROUTES],
        lifespan=[running],
        state=State({"settings": settings}),
        dependencies={
            "midtrans": Provide(lambda: midtrans, sync_to_thread=False),
            "desk": Provide(lambda: desk, sync_to_thread=False),
            "troubles": Provide(lambda: troubles, sync_to_thread=False),
        },
        exception_handlers={Refused: _refused, msgspec.DecodeError: _unreadable},
        cors_config=CORSConfig(allow_origins=["*"]),  # the shop's payment page calls /simulate from its own origin
        openapi_config=None,
        logging_config=None,
        request_max_body_size=1_000_000,
    )


def _refused(_: Request[Any, Any, Any], refused: Refused) -> Response[Any]:
    code = {404: "not_found", 412: "wrong_state"}.get(refused.code, "refused")
    return _problem(refused.code, code, refused.message)


def _unreadable(_: Request[Any, Any, Any], wrong: msgspec.DecodeError) -> Response[Any]:
    return _problem(400, "validation_failed", str(wrong))


def _problem(status: int, code: str, detail: str) -> Response[Any]:
    body = {"type": "about:blank", "title": code, "status": status, "code": code, "detail": detail}
    return Response(body, status_code=status, media_type="application/problem+json")
