"""Names in addresses: everybody gets one, however many have the same name, and ids that end alike."""

import uuid

import pytest

from .market import Caller, Json, word
from .test_http import shirt


def ending_alike() -> list[str]:
    end = uuid.uuid4().hex[12:]
    return [str(uuid.UUID(f"{uuid.uuid4().hex[:12]}{end}")) for _ in range(3)]


@pytest.mark.parametrize("kind", ["category", "product", "shop"])
async def test_the_same_name_again(kind: str, admin: Caller, seller: Caller, shop: Json) -> None:
    name = f"Sama {word()}"
    made = []
    for id in ending_alike():
        if kind == "category":
            made.append(await admin.post("/categories", id=id, name=name))
        elif kind == "shop":
            made.append(await seller.post("/shops", id=id, name=name))
        else:
            made.append(await shirt(seller, shop, name, id=id))
    slugs = [one["slug"] for one in made]
    assert len(set(slugs)) == 3
    assert slugs[1] == f"{slugs[0]}-{made[1]['id'][-8:]}"
    if kind == "product":
        assert [(await seller.get(f"/products/{s}"))["id"] for s in slugs] == [one["id"] for one in made]
