"""Rows of before: what was let in once is mended by a migration, and nobody's list fails for it meanwhile."""

import asyncpg
import pytest

from niaga.kit import db, migrate
from niaga.modules import NAMES

CURES = {
    ("shops", "0002_readable"),
    ("catalog", "0004_alike"),
    ("identity", "0005_tidied"),
    ("inventory", "0004_whole_places"),
}

BEFORE = """
INSERT INTO shops.shop (id, slug, name, description, kind, status, owner_id, timezone, phone, latitude, opening_hours,
                        created_at)
SELECT gen_random_uuid(), 'toko-' || n, 'Toko ' || n, '', 'store', 'approved', gen_random_uuid(), zone, phone, -7.7,
       hours::jsonb, now()
  FROM (VALUES
    (1, 'Asia/Makassar', E'0274-555\\n', '[{"weekday": 1, "opens": "08:00\\n", "closes": "17:00"}]'),
    (2, E'Asia/Nowhere', NULL, '[{"weekday": 1, "opens": "besok", "closes": "17:00"},
                                 {"weekday": 2, "opens": "09:00", "closes": "10:00"}]')
  ) AS old (n, zone, phone, hours);
INSERT INTO inventory.warehouse (id, shop_id, name, address, priority, active, longitude, created_at)
VALUES (gen_random_uuid(), gen_random_uuid(), 'Gudang', '', 1, true, 110, now());
INSERT INTO identity.person (id, name, campus_id, quiet_from, quiet_until, roles, status, language, timezone,
                             wants_email, created_at)
SELECT gen_random_uuid(), 'Orang', id, E'21:00\\n', '06:00', '{customer}', 'active', 'id', 'Asia/Jakarta', true, now()
  FROM unnest(ARRAY[E'ABC\\n', 'abc', E'XYZ\\n']) AS id;
INSERT INTO catalog.shop VALUES ('00000000-0000-0000-0000-00000000000a', 'toko', 'Toko', true, 1);
INSERT INTO catalog.product (id, kind, name, slug, created_at, updated_at)
VALUES ('00000000-0000-0000-0000-00000000000b', 'goods', 'Kopi™ Café', 'kopi', now(), now());
INSERT INTO catalog.variant (id, product_id, owner_key, sku, barcode, options)
SELECT gen_random_uuid(), '00000000-0000-0000-0000-00000000000b', '00000000-0000-0000-0000-00000000000a', sku,
       E'8991234\\n', jsonb_build_object('Ukuran', sku)
  FROM unnest(ARRAY['abc-1', 'ABC-1', E'abc-1\\n', 'abc-2']) AS sku;
INSERT INTO catalog.offer (id, shop_id, variant_id, shown_variant_id, product_id, price, in_stock, created_at,
                           updated_at)
SELECT gen_random_uuid(), '00000000-0000-0000-0000-00000000000a', id, id, product_id, 5000 * ascii(sku), sku <> 'abc-2',
       now(), now()
  FROM catalog.variant;
INSERT INTO catalog.listing (product_id, on_sale, central, name, slug, kind, category_path, shop_ids, in_stock, sold,
                             rating_count, created_at, words)
SELECT id, true, true, name, slug, kind, '{}', '{}', true, 0, 0, now(), catalog.words(name, NULL, '', '')
  FROM catalog.product;
"""


async def test_rows_of_before_are_mended(empty_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    every = migrate.steps
    with monkeypatch.context() as before:
        before.setattr(migrate, "steps", lambda m: (s for s in every(m) if (s.module, s.name) not in CURES))
        await migrate.migrate(empty_database, NAMES)
    c = await asyncpg.connect(empty_database)
    await db.prepare(c)
    await c.execute(BEFORE)
    await migrate.migrate(empty_database, NAMES)
    first, second = await c.fetch("SELECT * FROM shops.shop ORDER BY slug")
    assert (first["phone"], first["timezone"], first["latitude"]) == ("0274-555", "Asia/Makassar", None)
    assert first["opening_hours"] == [{"weekday": 1, "opens": "08:00", "closes": "17:00"}]
    assert second["opening_hours"] == [{"weekday": 2, "opens": "09:00", "closes": "10:00"}]
    assert second["timezone"] == "Asia/Jakarta"
    assert await c.fetchval("SELECT longitude FROM inventory.warehouse") is None
    people = await c.fetch("SELECT campus_id, quiet_from FROM identity.person ORDER BY campus_id NULLS LAST")
    assert [tuple(p) for p in people] == [("XYZ", "21:00"), ("abc", "21:00"), (None, "21:00")]
    variants = await c.fetch("SELECT sku, sku_key, barcode FROM catalog.variant ORDER BY sku_key")
    assert sorted(v["sku"] for v in variants) == ["ABC-1", "abc-1", "abc-1", "abc-2"]
    assert len({v["sku_key"] for v in variants}) == 4
    assert {v["barcode"] for v in variants} == {"8991234"}
    assert await c.fetchval("SELECT words @@ catalog.asked('kopi cafe') FROM catalog.listing")
    assert await c.fetchval("SELECT prices FROM catalog.listing") == [5000 * ord("A"), 5000 * ord("a")]
    await c.close()
