"""What people bought in the four weeks before today, and how far each shop has got with it."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from random import Random
from uuid import UUID

from niaga.demo.chain import OUTLETS, PRODUCTS
from niaga.demo.people import BUYER, CUSTOMERS, STUDENT, STUDENT_SELLERS
from niaga.demo.shops import OWN_SHOPS, offer_id
from niaga.demo.types import Item, Person, Shop, Telling, Variant
from niaga.orders.types import Delivery, ShopOrderStatus
from niaga.payments.types import Bank, Method

DAYS = 28
TOLD = 84  # purchases by people whose names nobody signs in with

# What becomes of a purchase: how far its shops get, or a buyer or a shop who thinks better of it.
OLD = ("completed",) * 15 + ("rejected", "cancelled", "refunded")
LATE: tuple[ShopOrderStatus, ...] = ("shipped", "ready_for_pickup", "delivered", "packed", "processing", "completed")
FRESH: tuple[ShopOrderStatus, ...] = ("paid", "processing", "packed", "ready_for_pickup", "paid", "pending")
NOTES = ("", "", "", "", "tanpa bawang goreng", "sambal dipisah", "bungkus rapi, untuk kado", "tolong agak cepat")
WHY_REJECTED = ("Bahan habis lebih cepat dari perkiraan.", "Barang pajangan ternyata cacat.", "Dapur tutup lebih awal.")


CASHLESS: tuple[tuple[Method, Bank | None], ...] = (
    ("wallet", None),
    ("qris", None),
    ("wallet", None),
    ("virtual_account", "bca"),
    ("qris", None),
    ("wallet", None),
    ("ewallet", "gopay"),
    ("virtual_account", "mandiri"),
    ("card", None),
)
"""How people on campus pay what they do not pay in cash, in turn."""


@dataclass(frozen=True)
class Pick:
    shop: Shop
    item: Item
    variant: Variant
    quantity: int = 1
    note: str = ""

    @property
    def offer(self) -> UUID:
        return offer_id(self.shop, self.item, self.variant)


@dataclass(frozen=True)
class Purchase:
    """`ends` says how far each shop gets, by slug; a shop not named gets as far as `end`.

    `bank` and `told` are of payments through the gateway; `late` names an earlier purchase whose money arrives once
    this one is told.
    """

    name: str
    buyer: Person
    before: dt.timedelta  # before today's loading of the story
    picks: tuple[Pick, ...]
    method: Method
    delivery: Delivery
    end: str
    ends: tuple[tuple[str, str], ...] = ()
    reason: str = ""
    bank: Bank | None = None
    told: Telling = "once"
    late: str = ""

    def end_of(self, slug: str) -> str:
        return dict(self.ends).get(slug, self.end)


def purchases() -> list[Purchase]:
    """All of them, the oldest first."""
    told = [*_long_ago(), *_these_days(), *_of_the_student(), *_of_everybody()]
    return sorted(told, key=lambda p: (-p.before, p.name))


@cache
def _shelf() -> dict[str, dict[str, tuple[Shop, Item]]]:
    """Shop -> name -> what it sells, the chain's outlets included."""
    own = {shop.slug: {item.name: (shop, item) for item in shop.items} for shop in OWN_SHOPS}
    return own | {o.shop.slug: {item.name: (o.shop, item) for item in PRODUCTS if o.sells(item)} for o in OUTLETS}


def _pick(slug: str, name: str, *choices: str, quantity: int = 1, note: str = "") -> Pick:
    shop, item = _shelf()[slug][name]
    variant = next(v for v in item.variants() if set(choices) <= set(v.options.values()))
    return Pick(shop, item, variant, quantity, note)


def _days(n: float) -> dt.timedelta:
    return dt.timedelta(days=n)


def _hours(n: float) -> dt.timedelta:
    return dt.timedelta(hours=n)


def _minutes(n: float) -> dt.timedelta:
    return dt.timedelta(minutes=n)


def _of_buyer(
    name: str,
    before: dt.timedelta,
    end: str,
    *picks: Pick,
    by: Method = "wallet",
    to: Delivery = "pickup",
    ends: tuple[tuple[str, str], ...] = (),
    reason: str = "",
    bank: Bank | None = None,
    told: Telling = "once",
) -> Purchase:
    return Purchase(f"buyer/{name}", BUYER, before, picks, by, to, end, ends, reason, bank, told)


def _long_ago() -> Iterator[Purchase]:
    """What the buyer has behind. Whoever signs in as the buyer sees every face an order has."""
    yield _of_buyer(
        "semester-baru", _days(24), "completed",
        _pick("koperasi-nusantara", "Buku Tulis 58 Lembar", "Bergaris", quantity=5),
        _pick("koperasi-nusantara", "Bolpoin Gel Lancar 0,5", "Hitam", quantity=3),
        _pick("koperasi-nusantara", "Jas Laboratorium", "L"),
    )  # fmt: skip
    yield _of_buyer(
        "ponsel", _days(19), "completed",
        _pick("lentera-gawai-surabaya-pusat", "Kelana K2", "Hitam", "64 GB"),
        _pick("kotak-casing", "Casing Dino Skripsi", "Arunika A5"),
        _pick("lentera-gawai-makassar", "Pijar Kabel USB-C ke USB-C 60 W", "1 m", "Hitam"), to="delivery",
        by="virtual_account", bank="bca", told="twice",
    )  # fmt: skip
    yield _of_buyer(
        "blazer-keduluan", _days(14), "pending",
        _pick("lemari-nadia", "Blazer Wol Cokelat"), by="virtual_account", bank="bni", told="late",
    )  # fmt: skip
    yield _of_buyer(
        "makan-siang", _days(12), "completed",
        _pick("warung-bu-tini", "Nasi Rawon", "Jumbo", note="telur asin dua"),
        _pick("hijau-daun", "Jus Mangga", "Normal"), by="cash",
    )  # fmt: skip
    yield _of_buyer(
        "kado-batal", _days(9), "cancelled",
        _pick("simpul-rajut", "Boneka Rajut Beruang"), reason="Salah pilih, maaf.", by="cash",
    )  # fmt: skip
    yield _of_buyer(
        "ulang-tahun", _days(7), "completed",
        _pick("oven-kecil-gita", "Kupkek Ulang Tahun Isi 6", "Cokelat", note="Selamat ulang tahun Dita"),
        _pick("kebun-jendela", "Buket Wisuda Bunga Segar", "Sedang"),
        _pick("goresan-laras", "Stiker Kucing Kampus", quantity=2),
        ends=(("kebun-jendela", "rejected"),), reason="Bunga dari Batu tidak datang karena hujan.", by="qris",
    )  # fmt: skip
    yield _of_buyer(
        "earbud", _days(6), "refunded",
        _pick("lentera-gawai-malang", "Gema Buds 2", "Hitam"), reason="Sebelah kiri tidak berbunyi.", by="card",
    )  # fmt: skip


def _these_days() -> Iterator[Purchase]:
    """What the buyer is still waiting for."""
    yield _of_buyer(
        "tidak-jadi", _days(2), "pending",
        _pick("bakso-soto-cak-mat", "Bakso Malang Komplet", "Biasa"), by="cash",
    )  # fmt: skip
    yield _of_buyer(
        "jaket", _days(2) + _hours(3), "shipped",
        _pick("lemari-nadia", "Jaket Denim 90-an"),
        _pick("lapis-demi-lapis", "Dudukan Ponsel Gunung", "Hijau"), to="delivery", by="ewallet", bank="gopay",
        ends=(("lapis-demi-lapis", "delivered"),),
    )  # fmt: skip
    yield _of_buyer(
        "akhir-pekan", _hours(5), "packed",
        _pick("lentera-gawai-malang", "Pijar Bank 10000", "Hitam"),
        _pick("koperasi-nusantara", "Keripik Tempe Sanan", "Pedas", quantity=3), to="delivery",
        ends=(("koperasi-nusantara", "processing"),),
    )  # fmt: skip
    yield _of_buyer(
        "sarapan", _minutes(42), "ready_for_pickup",
        _pick("kopi-pojok-teknik", "Kopi Susu Gula Aren", "Besar", "Sedikit"),
        _pick("kopi-pojok-teknik", "Roti Bakar Cokelat Keju"), by="qris", told="forged",
    )  # fmt: skip
    yield _of_buyer(
        "siang-ini", _minutes(9), "paid",
        _pick("geprek-juara", "Ayam Geprek Mozarella", "3 cabai", quantity=2, note="nasi setengah"),
        _pick("warung-bu-tini", "Es Teh Manis", "Besar", quantity=2),
        ends=(("warung-bu-tini", "processing"),),
    )  # fmt: skip
    yield _of_buyer(
        "belum-dibayar", _minutes(3), "pending",
        _pick("hijau-daun", "Jus Mangga", "Normal", quantity=2), by="qris", told="never",
    )  # fmt: skip
    yield _of_buyer(
        "bayar-di-tempat", _minutes(4), "pending",
        _pick("mie-nyonya-lim", "Dimsum Ayam Udang", "8 biji"), by="cash",
    )  # fmt: skip


def _of_the_student() -> Iterator[Purchase]:
    def bought(name: str, days: float, end: str, *picks: Pick, late: str = "") -> Purchase:
        before = dt.timedelta(days=days)
        return Purchase(f"student/{name}", STUDENT, before, picks, "wallet", "pickup", end, late=late)

    yield bought(
        "blazer", 13.98, "completed", _pick("lemari-nadia", "Blazer Wol Cokelat"), late="buyer/blazer-keduluan"
    )
    yield bought("benang", 15, "completed", _pick("simpul-rajut", "Kit Menyulam Pemula"))
    yield bought(
        "makan", 3, "completed",
        _pick("geprek-juara", "Paket Hemat Geprek + Es Teh"), _pick("kopi-pojok-teknik", "Donat Kampung"),
    )  # fmt: skip
    yield bought("buku", 0.3, "processing", _pick("koperasi-nusantara", "Binder A5 Ring 20", "Sage"))


class _Money:
    """How much each person may still spend, and how much of each offer is left, as the story goes on."""

    def __init__(self) -> None:
        self.wallets = {p.email: p.wallet for p in (*CUSTOMERS, *STUDENT_SELLERS)}
        self.taken: Counter[UUID] = Counter()

    def affords(self, buyer: Person, pick: Pick, spent: int) -> bool:
        return spent + pick.variant.price * pick.quantity < self.wallets[buyer.email] * 0.6


def _of_everybody() -> Iterator[Purchase]:
    lot = Random("four weeks on campus")  # noqa: S311 - a story, told the same way every time
    money = _Money()
    for n in range(TOLD):
        buyer = lot.choice((*CUSTOMERS, *STUDENT_SELLERS))
        age = n / TOLD  # 0: four weeks ago; 1: just now
        before = dt.timedelta(days=DAYS * (1 - age) ** 1.6, minutes=lot.randint(15, 90))
        shops = lot.sample(sorted(_shelf()), lot.choice((1, 1, 2, 2, 3)))
        picks: list[Pick] = []
        for slug in shops:
            if slug.startswith("lentera") or _owner(slug) != buyer.email:
                picks += _basket(lot, money, buyer, slug, sum(p.variant.price * p.quantity for p in picks))
        if not picks:
            continue
        food = all(p.item.kind == "food" for p in picks)
        delivery: Delivery = "pickup" if food or lot.random() < 0.5 else "delivery"
        cash = delivery == "pickup" and lot.random() < 0.2
        method, bank = ("cash", None) if cash else CASHLESS[n % len(CASHLESS)]
        settled = before > (_hours(3) if food else _days(4))
        end = lot.choice(OLD if settled else LATE if before > _hours(8) else FRESH)
        bought = _purchase(lot, money, f"campus/{n:02}", buyer, before, picks, method, delivery, end)
        yield replace(bought, bank=bank)


def _purchase(
    lot: Random,
    money: _Money,
    name: str,
    buyer: Person,
    before: dt.timedelta,
    picks: list[Pick],
    method: Method,
    delivery: Delivery,
    end: str,
) -> Purchase:
    for pick in picks:
        money.taken[pick.offer] += pick.quantity
    if method == "wallet":
        fees = 20_000 * len({p.shop.slug for p in picks})
        money.wallets[buyer.email] -= sum(p.variant.price * p.quantity for p in picks) + fees
    ends: tuple[tuple[str, str], ...] = ()
    if end == "rejected":  # by one shop; the others deliver
        ends, end = ((picks[-1].shop.slug, "rejected"),), "completed"
    if method == "cash" and end in ("refunded", "paid"):
        end = "completed" if end == "refunded" else "pending"
    if method != "cash" and end == "pending":
        end = "paid"
    if delivery == "delivery" and end == "ready_for_pickup":
        end = "shipped"
    if delivery == "pickup" and end == "shipped":
        end = "ready_for_pickup"
    return Purchase(name, buyer, before, tuple(picks), method, delivery, end, ends, lot.choice(WHY_REJECTED))


def _owner(slug: str) -> str:
    return next(iter(_shelf()[slug].values()))[0].owner


def _basket(lot: Random, money: _Money, buyer: Person, slug: str, spent: int) -> list[Pick]:
    """One to three things from this shop that are there and that the buyer can pay."""
    picks: list[Pick] = []
    for _, item in lot.sample(sorted(_shelf()[slug].items()), 4):
        shop, thing = item
        variant = lot.choice([*thing.variants()])
        many = lot.choice((1, 1, 1, 2, 3)) if variant.price < 60_000 else 1
        pick = Pick(shop, thing, variant, many, lot.choice(NOTES) if thing.kind == "food" else "")
        if len(picks) < 3 and _there(pick) - money.taken[pick.offer] > many + 2 and money.affords(buyer, pick, spent):
            picks.append(pick)
            spent += variant.price * many
    return picks[: lot.choice((1, 2, 3))]


def _there(pick: Pick) -> int:
    """How many the shop began with."""
    for outlet in OUTLETS:
        if outlet.shop is pick.shop:
            return sum(outlet.on_hand(pick.item, pick.variant, shelf) for shelf in outlet.shelves)
    return pick.variant.stock
