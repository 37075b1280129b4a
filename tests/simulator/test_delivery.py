"""Retries by the table, and a memory that outlives a kill -9."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from .outside import CLOSED_PORT, SERVER_KEY, SPARE_PORT, Merchant, Simulated, until


@pytest.mark.parametrize(
    ("answers", "deliveries"),
    [([500] * 9, 2), ([503] * 9, 5), ([404] * 9, 3), ([302], 1), ([502] * 9, 6), ([503, 500, 200], 2), ([502, 200], 2)],
)
async def test_retries_end_as_the_table_says(
    simulator: Simulated, merchant: Merchant, answers: list[int], deliveries: int
) -> None:
    merchant.answers = [(status, {}) for status in answers]
    charged = (await simulator.charge("o")).json()
    await simulator.simulate("o")
    page = f"/pay/{charged['transaction_id']}?lang=en"

    async def over() -> bool:
        return "sent again in" not in (await simulator.http.get(page)).text

    await until(over)
    assert len(merchant.told) == deliveries
    assert len(set(merchant.bodies)) == 1


async def test_redirects_307_are_followed(simulator: Simulated, merchant: Merchant) -> None:
    merchant.answers = [(307, {"Location": "/hook/moved"}), (308, {"Location": Merchant.url + "/again"})]
    await simulator.charge("o")
    answer = await simulator.simulate("o")
    assert answer["notifications"][0]["status_code"] == 200
    assert merchant.paths == ["/hook", "/hook/moved", "/hook/again"]
    merchant.answers = [(307, {"Location": "/hook/round"})] * 20
    await simulator.charge("p")
    assert (await simulator.simulate("p"))["notifications"][0]["status_code"] == 307


async def test_a_merchant_that_is_away_is_tried_again(simulator: Simulated) -> None:
    body = {"payment_type": "qris", "transaction_details": {"order_id": "o", "gross_amount": 1000}}
    nowhere = {"X-Override-Notification": f"http://127.0.0.1:{CLOSED_PORT}/,not an address"}
    await simulator.http.post("/v2/charge", json=body, headers=nowhere)
    for notification in (await simulator.simulate("o"))["notifications"]:
        assert notification["error"]
        assert "status_code" not in notification
        assert "next_in_s" in notification


@contextlib.contextmanager
def process(home: Path, **more: str) -> Iterator["subprocess.Popen[bytes]"]:
    env = {
        **os.environ,
        "NIAGA_HOME": str(home),
        "NIAGA_SIMULATOR_PORT": str(SPARE_PORT),
        "NIAGA_SIMULATOR_WEBHOOK_URL": Merchant.url,
        "NIAGA_MIDTRANS_SERVER_KEY": SERVER_KEY,
        **more,
    }
    running = subprocess.Popen([sys.executable, "-m", "niaga.simulator.main"], env=env)
    try:
        yield running
    finally:
        running.kill()
        running.wait()


async def test_nothing_is_forgotten_by_a_kill(merchant: Merchant, tmp_path: Path) -> None:
    """Charged, paid and owed notifications are still there; so is what was planned for later."""
    merchant.answers = [(502, {}), (502, {})]
    headers = {"Idempotency-Key": "k"}
    body = {"payment_type": "qris", "transaction_details": {"order_id": "o", "gross_amount": 1000}}
    short = {"transaction_details": {"order_id": "s", "gross_amount": 1000}}
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{SPARE_PORT}", auth=(SERVER_KEY, "")) as client:
        with process(tmp_path, NIAGA_SIMULATOR_TIME_SCALE="0.01", NIAGA_SIMULATOR_PENDING_NOTICES="off") as first:
            await until(lambda: _ready(client))
            charged = await client.post("/v2/charge", json=body, headers=headers)
            short_lived = {**body, **short, "custom_expiry": {"expiry_duration": 5, "unit": "second"}}
            await client.post("/v2/charge", json=short_lived)
            await client.post("/simulate/o", json={"outcome": "settle"})
            assert merchant.kinds() == ["settlement"]
            first.send_signal(signal.SIGKILL)
        with process(tmp_path, NIAGA_SIMULATOR_TIME_SCALE="0.01", NIAGA_SIMULATOR_PENDING_NOTICES="off"):
            await until(lambda: _ready(client))
            assert (await client.get("/v2/o/status")).json()["transaction_status"] == "settlement"
            assert (await client.post("/v2/charge", json=body, headers=headers)).content == charged.content
            await until(lambda: sorted(merchant.kinds()) == ["expire", "settlement", "settlement", "settlement"])


async def _ready(client: httpx.AsyncClient) -> bool:
    try:
        return (await client.get("/health/live")).is_success
    except httpx.TransportError:
        return False


async def test_the_process_is_light(merchant: Merchant, tmp_path: Path) -> None:
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{SPARE_PORT}") as client:
        with process(tmp_path) as running:
            await until(lambda: _ready(client))
            for path in ("/", "/qris", "/va"):
                assert (await client.get(path)).is_success
            resident = Path(f"/proc/{running.pid}/statm")
            if resident.exists():
                pages = int(resident.read_text().split()[1])
                assert pages * os.sysconf("SC_PAGE_SIZE") < 60_000_000
