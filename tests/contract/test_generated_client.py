"""A client that somebody else's generator makes from our document has every operation, and works."""

import importlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from niaga import main
from niaga.kit.ids import new_id
from tests.running import Platform
from tests.world import World

NAME = "client_made_by_others"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    home = tmp_path_factory.mktemp("client")
    (home / "openapi.json").write_text(json.dumps(main.contract()))
    (home / "config.yml").write_text("post_hooks: []\n")
    command: list[str | Path] = [
        Path(sys.executable).parent / "openapi-python-client",
        "generate",
        "--path",
        home / "openapi.json",
    ]
    wanted: list[str | Path] = [
        "--output-path",
        home / NAME,
        "--meta",
        "none",
        "--config",
        home / "config.yml",
        "--fail-on-warning",
    ]
    done = subprocess.run([*command, *wanted], capture_output=True, text=True)
    assert done.returncode == 0, f"it leaves something out:\n{done.stdout}{done.stderr}"
    sys.path.insert(0, str(home))
    yield home / NAME
    sys.path.remove(str(home))


def asked(tag: str, operation: str) -> Any:
    return importlib.import_module(f"{NAME}.api.{tag}.{operation}")


def test_it_has_every_operation(made: Path) -> None:
    names = {operation["operationId"] for item in main.contract()["paths"].values() for operation in item.values()}
    there = {path.stem for path in (made / "api").rglob("*.py")} - {"__init__"}
    assert {name.replace("_", "") for name in there} == {name.replace("_", "").lower() for name in names}
    for path in (made / "api").rglob("*.py"):
        importlib.import_module(".".join(path.relative_to(made.parent).with_suffix("").parts))


async def test_it_buys(made: Path, platform: Platform, world: World) -> None:
    shop = await world.shop(5, price=12_000)
    buyer = await world.person(wallet=50_000)
    root = importlib.import_module(NAME)
    models = importlib.import_module(f"{NAME}.models")
    guest = root.Client(base_url=platform.url)
    found = await asked("products", "list_products").asyncio(client=guest, shop=shop.id)
    assert [card.price_from for card in found.items] == [12_000]
    refused = await asked("auth", "login").asyncio(
        client=guest, body=models.NewSession.from_dict({"email": buyer.user["email"], "password": "bukan-ini"})
    )
    assert (type(refused), refused.code) == (models.Problem, "invalid_credentials")
    token = buyer.headers["authorization"].removeprefix("Bearer ")
    signed_in = root.AuthenticatedClient(base_url=platform.url, token=token)
    cart = await asked("cart", "add_to_cart").asyncio(
        client=signed_in, body=models.NewCartItem.from_dict({"offer_id": shop.offers[0], "quantity": 2})
    )
    assert cart.total == 24_000
    order = await asked("checkout", "checkout").asyncio(
        client=signed_in,
        idempotency_key=str(new_id()),
        body=models.CheckoutRequest.from_dict(
            {"cart_id": str(cart.id), "payment_method": "wallet", "delivery_option": "pickup"}
        ),
    )
    assert (order.order.status, order.order.total) == ("paid", 24_000)
