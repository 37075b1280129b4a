"""The story told through the ports, on a database of its own: whole, true, in every state, and only once."""

import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from niaga.demo.names import named
from niaga.demo.people import ADMIN, BUYER, SELLER, STUDENT
from niaga.kit import embedded
from tests import running
from tests.conftest import HOME, PATIENCE_S

from . import apart

MORE = 1_200


def tell(environment: dict[str, str], *, more: int = 0) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "tests.demo.tell", str(more)], env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return done.stdout


def verify(environment: dict[str, str]) -> None:
    done = subprocess.run([sys.executable, "-m", "niaga", "verify"], env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


@pytest.fixture(scope="module")
def told(urls: embedded.Services) -> Iterator[running.Platform]:
    """The platform with the story in it."""
    environment = apart.environment(urls, "told")
    tell(environment)
    verify(environment)
    with running.run("one", [environment["NIAGA_DATABASE_URL"]], urls.redis_url, HOME / "told") as platform:
        yield platform


class Face:
    """What somebody who has signed in sees."""

    def __init__(self, platform: running.Platform, email: str) -> None:
        self.http = httpx.Client(base_url=f"{platform.url}/api/v1", timeout=PATIENCE_S)
        session = self.http.post("/auth/login", json={"email": email, "password": "niaga-demo"})
        assert session.status_code == 200, session.text
        self.http.headers["Authorization"] = f"Bearer {session.json()['access_token']}"

    def get(self, path: str, **params: Any) -> Any:
        answer = self.http.get(path, params=params)
        assert answer.status_code == 200, answer.text
        return answer.json()


def test_there_is_something_in_every_state(told: running.Platform) -> None:
    admin = Face(told, ADMIN.email)
    assert admin.get("/products", size=1)["total"] >= 400
    assert {s["slug"] for s in admin.get("/shops", status="pending")["items"]} == {
        "warung-mbah-joko",
        "hijab-anisa",
    }
    states = {o["status"] for page in (1, 2, 3) for o in admin.get("/orders", size=100, page=page)["items"]}
    assert states >= {
        "pending", "paid", "processing", "packed", "ready_for_pickup", "shipped", "delivered", "completed",
        "cancelled", "rejected", "refunded",
    }  # fmt: skip
    (twins,) = admin.get("/twins")
    assert {product["owner"]["name"] for product in twins["products"]} == {
        "Koperasi Mahasiswa Nusantara",
        "Goresan Laras",
    }


def test_the_buyer_has_money_and_a_history(told: running.Platform) -> None:
    buyer = Face(told, BUYER.email)
    assert buyer.get("/wallet")["balance"] >= 5_000_000
    wanted = {"pending_payment", "paid", "completed", "cancelled", "expired", "refunded", "partly_refunded"}
    until = time.monotonic() + PATIENCE_S
    while not (states := {o["status"] for o in buyer.get("/orders/me")["items"]}) >= wanted:
        assert time.monotonic() < until, states  # the cash that nobody took expires when the worker looks
        time.sleep(0.1)
    assert buyer.get("/cart")["shops"] == []
    assert len(buyer.get("/users/me/addresses")) == 2


def test_the_seller_owns_the_chain_and_a_canteen(told: running.Platform) -> None:
    seller = Face(told, SELLER.email)
    assert "seller" in seller.get("/users/me")["roles"]
    shops = [seller.get(f"/shops/lentera-gawai-{x}") for x in
             ("malang", "surabaya-pusat", "surabaya-timur", "makassar", "jayapura")]  # fmt: skip
    assert len({shop["timezone"] for shop in shops}) == 3
    assert sum(len(seller.get(f"/shops/{shop['id']}/warehouses")) for shop in shops) == 7
    canteen = seller.get("/shops/geprek-juara")
    assert seller.get("/orders", shop_id=canteen["id"])["total"] > 5
    assert any(row["low"] for row in seller.get(f"/shops/{canteen['id']}/stock", low=True)["items"])


def test_the_student_buys_and_sells(told: running.Platform) -> None:
    student = Face(told, STUDENT.email)
    assert set(student.get("/users/me")["roles"]) >= {"customer", "seller"}
    assert student.get("/orders/me")["total"] == 4


def test_a_central_product_has_different_prices(told: running.Platform) -> None:
    offers = [
        offer
        for variant in Face(told, BUYER.email).get("/products/arunika-a5")["variants"]
        for offer in variant["offers"]
    ]
    assert len({offer["shop"]["id"] for offer in offers}) >= 3
    assert len({offer["price"] for offer in offers}) >= 3


def test_payments_have_a_history_with_their_provider(told: running.Platform) -> None:
    admin = Face(told, ADMIN.email)
    paid = [p for page in (1, 2) for p in admin.get("/payments", size=100, page=page)["items"] if p["provider"]]
    assert {p["method"] for p in paid} == {"qris", "virtual_account", "ewallet", "card"}
    assert any(p["status"] == "pending" for p in paid), "one waits to be paid"
    heard = [w for p in paid for w in admin.get(f"/payments/{p['id']}/webhooks")]
    assert any(w["told"] > 1 and w["outcome"] == "applied" for w in heard), "one was told twice"
    buyer = Face(told, BUYER.email)
    notices = {o["notice"] for o in buyer.get("/orders/me", size=100)["items"]}
    assert "late_payment_refunded" in notices
    said = [x["operation"] for p in paid if p["method"] == "qris" for x in admin.get(f"/payments/{p['id']}/exchanges")]
    assert "status" in said, "one was found by asking"


def test_telling_it_again_changes_nothing_and_more_adds_to_it(told: running.Platform) -> None:
    admin = Face(told, ADMIN.email)

    def counts() -> list[int]:
        return [admin.get(path, size=1)["total"] for path in ("/products", "/shops", "/users", "/orders")]

    products, *others = counts()
    environment = told.environments["serve-0"]
    tell(environment, more=MORE)
    tell(environment, more=MORE)
    now, *other_counts = counts()
    assert now == products + MORE
    assert other_counts[2] == others[2], "no order was made twice"
    assert admin.get(f"/shops/{named('scale shop', '0')}")["status"] == "approved"
    verify(environment)
