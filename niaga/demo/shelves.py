"""Puts the story's categories, products, offers and stock into the catalogue and the warehouses."""

import datetime as dt
from collections.abc import Iterator
from itertools import count

from niaga.catalog import api as catalog
from niaga.catalog.types import CategorySeed, OfferSeed, ProductSeed, VariantSeed
from niaga.demo.categories import TREE
from niaga.demo.chain import OUTLETS, PRODUCTS
from niaga.demo.gallery import Gallery, Wanted
from niaga.demo.koperasi import KOPERASI
from niaga.demo.names import BEGAN, named
from niaga.demo.shops import OWN_SHOPS, offer_id, product_id, shop_id, variant_id
from niaga.demo.types import Item, Shop, Variant
from niaga.inventory import api as inventory
from niaga.inventory.types import ReceiptLine
from niaga.kit.slugs import slug
from niaga.shops.types import Kind

PROMISES: dict[Kind, str] = {
    "canteen": "Dimasak setelah pesanan diterima. Ambil di lapak dengan nomor pesanan, atau minta diantar di kampus.",
    "koperasi": "Harga anggota untuk semua mahasiswa. Ambil di Graha Mahasiswa Lt. 2 atau diantar sore hari.",
    "student": "Dijual langsung oleh mahasiswa. Tulis permintaan khusus di catatan; penjual membaca semuanya.",
    "store": "Garansi diurus di semua gerai Lentera Gawai. Ambil di gerai pilihan Anda atau kirim dari gudangnya.",
}
EVERY = dt.timedelta(hours=4)  # between one product's entry and the next


async def fill(pictures: Gallery) -> int:
    """Categories, products with offers, and goods in the warehouses. Returns how many products there are."""
    await catalog.create_categories(categories=[*_categories(pictures)])
    products = [*_own_products(pictures), *_central_products(pictures)]
    await catalog.create_products(products=products)
    for shop in OWN_SHOPS:
        await _receive(shop, None, [*_own_lines(shop)])
    for outlet in OUTLETS:
        for shelf in outlet.shelves:
            lines = [
                ReceiptLine(variant_id(None, item, variant), quantity)
                for item in PRODUCTS
                if outlet.sells(item)
                for variant in item.variants()
                if (quantity := outlet.on_hand(item, variant, shelf))
            ]
            await _receive(outlet.shop, outlet.shop.warehouses[shelf - 1].name if shelf else None, lines)
    return len(products)


def picture_of(item: Item) -> Wanted:
    return Wanted("product", (item.name, item.art, item.category))


def _categories(pictures: Gallery) -> Iterator[CategorySeed]:
    for i, (root, name, art, children) in enumerate(TREE):
        yield _category(root, name, art, None, i, pictures)
        for j, (child, child_name, child_art) in enumerate(children):
            yield _category(child, child_name, child_art, root, j, pictures)


def _category(slug: str, name: str, art: str, parent: str | None, position: int, pictures: Gallery) -> CategorySeed:
    return CategorySeed(
        id=named("category", slug),
        name=name,
        slug=slug,
        parent_id=named("category", parent) if parent else None,
        position=position,
        image_url=pictures.url(Wanted("category", (slug, art))),
    )


def _own_products(pictures: Gallery) -> Iterator[ProductSeed]:
    numbers = count()
    for shop in OWN_SHOPS:
        for i, item in enumerate(shop.items, 1):
            variants = [
                _variant(shop, item, variant, f"{_initials(shop.slug)}-{i:03}-{j}", [_offer(shop, item, variant)])
                for j, variant in enumerate(item.variants(), 1)
            ]
            yield _product(shop, item, variants, next(numbers), pictures)


def _central_products(pictures: Gallery) -> Iterator[ProductSeed]:
    for i, item in enumerate(PRODUCTS, 1):
        variants = []
        for j, variant in enumerate(item.variants(), 1):
            offers = [
                OfferSeed(
                    id=offer_id(outlet.shop, item, variant),
                    shop_id=shop_id(outlet.shop),
                    price=outlet.price(variant.price),
                    compare_at_price=variant.compare_at_price and outlet.price(variant.compare_at_price),
                    in_stock=any(outlet.on_hand(item, variant, shelf) for shelf in outlet.shelves),
                )
                for outlet in OUTLETS
                if outlet.sells(item)
            ]
            variants.append(_variant(None, item, variant, f"LG-{i:04}-{j:02}", offers))
        yield _product(None, item, variants, 2 * i, pictures)


def _product(shop: Shop | None, item: Item, variants: list[VariantSeed], number: int, pictures: Gallery) -> ProductSeed:
    brand = item.specs.get("Merek")
    return ProductSeed(
        id=product_id(shop, item),
        slug=slug(item.name, "produk"),
        name=item.name,
        description=f"{item.about}\n\n{PROMISES[shop.kind if shop else 'store']}",
        kind=item.kind,
        category_id=named("category", item.category),
        owner_shop_id=shop_id(shop) if shop else None,
        brand=str(brand) if brand else None,
        specs=item.specs,
        images=pictures.images(picture_of(item)),
        variants=variants,
        created_at=BEGAN + number * EVERY,
    )


def _variant(shop: Shop | None, item: Item, variant: Variant, sku: str, offers: list[OfferSeed]) -> VariantSeed:
    return VariantSeed(
        id=variant_id(shop, item, variant),
        sku=sku,
        options=variant.options,
        barcode=item.barcode or (_barcode(sku) if shop is None or shop is KOPERASI else None),
        weight_g=item.weight_g or None,
        offers=offers,
    )


def _offer(shop: Shop, item: Item, variant: Variant) -> OfferSeed:
    return OfferSeed(
        id=offer_id(shop, item, variant),
        shop_id=shop_id(shop),
        price=variant.price,
        compare_at_price=variant.compare_at_price,
        in_stock=variant.stock > 0,
    )


def _initials(slug: str) -> str:
    return "".join(word[0] for word in slug.split("-")).upper()


def _barcode(sku: str) -> str:
    """An EAN-13 of the range that is free for use inside a company (it begins with 2)."""
    digits = "2" + str(named("barcode", sku).int)[-11:]
    total = sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(digits))
    return f"{digits}{-total % 10}"


def _own_lines(shop: Shop) -> Iterator[ReceiptLine]:
    for item in shop.items:
        for variant in item.variants():
            if variant.stock:
                yield ReceiptLine(variant_id(shop, item, variant), variant.stock)


async def _receive(shop: Shop, depot: str | None, lines: list[ReceiptLine]) -> None:
    await inventory.receive(
        id=named("receipt", shop.slug, depot or "main"),
        shop_id=shop_id(shop),
        warehouse_id=named("warehouse", depot) if depot else None,
        lines=lines,
        note="Stok awal",
        actor=named("person", shop.owner),
    )
