"""What other modules may call."""

from .categories import category_tree, create_category, edit_category, remove_category
from .checks import repair, verify
from .offers import (
    archive_offer,
    create_offer,
    edit_offer,
    edit_offers,
    offers_by_id,
    offers_of,
    own_products,
    shop_of_offer,
    shop_offers,
)
from .pictures import add_image, order_images
from .products import (
    archive_product,
    create_product,
    edit_product,
    owner,
    product,
    product_page,
)
from .sales import count_sold
from .search import search_products
from .seeds import create_categories, create_products
from .twins import likely_twins, merge_products, preview_merge

__all__ = [
    "add_image",
    "archive_offer",
    "archive_product",
    "category_tree",
    "count_sold",
    "create_categories",
    "create_category",
    "create_offer",
    "create_product",
    "create_products",
    "edit_category",
    "edit_offer",
    "edit_offers",
    "edit_product",
    "likely_twins",
    "merge_products",
    "offers_by_id",
    "offers_of",
    "order_images",
    "own_products",
    "owner",
    "preview_merge",
    "product",
    "product_page",
    "remove_category",
    "repair",
    "search_products",
    "shop_of_offer",
    "shop_offers",
    "verify",
]
