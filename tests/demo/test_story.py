"""The story hangs together: nobody is named who does not exist, and nothing is drawn that cannot be."""

import io
from collections import Counter

import phonenumbers
import pytest
from PIL import Image

from niaga.demo import art, pictures
from niaga.demo.categories import ROOT_OF, TREE
from niaga.demo.chain import OUTLETS, PRODUCTS
from niaga.demo.names import named
from niaga.demo.people import BUYER, EVERYBODY
from niaga.demo.purchases import purchases
from niaga.demo.shops import OWN_SHOPS, SHOPS, offer_id
from niaga.kit.slugs import slug

ITEMS = [*(item for shop in OWN_SHOPS for item in shop.items), *PRODUCTS]


def test_the_story_has_the_size_it_should() -> None:
    assert len(ITEMS) >= 400
    kinds = Counter(shop.kind for shop in OWN_SHOPS)
    assert kinds == {"canteen": 6, "koperasi": 1, "student": 8}
    places = [o.shop.place for o in OUTLETS]
    assert len(places) == 5
    assert len({p.city for p in places}) == 4
    assert len({p.timezone for p in places}) == 3
    assert sum(len(o.shelves) for o in OUTLETS) == 7


def test_names_are_told_apart() -> None:
    assert len({slug(item.name, "") for item in ITEMS}) == len(ITEMS)
    assert len({p.email for p in EVERYBODY}) == len({p.phone for p in EVERYBODY}) == len(EVERYBODY)
    assert len({shop.slug for shop in SHOPS}) == len(SHOPS)


def test_phone_numbers_are_possible() -> None:
    for number in [*(p.phone for p in EVERYBODY), *(s.phone for s in SHOPS)]:
        assert phonenumbers.is_valid_number(phonenumbers.parse(number, "ID")), number


def test_owners_and_categories_exist() -> None:
    emails = {p.email for p in EVERYBODY}
    assert all(shop.owner in emails for shop in SHOPS)
    leaves = {child for _, _, _, children in TREE for child, _, _ in children}
    assert {item.category for item in ITEMS} == leaves
    assert set(ROOT_OF.values()) == set(pictures.MOODS)


def test_some_shelves_are_low_some_empty_and_some_reduced() -> None:
    variants = [v for item in ITEMS for v in item.variants()]
    assert any(v.stock == 0 for v in variants)
    assert any(0 < v.stock < 10 for v in variants)
    assert all(v.price > 0 and (v.compare_at_price is None or v.compare_at_price > v.price) for v in variants)


def test_outlets_ask_different_prices() -> None:
    (phone,) = [item for item in PRODUCTS if item.name == "Arunika A5"]
    assert len({o.price(phone.price) for o in OUTLETS}) == len(OUTLETS)


def test_every_purchase_can_be_made() -> None:
    told = purchases()
    assert told == purchases()
    assert {"completed", "cancelled", "refunded", "processing", "pending", "paid"} <= {p.end for p in told}
    bought = Counter[object]()
    for purchase in told:
        for pick in purchase.picks:
            assert pick.variant in list(pick.item.variants())
            bought[offer_id(pick.shop, pick.item, pick.variant)] += pick.quantity
    spent = sum(
        pick.variant.price * pick.quantity
        for p in told
        if p.buyer is BUYER and p.method == "wallet" and p.end != "cancelled"
        for pick in p.picks
    )
    assert BUYER.wallet - spent > 5_500_000


def test_ids_follow_from_names() -> None:
    assert named("shop", "a") == named("shop", "a") != named("shop", "b")
    assert named("shop", "a").version == 7


@pytest.mark.skipif(not art.installed(), reason="the art is not installed: npm ci in niaga/demo")
def test_everything_drawn_exists() -> None:
    for word in {word for item in ITEMS for word in item.art.split()} | {p.art for p in EVERYBODY}:
        assert art.thing(word).mode == "RGBA"
    for shop in SHOPS:
        art.thing(shop.art)


@pytest.mark.skipif(not art.installed(), reason="the art is not installed: npm ci in niaga/demo")
def test_a_picture_comes_in_three_sizes_and_always_the_same() -> None:
    item = ITEMS[0]
    made = pictures.product(item.name, item.art, item.category)
    assert made == pictures.product(item.name, item.art, item.category)
    assert [Image.open(io.BytesIO(data)).size[0] for data in made] == [800, 400, 160]


def test_emoji_stay_whole() -> None:
    assert art.split_emoji("🐱🚀👨🏽‍🎓⌨️") == ["🐱", "🚀", "👨🏽‍🎓", "⌨️"]
