"""Every shop of the story, and the ids of what they sell."""

from uuid import UUID

from niaga.demo.canteens import CANTEENS
from niaga.demo.chain import OUTLETS
from niaga.demo.koperasi import KOPERASI
from niaga.demo.names import named
from niaga.demo.students import APPLICANTS, STUDENTS
from niaga.demo.types import Item, Shop, Variant

OWN_SHOPS = (*CANTEENS, KOPERASI, *STUDENTS)
"""Those that sell products of their own; the outlets sell the chain's central ones."""
SHOPS = (*OWN_SHOPS, *(o.shop for o in OUTLETS), *APPLICANTS)


def shop_id(shop: Shop) -> UUID:
    return named("shop", shop.slug)


def product_id(shop: Shop | None, item: Item) -> UUID:
    """Of a shop's own product, or without a shop of a central one."""
    return named("product", shop.slug if shop else "", item.name)


def variant_id(shop: Shop | None, item: Item, variant: Variant) -> UUID:
    return named("variant", shop.slug if shop else "", item.name, *variant.options.values())


def offer_id(shop: Shop, item: Item, variant: Variant) -> UUID:
    return named("offer", shop.slug, item.name, *variant.options.values())
