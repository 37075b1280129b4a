"""The pages where a person plays the payer."""

from typing import Any

import pytest

from tests.conftest import NOBODY

from .outside import Merchant, Simulated


async def form(simulator: Simulated, path: str, **fields: str) -> Any:
    return await simulator.http.post(path, data=fields, auth=NOBODY)


async def test_home_lists_what_there_is(simulator: Simulated) -> None:
    empty = await simulator.http.get("/")
    assert "Belum ada transaksi" in empty.text
    assert 'lang="id"' in empty.text
    await simulator.charge("order-7", 133_000)
    page = await simulator.http.get("/")
    assert "Rp133.000" in page.text
    assert "order-7" in page.text
    assert "menunggu" in page.text


async def test_english_is_remembered(simulator: Simulated) -> None:
    page = await simulator.http.get("/?lang=en")
    assert "No transactions yet" in page.text
    assert "No transactions yet" in (await simulator.http.get("/")).text


@pytest.mark.parametrize(("outcome", "status"), [("settle", "settlement"), ("deny", "deny"), ("expire", "expire")])
async def test_buttons(simulator: Simulated, merchant: Merchant, outcome: str, status: str) -> None:
    await simulator.charge("o")
    page = await simulator.http.get("/pay/o")
    assert "Bayar Rp44.000" in page.text
    reply = await form(simulator, "/pay/o", outcome=outcome)
    assert reply.status_code == 303
    assert merchant.kinds() == [status]
    after = await simulator.http.get(reply.headers["location"])
    assert "HTTP 200" in after.text
    assert ("Beri tahu toko lagi" in after.text) == (outcome == "settle")


async def test_faults_by_form(simulator: Simulated, merchant: Merchant) -> None:
    await simulator.charge("o")
    await form(simulator, "/pay/o", outcome="settle", duplicate="2", reorder="on", delay_s="")
    assert merchant.kinds() == ["settlement"] * 3 + ["pending"] * 3


async def test_what_is_over_is_refused_in_words(simulator: Simulated) -> None:
    await simulator.charge("o")
    await form(simulator, "/pay/o", outcome="expire")
    reply = await form(simulator, "/pay/o", outcome="settle")
    assert reply.status_code == 409
    assert "expired" in reply.text


@pytest.mark.parametrize("path", ["/pay/nobody", "/snap/v4/redirection/nothing"])
async def test_a_bill_nobody_knows_is_answered_with_a_page(simulator: Simulated, path: str) -> None:
    for page in (await simulator.http.get(path), await form(simulator, path, outcome="settle")):
        assert page.status_code == 404
        assert "Tidak ada tagihan dengan kode ini" in page.text


async def test_qris_text_finds_its_bill(simulator: Simulated) -> None:
    body = (await simulator.charge("o")).json()
    reply = await form(simulator, "/qris", code=f" {body['qr_string']}\n")
    assert (reply.status_code, reply.headers["location"]) == (303, f"/pay/{body['transaction_id']}")
    assert "checksum" in (await form(simulator, "/qris", code="000201")).text
    other = "00020101021226620015ID.CO.GOPAY.WWW"
    assert (await form(simulator, "/qris", code=other)).status_code == 422


async def test_account_numbers_find_their_bill(simulator: Simulated) -> None:
    bca = (await simulator.charge("o", payment_type="bank_transfer", bank_transfer={"bank": "bca"})).json()
    number = bca["va_numbers"][0]["va_number"]
    spaced = f"{number[:4]} {number[4:]}"
    assert (await form(simulator, "/va", code=spaced)).headers["location"] == f"/pay/{bca['transaction_id']}"
    bill = {"bill_info1": "a", "bill_info2": "b"}
    mandiri = (await simulator.charge("m", payment_type="echannel", echannel=bill)).json()
    both = f"{mandiri['biller_code']} {mandiri['bill_key']}"
    assert (await form(simulator, "/va", code=both)).headers["location"] == f"/pay/{mandiri['transaction_id']}"
    assert (await form(simulator, "/va", code="123")).status_code == 404


async def test_card_page(simulator: Simulated, merchant: Merchant) -> None:
    body = {
        "transaction_details": {"order_id": "card", "gross_amount": 50_000},
        "callbacks": {"finish": "http://shop.test/done?x=1"},
    }
    page = (await simulator.http.post("/snap/v1/transactions", json=body)).json()["redirect_url"]
    assert "4811 1111 1111 1114" in (await simulator.http.get(page)).text
    reply = await form(simulator, page, card="4811 1111 1111 1114")
    assert reply.headers["location"] == (
        "http://shop.test/done?x=1&order_id=card&status_code=200&transaction_status=capture"
    )
    assert merchant.kinds() == ["capture"]
    assert (await simulator.http.get(page)).status_code == 302  # paid: the bill instead
    assert (await simulator.http.get("/snap/v4/redirection/none")).status_code == 404


async def test_every_text_has_both_languages() -> None:
    from niaga.simulator.texts import TEXTS

    assert TEXTS["id"].keys() == TEXTS["en"].keys()
    assert all(TEXTS["id"].values())
    assert all(TEXTS["en"].values())
