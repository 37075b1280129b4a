"""Lentera Gawai: one owner, five outlets in four cities and three time zones, seven warehouses.

The products are central: every outlet sells the same ones, each at its own price from its own warehouses.
"""

from dataclasses import dataclass
from zlib import crc32

from niaga.demo.campus import in_jayapura, in_makassar, in_malang, in_surabaya
from niaga.demo.chain_accessories import ACCESSORIES
from niaga.demo.chain_products import DEVICES
from niaga.demo.types import Item, Place, Shop, Variant, Warehouse

PRODUCTS: tuple[Item, ...] = (*DEVICES, *ACCESSORIES)
OWNER = "seller@niaga.test"


@dataclass(frozen=True)
class Outlet:
    shop: Shop
    per_mille: int  # its prices, of the central price
    carries: int  # per cent of the central products that it carries

    def sells(self, item: Item) -> bool:
        return _lot(self.shop.slug, item.name) % 100 < self.carries

    @property
    def shelves(self) -> range:
        return range(1 + len(self.shop.warehouses))

    def price(self, central: int) -> int:
        """Its own price for a centrally priced variant, ending in 9.000 as in a shop window."""
        if self.per_mille == 1000 or central < 100_000:
            return central
        return central * self.per_mille // 1000 // 10_000 * 10_000 + 9_000

    def on_hand(self, item: Item, variant: Variant, shelf: int) -> int:
        """What lies in its `shelf`-th warehouse: the first is the shop floor, the second the depot."""
        lot = _lot(self.shop.slug, item.name, *variant.options.values(), str(shelf))
        if lot % 11 == 0:
            return 0
        return variant.stock * (2 if shelf else 1) * (60 + lot % 80) // 100


def _lot(*words: str) -> int:
    """A number drawn from words: the same today, tomorrow and on every machine."""
    return crc32("/".join(words).encode())


def _outlet(
    slug: str, name: str, about: str, phone: str, place: Place, *depots: Warehouse, per_mille: int, carries: int
) -> Outlet:
    hours = "senin-sabtu 09.00-21.00; minggu 10.00-20.00"
    shop = Shop(
        f"lentera-gawai-{slug}",
        f"Lentera Gawai {name}",
        "store",
        OWNER,
        about,
        "🏮",
        "malam",
        place,
        hours,
        phone,
        warehouses=depots,
    )
    return Outlet(shop, per_mille, carries)


OUTLETS = (
    _outlet(
        "malang",
        "Malang",
        "Lima menit dari gerbang kampus. Ambil sendiri, pasang pelindung layar gratis.",
        "081200000401",
        in_malang("Jl. Soekarno Hatta No. 18", "Jatimulyo", "Lowokwaru", "65141", 3),
        per_mille=1000,
        carries=88,
    ),
    _outlet(
        "surabaya-pusat",
        "Surabaya Pusat",
        "Toko utama di Tunjungan: semua ada, semua boleh dicoba.",
        "081200000402",
        in_surabaya("Jl. Tunjungan No. 65", "Genteng", "Genteng", "60275", 1),
        Warehouse("Gudang Rungkut", in_surabaya("Jl. Rungkut Industri II No. 9", "Kendangsari",
                                                "Tenggilis Mejoyo", "60292", 6), 1),
        per_mille=985,
        carries=100,
    ),
    _outlet(
        "surabaya-timur",
        "Surabaya Timur",
        "Dekat kampus Surabaya Timur, spesialis laptop dan servis sehari jadi.",
        "081200000403",
        in_surabaya("Jl. Dharmahusada Indah No. 41", "Mulyorejo", "Mulyorejo", "60115", 4),
        per_mille=990,
        carries=80,
    ),
    _outlet(
        "makassar",
        "Makassar",
        "Gerbang timur Lentera Gawai, buka sampai malam waktu Makassar.",
        "081200000404",
        in_makassar("Jl. Boulevard Raya No. 22", "Masale", "Panakkukang", "90231", 1),
        Warehouse("Gudang Daya", in_makassar("Jl. Kapasa Raya No. 4", "Kapasa", "Tamalanrea", "90245", 4), 1),
        per_mille=1030,
        carries=84,
    ),
    _outlet(
        "jayapura",
        "Jayapura",
        "Stok terpilih untuk Papua, garansi diurus di tempat, harga jujur.",
        "081200000405",
        in_jayapura("Jl. Raya Abepura No. 130", "Vim", "Abepura", "99225", 2),
        per_mille=1085,
        carries=62,
    ),
)  # fmt: skip
