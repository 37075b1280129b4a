"""A small world with something of everything, so that generated requests meet things that exist."""

import random
import zlib
from typing import Any, NamedTuple

import schemathesis
from schemathesis.core import NOT_SET

from tests.world import Person, World

STAYS_STRANGE = 0.15
"""How often a generated id is left as it is."""
SAME_AS = {"parent_id": "category_id", "into": "product_id", "shop": "shop_id", "product": "product_id"}
ENDS_SESSIONS = {"/auth/logout", "/auth/logout-all", "/auth/sessions/{session_id}", "/auth/change-password"}
ADMINS_OWN = ("/approve", "/reject", "/suspend", "/merge")

Ids = dict[str, list[str]]


class Story(NamedTuple):
    """Who there is (`None` for a guest), what there is, and what may be spoilt."""

    headers: dict[str | None, dict[str, str]]
    ids: Ids
    doomed: Ids

    def actor(self, case: schemathesis.Case[Any], chance: random.Random) -> str | None:
        path = case.path.removeprefix("/api/v1")
        if path in ENDS_SESSIONS:
            return "leaver"
        if (path.startswith("/users") and "{user_id}" in path) or path.endswith(ADMINS_OWN):
            return chance.choice(["admin"] * 5 + ["buyer", None])
        if path.startswith(("/shops/", "/warehouses", "/products", "/offers")) and case.method != "GET":
            return chance.choice(["seller"] * 5 + ["admin", "admin", "buyer", None])
        return chance.choice(["buyer"] * 4 + ["seller"] * 2 + ["admin"] * 4 + [None])

    def put_into(self, case: schemathesis.Case[Any], chance: random.Random) -> None:
        """Replace most of the ids of a request by ids of things that exist."""
        spoils = case.method == "DELETE" or case.path.endswith(ADMINS_OWN) or case.method == "PUT"
        ids = self.ids | (self.doomed if spoils else {})
        if isinstance(case.path_parameters, dict):
            case.path_parameters = _known(case.path_parameters, ids, chance)
        if isinstance(case.query, dict):
            case.query = _known(case.query, ids, chance)
        if case.body is not NOT_SET and "json" in (case.media_type or ""):
            case.body = _known(case.body, ids, chance)


def chance_of(case: schemathesis.Case[Any]) -> random.Random:
    """The same for the same case, in every run."""
    text = repr((case.method, case.path, case.path_parameters, case.query, case.body))
    return random.Random(zlib.crc32(text.encode("utf-8", "replace")))


def _known(value: Any, ids: Ids, chance: random.Random, name: str = "") -> Any:
    if isinstance(value, dict):
        return {k: _known(v, ids, chance, k if isinstance(k, str) else "") for k, v in value.items()}
    if isinstance(value, list):
        return [_known(v, ids, chance, name) for v in value]
    known = ids.get(SAME_AS.get(name, name))
    if known and isinstance(value, str) and chance.random() > STAYS_STRANGE:
        return chance.choice(known)
    return value


async def tell(world: World) -> Story:
    """Make it."""
    buyer = await world.person("Sari Dewi", wallet=50_000_000)
    leaver = await world.person("Budi Pergi")
    others = [await world.person(f"Warga {n}") for n in range(3)]
    admin = await world.admin()
    shop, doomed = await world.shop(200, 200, delivers=True, delivery_fee=7_000), await world.shop(50)
    category = await admin.post("/categories", 201, name="Minuman kontrak")
    twig = await admin.post("/categories", 201, name="Teh kontrak", parent_id=category["id"])
    waiting = await world.shop()
    orders = [
        await buyer.buy(shop.offers[0]),
        await buyer.buy(shop.offers[1], method="qris"),
        await buyer.buy(shop.offers[0], doomed.offers[0], method="cash"),
    ]
    cart = await buyer.add(shop.offers[0])
    address = await buyer.address()
    ids: Ids = {
        "address_id": [address],
        "user_id": [person.id for person in others],
        "shop_id": [shop.id, waiting.id],
        "warehouse_id": await _warehouses(shop.owner, shop.id),
        "variant_id": shop.variants,
        "product_id": shop.products,
        "offer_id": shop.offers,
        "category_id": [category["id"], twig["id"]],
        "cart_id": [cart["id"]],
        "item_id": [item["id"] for group in cart["shops"] for item in group["items"]],
        "order_id": [order["id"] for order in orders],
        "shop_order_id": [part["id"] for order in orders for part in order["shop_orders"]],
        "payment_id": [order["payment_id"] for order in orders],
        "provider": ["midtrans"],
    }
    spoilt: Ids = {
        "shop_id": [doomed.id, waiting.id],
        "warehouse_id": await _warehouses(doomed.owner, doomed.id),
        "variant_id": doomed.variants,
        "product_id": doomed.products,
        "offer_id": doomed.offers,
        "category_id": [twig["id"]],
    }
    people: dict[str | None, Person] = {"buyer": buyer, "admin": admin, "seller": shop.owner, "leaver": leaver}
    return Story({None: {}, **{name: person.headers for name, person in people.items()}}, ids, spoilt)


async def _warehouses(owner: Person, shop_id: str) -> list[str]:
    return [warehouse["id"] for warehouse in await owner.get(f"/shops/{shop_id}/warehouses")]
