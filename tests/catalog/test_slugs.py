"""Names in addresses: everybody gets one, however many have the same name, and ids that end alike."""

import itertools
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from niaga.kit import slugs
from niaga.kit.ids import new_id

from .market import Caller, Json, open_shop, person, word
from .test_http import shirt


def ending_alike() -> list[str]:
    end = uuid.uuid4().hex[-12:]
    return [str(uuid.UUID(f"{new_id().hex[:-12]}{end}")) for _ in range(3)]


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


LIKE_IDS = [
    "12345678901234567890123456789012",
    "1234-5678 1234-5678 1234-5678 1234-5678",
    "DEADBEEF deadbeef cafebabe 01234567",
    "1234567812345678 12345678",  # and the end of an id makes 32
    "aaaaaaaa bbbb cccc dddd eeeeeeeeeeee",
]


@given(st.text(st.sampled_from("0123456789abcdefABCDEF -"), max_size=100), st.uuids())
def test_no_slug_reads_as_an_id(name: str, id: uuid.UUID) -> None:
    for spelling in itertools.islice(slugs.spellings(slugs.slug(name, "produk"), id, "produk"), 5):
        assert slugs.as_id(spelling) is None


@pytest.mark.parametrize("name", LIKE_IDS)
async def test_names_that_look_like_ids_lead_somewhere(
    name: str, admin: Caller, seller: Caller, shop: Json, guest: Caller
) -> None:
    for _ in range(3):
        made = await shirt(seller, shop, name)
        assert (await guest.get(f"/products/{made['slug']}"))["id"] == made["id"]
        other = await seller.post("/shops", name=name)
        assert (await seller.get(f"/shops/{other['slug']}"))["id"] == other["id"]
        category = await admin.post("/categories", name=name)
        await admin.put(f"/products/{made['id']}", category_id=category["id"])
        found = await guest.get("/products", category=category["slug"])
        assert [p["id"] for p in found["items"]] == [made["id"]]
        assert found["facets"]["categories"][0]["count"] == 1


async def test_a_slug_somebody_chose_is_tried_before_the_id_it_looks_like(
    admin: Caller, seller: Caller, shop: Json, guest: Caller
) -> None:
    chosen = str(uuid.uuid4())
    category = await admin.post("/categories", name=word(), slug=chosen)
    made = await shirt(seller, shop, word())
    await admin.put(f"/products/{made['id']}", category_id=category["id"])
    for asked in (category["slug"], category["id"]):
        assert (await guest.get("/products", category=asked))["total"] == 1


async def test_made_anew_it_has_its_address_again(admin: Caller, seller: Caller, shop: Json, guest: Caller) -> None:
    name = f"Lagi {word()}"
    old = await shirt(seller, shop, name)
    await seller.ask("DELETE", f"/products/{old['id']}", 204)
    await guest.get(f"/products/{old['slug']}", 404)
    other = await person(seller.client, "customer")
    foreign = await shirt(other, await open_shop(other, admin), name)
    assert foreign["slug"] != old["slug"]  # links to the one shop's goods never lead to another's
    new = await shirt(seller, shop, name)
    assert new["slug"] == old["slug"]
    assert (await guest.get(f"/products/{old['slug']}"))["id"] == new["id"]
