"""What a cart costs: priced once as a whole, then spread over shops and lines so that the parts add up exactly."""

from collections.abc import Mapping, Sequence
from typing import Any, get_args
from uuid import UUID

from niaga.cart.types import CartLine, RentalNotOffered
from niaga.catalog.types import Offer
from niaga.inventory.types import OutOfStock, Want
from niaga.kit.errors import ValidationFailed, invalid
from niaga.kit.money import rupiah, spread
from niaga.payments.types import BANKS, QRIS_MAX, Bank, Method
from niaga.shops.types import Shop

from ..types import (
    CartEmpty,
    CashNeedsPickup,
    CheckoutRequest,
    ContactNotVerified,
    Delivery,
    DeliveryNotOffered,
    Quote,
    QuoteLine,
    ShopChoice,
    ShopQuote,
    ShopRef,
    UnavailableMethod,
)
from . import ready


def quote(
    request: CheckoutRequest,
    lines: Sequence[CartLine],
    offers: Mapping[UUID, Offer],
    shops: Mapping[UUID, Shop],
    discount: int = 0,
    *,
    proven: bool = True,
) -> Quote:
    """The totals; `discount` is on all goods. `proven`: the buyer's e-mail or phone is verified. Raises the refusals of
    a cart that cannot be bought."""
    if not lines:
        raise CartEmpty()
    check_lines(lines, offers)
    by_shop: dict[UUID, list[CartLine]] = {}
    for line in lines:
        by_shop.setdefault(offers[line.offer_id].shop_id, []).append(line)
    choices = delivery_choices(request, by_shop, shops)
    subtotals = [sum(offers[x.offer_id].price * x.quantity for x in mine) for mine in by_shop.values()]
    discounts = spread(min(discount, sum(subtotals)), subtotals)
    parts = [
        shop_quote(shops[shop_id], choices[shop_id], mine, offers, off)
        for (shop_id, mine), off in zip(by_shop.items(), discounts, strict=True)
    ]
    total = sum(p.total for p in parts)
    closed = unavailable(total, {p.delivery_option for p in parts}, proven=proven)
    return Quote(
        subtotal=sum(subtotals),
        discount=sum(discounts),
        delivery_fee=sum(p.delivery_fee for p in parts),
        tax=sum(p.tax for p in parts),
        total=total,
        shops=parts,
        methods=[method for method in get_args(Method) if all(method != no.method for no in closed)],
        unavailable=closed,
    )


def shop_quote(
    shop: Shop, choice: Delivery, lines: Sequence[CartLine], offers: Mapping[UUID, Offer], discount: int
) -> ShopQuote:
    subtotals = [offers[x.offer_id].price * x.quantity for x in lines]
    fee = shop.delivery_fee if choice == "delivery" else 0
    total = sum(subtotals) - discount + fee
    return ShopQuote(
        shop=ShopRef(shop.id, shop.name),
        delivery_option=choice,
        delivers=shop.delivers,
        subtotal=sum(subtotals),
        discount=discount,
        delivery_fee=fee,
        tax=tax_within(total, shop.tax_bps),
        total=total,
        prep_minutes=ready.minutes(offers[x.offer_id].prep_minutes for x in lines),
        lines=[
            quote_line(line, offers[line.offer_id], subtotal, off)
            for line, subtotal, off in zip(lines, subtotals, spread(discount, subtotals), strict=True)
        ],
    )


def quote_line(line: CartLine, offer: Offer, subtotal: int, discount: int) -> QuoteLine:
    return QuoteLine(
        item_id=line.id,
        offer_id=offer.id,
        product_id=offer.product_id,
        variant_id=offer.variant_id,
        name=offer.name,
        options=offer.options,
        image_url=offer.image_url,
        note=line.note,
        unit_price=offer.price,
        seen_price=line.seen_price,
        quantity=line.quantity,
        subtotal=subtotal,
        discount=discount,
    )


def tax_within(amount: int, tax_bps: int) -> int:
    """The tax that `amount` contains: an exact fraction, rounded once, half up (PMK 131/2024: 1,100 bps effective)."""
    whole = 10_000 + tax_bps
    return (2 * amount * tax_bps + whole) // (2 * whole)


def check_lines(lines: Sequence[CartLine], offers: Mapping[UUID, Offer]) -> None:
    """Refuse what is not on sale any more, and quantities an offer does not allow."""
    wanted: dict[UUID, int] = {}
    for line in lines:
        wanted[line.offer_id] = wanted.get(line.offer_id, 0) + line.quantity
    gone = [
        {"offer_id": id, "wanted": quantity, "available": 0}
        for id, quantity in wanted.items()
        if id not in offers or not offers[id].active
    ]
    if gone:
        raise OutOfStock(lines=gone)
    if to_rent := [id for id in wanted if offers[id].kind == "rental"]:
        raise RentalNotOffered(offer_ids=to_rent)
    errors: list[dict[str, Any]] = []
    for id, quantity in wanted.items():
        name, least, most = offers[id].name, offers[id].min_quantity, offers[id].max_quantity
        which = {"field": f"cart.{id}", "name": name}
        if quantity < least:
            errors.append({**which, "message": f"{name}: at least {least}", "least": least})
        if most is not None and quantity > most:
            errors.append({**which, "message": f"{name}: at most {most}", "most": most})
    if errors:
        raise ValidationFailed(errors=errors)


def delivery_choices(
    request: CheckoutRequest, shop_ids: Mapping[UUID, object], shops: Mapping[UUID, Shop]
) -> dict[UUID, Delivery]:
    """Pickup or delivery for each shop of the cart. Each choice is for one of its shops, and for each there is one."""
    named = [choice.shop_id for choice in request.shops]
    wrong = [
        {"field": f"shops.{n}.shop_id", "message": "named twice" if id in named[:n] else "not in the cart"}
        for n, id in enumerate(named)
        if id in named[:n] or id not in shop_ids
    ]
    if wrong:
        raise ValidationFailed(errors=wrong)
    if request.voucher_codes:
        raise invalid("voucher_codes", "No such voucher")
    chosen = {choice.shop_id: choice for choice in request.shops}
    for choice in request.shops:
        if choice.slot_id is not None:
            raise invalid("shops.slot_id", "No such time slot")
    nothing = ShopChoice(shop_id=request.cart_id, delivery_option=request.delivery_option)
    choices = {id: chosen.get(id, nothing).delivery_option for id in shop_ids}
    refusing = [id for id, choice in choices.items() if choice == "delivery" and not shops[id].delivers]
    if refusing:
        raise DeliveryNotOffered(shop_ids=refusing)
    if request.payment_method == "cash" and "delivery" in choices.values():
        raise CashNeedsPickup()
    return choices


def unavailable(total: int, deliveries: set[Delivery], *, proven: bool) -> list[UnavailableMethod]:
    """The methods that cannot pay this, and why."""
    found = []
    if total > QRIS_MAX:
        found.append(UnavailableMethod("qris", "method_limit_reached"))
    if "delivery" in deliveries:
        found.append(UnavailableMethod("cash", "cash_needs_pickup"))
    elif not proven:
        found.append(UnavailableMethod("cash", "contact_not_verified"))
    return found


def check_payment(request: CheckoutRequest, total: int, *, proven: bool) -> None:
    """Refuse cash of somebody nobody could find again, a method that cannot carry it, a bank of another method."""
    if request.payment_method == "cash" and not proven:
        raise ContactNotVerified()
    if request.payment_method == "qris" and total > QRIS_MAX:
        raise invalid("payment_method", f"QRIS carries at most {rupiah(QRIS_MAX)}")
    if request.bank is not None and request.bank not in BANKS.get(request.payment_method, ()):
        raise invalid("bank", "Not a bank of that method")


def bank_of(request: CheckoutRequest) -> Bank | None:
    """The bank asked for, else the first of its method."""
    return request.bank or next(iter(BANKS.get(request.payment_method, ())), None)


def wants(quoted: Quote) -> list[Want]:
    """What has to be held: lines that share a variant count together."""
    found: dict[tuple[UUID, UUID], int] = {}
    for part in quoted.shops:
        for line in part.lines:
            place = (part.shop.id, line.variant_id)
            found[place] = found.get(place, 0) + line.quantity
    return [Want(shop_id, variant_id, quantity) for (shop_id, variant_id), quantity in found.items()]


def short_lines(quoted: Quote, short: Sequence[Mapping[str, object]]) -> list[dict[str, object]]:
    """Inventory's places as the buyer knows them: one entry for each offer that there is not enough of."""
    offers = {(str(p.shop.id), str(x.variant_id)): x for p in quoted.shops for x in p.lines}
    found = []
    for place in short:
        line = offers[str(place["shop_id"]), str(place["variant_id"])]
        found.append(
            {
                "offer_id": line.offer_id,
                "name": line.name,
                "options": line.options,
                "wanted": place["wanted"],
                "available": place["available"],
            }
        )
    return found
