"""The outside world in this process: the real simulator without sockets, and its webhooks as calls.

Time in it passes when the clock is moved: what the provider does later (expire, settle a card, tell again) is done by
`pass_time`.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, cast

import httpx
import segno
from litestar.di import Provide

from niaga.kit import clock
from niaga.kit.errors import Refusal
from niaga.payments import api as payments
from niaga.payments.api import providers
from niaga.payments.gateways import midtrans as gateway
from niaga.payments.settings import settings
from niaga.simulator import app as simulator
from niaga.simulator import clock as simulator_clock
from niaga.simulator.midtrans.engine import Midtrans
from niaga.simulator.midtrans.types import Refused, Transaction
from niaga.simulator.settings import Settings
from niaga.simulator.wishes import Trouble, Troubles, Wish

from .gates import gate

MAKE_QR = segno.make_qr
OPERATIONS = ("charge", "status", "cancel", "expire", "refund")


class Told(NamedTuple):
    """What we answered to a webhook."""

    status: int
    headers: Sequence[tuple[bytes, bytes]] = ()


class _Wire(httpx.AsyncBaseTransport):
    """From our gateway to the simulator. Before each request there is a gate."""

    def __init__(self, app: Any) -> None:
        self.inner = httpx.ASGITransport(app)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await gate(f"{request.method} {request.url.path.split('/')[-1]}")
        return await self.inner.handle_async_request(request)


class _Postman:
    """From the simulator to us, in place of its connections."""

    def __init__(self, bugs: list[BaseException]) -> None:
        self.bugs = bugs

    async def request(self, _: str, url: str, headers: Any, content: bytes, extensions: Mapping[str, Any]) -> Told:
        try:
            await payments.hear(provider=url.rsplit("/", 1)[-1], headers={}, body=content)
        except Refusal as refused:
            return Told(refused.status)
        except Exception as bug:
            self.bugs.append(bug)
            return Told(500)
        return Told(200)

    async def aclose(self) -> None: ...


class Outside:
    """Payers, their banks, and the provider."""

    def __init__(self, folder: Path, bugs: list[BaseException]) -> None:
        found = settings()
        built = simulator.build(
            Settings(home=folder, public_url=found.simulator_url, time_scale=1.0, pending_notices=False)
        )
        self.engine: Midtrans = cast(Provide, built.dependencies["midtrans"]).dependency()
        self.troubles: Troubles = cast(Provide, built.dependencies["troubles"]).dependency()
        self.engine.courier.http = _Postman(bugs)
        ours = providers.gateway(providers.DEFAULT)
        assert isinstance(ours, gateway.Midtrans)
        ours.http = httpx.AsyncClient(auth=ours.http.auth, headers=ours.http.headers, transport=_Wire(built))
        gateway.READ_PAUSE_S = 0
        segno.make_qr = partial(MAKE_QR, mask=0)  # to choose the best of eight takes as long as three requests

    async def close(self) -> None:
        await providers.close()
        self.engine.store.close()

    async def play(self, payment_id: Any, outcome: str, **faults: Any) -> None:
        """Bring it about, and tell us unless it is dropped. Raises Refused where the provider could not."""
        await self.engine.play(str(payment_id), Wish(outcome=outcome, **faults))  # type: ignore[arg-type]

    def find(self, payment_id: Any) -> Transaction | None:
        try:
            return self.engine.find(str(payment_id))
        except Refused:
            return None

    def charged(self, payment_id: Any) -> int:
        """What the payer is asked for. Only of a payment that the provider knows."""
        return self.engine.find(str(payment_id)).amount

    def arm(self, kind: Any, *operations: Any, times: int = 1) -> None:
        for operation in operations or OPERATIONS:
            self.troubles.arm(Trouble(operation=operation, kind=kind, times=times))

    async def pass_time(self) -> bool:
        """Do what the provider does by itself until now. Was there anything?"""
        simulator_clock.shift(clock._shift.total_seconds())
        clockwork, any_due = self.engine.clockwork, False
        while due := [
            task
            for task in clockwork.store.first_tasks(64)
            if task.due <= simulator_clock.now() and task.id not in clockwork.busy
        ]:
            any_due = True
            clockwork.busy[due[0].id] = None
            await clockwork.do(due[0])
        return any_due
