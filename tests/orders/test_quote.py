"""What a cart costs: Σ parts = charged, to the rupiah, whatever is in it."""

import datetime as dt
from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from niaga.cart.types import CartLine
from niaga.catalog.types import Offer
from niaga.inventory.types import OutOfStock
from niaga.kit.errors import ValidationFailed
from niaga.kit.ids import id_of, new_id
from niaga.kit.keys import digest
from niaga.orders.rules import orders as books
from niaga.orders.rules.quote import bank_of, check_payment, quote, short_lines, tax_within, wants
from niaga.orders.types import CartEmpty, CashNeedsPickup, CheckoutRequest, DeliveryNotOffered, Quote, ShopChoice
from niaga.shops.types import Shop

NOW = dt.datetime(2026, 11, 21, 3, tzinfo=dt.UTC)


def shop(**fields: Any) -> Shop:
    id = new_id()
    some = {
        "id": id,
        "slug": f"toko-{id}",
        "name": "Toko",
        "description": "",
        "kind": "store",
        "status": "approved",
        "reason": None,
        "owner_id": new_id(),
        "timezone": "Asia/Jakarta",
        "opening_hours": [],
        "holidays": [],
        "pickup_points": [],
        "delivers": True,
        "delivery_fee": 0,
        "tax_bps": 0,
        "commission_bps": 0,
        "low_stock_at": 10,
        "version": 1,
        "created_at": NOW,
    }
    for name in Shop.__struct_fields__:
        some.setdefault(name, None)
    return Shop(**(some | fields))  # type: ignore[arg-type]  # a shop with everything


def offer(of: Shop, price: int, **fields: Any) -> Offer:
    some = {
        "id": new_id(),
        "shop_id": of.id,
        "shop_name": of.name,
        "variant_id": new_id(),
        "product_id": new_id(),
        "product_slug": "barang",
        "name": "Barang",
        "kind": "goods",
        "options": {},
        "sku": "S1",
        "price": price,
        "compare_at_price": None,
        "image_url": None,
        "weight_g": None,
        "min_quantity": 1,
        "max_quantity": None,
        "active": True,
    }
    return Offer(**(some | fields))  # type: ignore[arg-type]  # an offer with everything


def line(of: Offer, quantity: int = 1) -> CartLine:
    return CartLine(new_id(), of.id, quantity, "", of.price)


def request(**fields: Any) -> CheckoutRequest:
    some = {"cart_id": new_id(), "payment_method": "wallet", "delivery_option": "pickup"}
    return CheckoutRequest(**(some | fields))  # type: ignore[arg-type]  # a request with everything


def priced(
    asked: CheckoutRequest, shops: list[Shop], offers: list[Offer], lines: list[CartLine], off: int = 0
) -> Quote:
    return quote(asked, lines, {o.id: o for o in offers}, {s.id: s for s in shops}, off)


@st.composite
def carts(draw: st.DrawFn) -> tuple[list[Shop], list[Offer], list[CartLine], int]:
    shops = [
        shop(delivery_fee=draw(st.integers(0, 90_000)), tax_bps=draw(st.sampled_from([0, 1_000, 1_100, 1_200])),
             commission_bps=draw(st.integers(0, 2_000)))
        for _ in range(draw(st.integers(1, 4)))
    ]  # fmt: skip
    offers = [offer(s, draw(st.integers(1, 30_000_000))) for s in shops for _ in range(draw(st.integers(1, 4)))]
    lines = [line(o, draw(st.integers(1, 99))) for o in offers]
    return shops, offers, lines, draw(st.integers(0, 50_000_000))


@given(carts(), st.sampled_from(["pickup", "delivery"]))
def test_the_parts_add_up_to_what_is_charged(
    cart: tuple[list[Shop], list[Offer], list[CartLine], int], how: str
) -> None:
    shops, offers, lines, off = cart
    asked = request(delivery_option=how)
    found = priced(asked, shops, offers, lines, off)
    goods = sum(o.price * x.quantity for o, x in zip(offers, lines, strict=True))
    assert found.subtotal == goods
    assert found.discount == min(off, goods)
    assert found.total == found.subtotal - found.discount + found.delivery_fee
    for field in ("subtotal", "discount", "delivery_fee", "tax", "total"):
        assert getattr(found, field) == sum(getattr(part, field) for part in found.shops)
    for part in found.shops:
        assert part.subtotal == sum(x.subtotal for x in part.lines)
        assert part.discount == sum(x.discount for x in part.lines)
        assert all(0 <= x.discount <= x.subtotal for x in part.lines)
    book = books.write(
        id=new_id(),
        buyer_id=new_id(),
        request=asked,
        quoted=found,
        offers={o.id: o for o in offers},
        shops={s.id: s for s in shops},
        address=None,
        at=NOW,
        pay_by=NOW + dt.timedelta(minutes=13),
        chance=12345,
    )
    assert sum(part.total for part in book.shop_orders) == book.order.total == found.total
    assert sum(part.amount for part in books.bill(book.shop_orders)) == book.order.total
    for row in book.shop_orders:
        assert sum(x.tax for x in book.lines if x.shop_order_id == row.id) == row.tax
    assert [r.number for r in book.shop_orders] == [f"{book.order.number}-{n + 1}" for n in range(len(shops))]


@pytest.mark.parametrize(
    ("price", "bps", "tax"), [(111_000, 1_100, 11_000), (15_500, 1_100, 1_536), (10_000, 0, 0), (1, 1_100, 0)]
)
def test_tax_is_in_the_price_and_rounded_once(price: int, bps: int, tax: int) -> None:
    assert tax_within(price, bps) == tax


def test_lines_that_share_a_variant_are_wanted_together() -> None:
    s = shop()
    o = offer(s, 5_000)
    found = priced(request(), [s], [o], [line(o, 2), line(o, 3)])
    (want,) = wants(found)
    assert (want.shop_id, want.variant_id, want.quantity) == (s.id, o.variant_id, 5)
    (short,) = short_lines(
        found, [{"shop_id": str(s.id), "variant_id": str(o.variant_id), "wanted": 5, "available": 4}]
    )
    assert (short["offer_id"], short["wanted"], short["available"]) == (o.id, 5, 4)


def test_what_cannot_be_bought_is_refused() -> None:
    s, away = shop(), shop(delivers=False)
    o, gone, few = offer(s, 5_000), offer(s, 1_000, active=False), offer(s, 700, min_quantity=3, max_quantity=5)
    everything = [o, gone, few]
    with pytest.raises(CartEmpty):
        priced(request(), [s], everything, [])
    with pytest.raises(OutOfStock) as refused:
        priced(request(), [s], everything, [line(o), line(gone)])
    assert refused.value.data["lines"] == [{"offer_id": gone.id, "wanted": 1, "available": 0}]
    for quantity, limit in {2: {"least": 3}, 6: {"most": 5}}.items():
        with pytest.raises(ValidationFailed) as too:
            priced(request(), [s], everything, [line(few, quantity)])
        assert too.value.data["errors"][0].items() >= ({"name": few.name} | limit).items()
    assert priced(request(), [s], everything, [line(few, 1), line(few, 2)]).total == 2_100
    far = offer(away, 9_000)
    with pytest.raises(DeliveryNotOffered) as not_there:
        priced(request(delivery_option="delivery"), [away], [far], [line(far)])
    assert not_there.value.data == {"shop_ids": [away.id]}
    with pytest.raises(CashNeedsPickup):
        priced(request(delivery_option="delivery", payment_method="cash"), [s], [few], [line(few, 3)])
    with pytest.raises(ValidationFailed):
        priced(request(voucher_codes=["HEMAT"]), [s], [few], [line(few, 3)])


def test_each_shop_may_be_chosen_for_itself() -> None:
    one, two = shop(delivery_fee=9_000), shop(delivery_fee=7_000)
    goods = [offer(one, 10_000), offer(two, 20_000)]
    asked = request(delivery_option="delivery", shops=[ShopChoice(shop_id=two.id, delivery_option="pickup")])
    found = priced(asked, [one, two], goods, [line(o) for o in goods])
    assert [p.delivery_option for p in found.shops] == ["delivery", "pickup"]
    assert (found.delivery_fee, found.total) == (9_000, 39_000)
    assert "cash" not in found.methods


def test_qris_carries_ten_million_at_most() -> None:
    s = shop()
    o = offer(s, 10_000_001)
    assert "qris" not in priced(request(), [s], [o], [line(o)]).methods
    with pytest.raises(ValidationFailed):
        check_payment(request(payment_method="qris"), 10_000_001, proven=True)
    check_payment(request(payment_method="qris"), 10_000_000, proven=True)
    with pytest.raises(ValidationFailed):
        check_payment(request(payment_method="qris", bank="bca"), 1, proven=True)
    assert bank_of(request(payment_method="virtual_account")) == "bca"
    assert bank_of(request(payment_method="wallet")) is None


@given(st.uuids())
def test_a_key_always_stands_for_the_same_order(key: UUID) -> None:
    id = books.order_id(key)
    assert id == books.order_id(UUID(str(key)))
    assert (id.version, id.variant) == (7, "specified in RFC 4122")
    assert id not in (key, id_of("again", key))
    if key.version == 7:
        assert id.bytes[:6] == key.bytes[:6]


@given(st.integers(0, 2**30 - 1))
def test_numbers_are_short_and_readable(chance: int) -> None:
    found = books.number(dt.datetime(2026, 11, 20, 17, tzinfo=dt.UTC), chance)
    assert found.startswith("NG-261121-")  # already tomorrow in Jakarta
    assert len(found) == 16
    assert not set(found[10:]) & set("ILOU")


def test_the_same_body_written_otherwise_is_the_same_request() -> None:
    text = '{"payment_method":"wallet","cart_id":"01a1fc6e-9f33-77d5-bfe5-143286deaed9","delivery_option":"pickup"}'
    more = text.replace('{"', '{"shops": [], "', 1).replace("01a1fc6e", "01A1FC6E")
    one, two = (msgspec.json.decode(t, type=CheckoutRequest) for t in (text, more))
    assert digest(one) == digest(two)
    assert digest(one) != digest(msgspec.structs.replace(one, payment_method="qris"))
