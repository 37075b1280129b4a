"""The catalogue: categories, products with their variants and pictures, and offers, which are prices in shops.

A product is central (anybody may offer it) or belongs to one shop. What a shop sells is an offer: one variant, one
price, one shop. Twins are merged: the other product's variants and offers move, and its address keeps leading here;
a variant that has a twin keeps its own stock and is shown as `same_as` that twin.

What people list and search is `catalog.listing`, one row a product, rebuilt in the transaction that changes it.
Stock itself is the inventory's; `in_stock` here is a copy that follows StockChanged, and a product page asks afresh.
"""
