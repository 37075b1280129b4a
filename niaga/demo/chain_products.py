"""What the electronics chain sells: families written as series, expanded to products and variants.

All brands are invented: Arunika and Kelana (phones), Nalar (tablets), Cakra (computers), Lintang (watches),
Gema (sound), Rimba (cameras), Pijar (power), Petak (games), Teduh (home).
"""

from collections.abc import Iterator

from niaga.demo.types import Axes, Item, Spec, spec_sheet


def gadget(
    name: str,
    price: int,
    art: str,
    about: str,
    category: str,
    axes: Axes | None = None,
    *,
    stock: int = 12,
    was: int = 0,
    weight_g: int = 200,
    gone: tuple[str, ...] = (),
    **specs: Spec,
) -> Item:
    sheet = spec_sheet({"merek": name.split()[0], "garansi": "12 bulan", **specs})
    return Item(name, price, art, about, category, "goods", axes or {}, sheet, stock, was, gone, weight_g)


def colours(*names: str) -> dict[str, int]:
    return dict.fromkeys(names, 0)


# Series are a table
# fmt: off
# Name, from, lenses, colours, storage with what it adds, screen inches, RAM, battery, camera, one sentence.
PHONES = (
    ("Kelana K1", 1_199_000, 1, ("Hitam", "Biru"), {"64 GB": 0}, 6.5, 3, 5000, 13,
     "Ponsel pertama yang tidak merepotkan: baterai dua hari, layar lega."),
    ("Kelana K2", 1_649_000, 2, ("Hitam", "Hijau", "Ungu"), {"64 GB": 0, "128 GB": 200_000}, 6.6, 4, 5000, 50,
     "Layar 90 Hz dan kamera 50 MP dengan harga mahasiswa."),
    ("Kelana K2 Plus", 1_999_000, 2, ("Biru", "Perak"), {"128 GB": 0, "256 GB": 350_000}, 6.7, 6, 5200, 50,
     "K2 yang lebih lapang: RAM 6 GB, pengisian 33 W."),
    ("Kelana K3", 2_399_000, 3, ("Hitam", "Oranye", "Hijau"), {"128 GB": 0, "256 GB": 350_000}, 6.7,
     8, 5500, 64, "Badan tahan cipratan, speaker stereo, siap diajak naik gunung."),
    ("Kelana K3 Max", 2_899_000, 3, ("Hitam", "Biru"), {"256 GB": 0}, 6.9, 8, 7000, 64,
     "Baterai 7.000 mAh. Lupakan colokan sampai lusa."),
    ("Arunika A3", 2_799_000, 2, ("Putih", "Hitam", "Merah muda"), {"128 GB": 0, "256 GB": 400_000}, 6.4, 8,
     4800, 50, "Ringan, layar AMOLED, kamera yang paham cahaya senja."),
    ("Arunika A5", 3_799_000, 3, ("Putih", "Biru", "Hijau"), {"128 GB": 0, "256 GB": 500_000}, 6.5, 8,
     5000, 64, "Favorit kampus: 5G, 120 Hz, lima tahun pembaruan."),
    ("Arunika A5 Lite", 3_199_000, 2, ("Hitam", "Ungu"), {"128 GB": 0}, 6.5, 6, 5000, 50,
     "Jiwa A5 dalam harga yang lebih ringan."),
    ("Arunika A7", 5_499_000, 3, ("Hitam", "Perak", "Biru"), {"256 GB": 0, "512 GB": 900_000}, 6.6,
     12, 5100, 108, "Kamera tele tiga kali, kaca depan belakang, pengisian 67 W."),
    ("Arunika A7 Pro", 7_299_000, 3, ("Hitam", "Emas", "Hijau"), {"256 GB": 0, "512 GB": 1_000_000}, 6.7, 12,
     5200, 200, "Sensor 200 MP dan layar terang di bawah matahari siang."),
    ("Arunika A9", 9_999_000, 3, ("Perak", "Hitam", "Biru"), {"256 GB": 0, "512 GB": 1_200_000}, 6.7,
     16, 5300, 200, "Yang terbaik dari Arunika: rangka titanium, tahan air, periskop lima kali."),
    ("Arunika A9 Lipat", 17_499_000, 3, ("Hitam", "Krem"), {"512 GB": 0}, 7.8, 16, 4600, 50,
     "Terbuka jadi tablet kecil, tertutup masuk saku kemeja."),
    ("Kelana Dasar", 349_000, 1, ("Hitam", "Merah"), {"32 MB": 0}, 2.4, 1, 1500, 2,
     "Tombol besar, senter, radio. Untuk kakek, nenek, dan ujian."),
    ("Kelana Tangguh", 3_299_000, 2, ("Oranye", "Hitam"), {"128 GB": 0}, 6.3, 8, 8000, 48,
     "Jatuh dari motor pun tetap menyala. IP69, senter kuat."),
)

# Name, from, colours, storage, inches, RAM, battery, sentence.
TABLETS = (
    ("Nalar Tab 8", 1_899_000, ("Abu", "Biru"), {"64 GB": 0, "128 GB": 300_000}, 8.4, 4, 5200,
     "Satu tangan, untuk membaca jurnal di angkot."),
    ("Nalar Tab 10", 2_799_000, ("Abu", "Perak"), {"128 GB": 0, "256 GB": 400_000}, 10.4, 6, 7600,
     "Layar 2K, empat speaker, catatan tangan tersimpan rapi."),
    ("Nalar Tab 11 Pena", 4_499_000, ("Abu", "Hijau"), {"128 GB": 0, "256 GB": 500_000}, 11.2, 8, 8600,
     "Sudah termasuk pena 4.096 tingkat tekanan."),
    ("Nalar Tab 12 Pro", 7_999_000, ("Hitam", "Perak"), {"256 GB": 0, "512 GB": 1_000_000}, 12.4, 12, 10_000,
     "OLED 120 Hz dan papan ketik magnet."),
    ("Nalar Tab Anak", 1_699_000, ("Oranye", "Biru"), {"64 GB": 0}, 8.0, 4, 5000,
     "Bingkai busa, batas waktu layar, dongeng Nusantara."),
)

# Name, from, colours, memory, inches, weight, hours, sentence.
LAPTOPS = (
    ("Cakra Buku 13", 6_299_000, ("Perak", "Biru"), {"8 GB / 256 GB": 0, "16 GB / 512 GB": 1_300_000},
     13.3, 1190, 12, "Ringan di tas, tenang di perpustakaan."),
    ("Cakra Buku 14", 7_499_000, ("Perak", "Abu"), {"8 GB / 512 GB": 0, "16 GB / 512 GB": 900_000},
     14.0, 1350, 11, "Papan ketik nyaman untuk bab satu sampai lima."),
    ("Cakra Buku 14 Pro", 11_999_000, ("Hitam", "Perak"), {"16 GB / 512 GB": 0,
     "32 GB / 1 TB": 2_800_000}, 14.2,
     1420, 15, "Layar 2,8K OLED, kompilasi tanpa kipas menjerit."),
    ("Cakra Studi 15", 5_799_000, ("Abu",), {"8 GB / 256 GB": 0, "8 GB / 512 GB": 450_000}, 15.6, 1680, 8,
     "Laptop pertama untuk mahasiswa baru."),
    ("Cakra Lentur 14", 8_999_000, ("Hijau", "Abu"), {"16 GB / 512 GB": 0}, 14.0, 1490, 10,
     "Dilipat jadi tablet, pena di dalam badan."),
    ("Cakra Gim 15", 13_499_000, ("Hitam",), {"16 GB / 512 GB": 0, "16 GB / 1 TB": 800_000}, 15.6, 2300, 5,
     "Kartu grafis 8 GB, layar 165 Hz, RGB sesukamu."),
    ("Cakra Gim 16 X", 21_999_000, ("Hitam", "Merah"), {"32 GB / 1 TB": 0}, 16.0, 2450, 5,
     "Untuk gim berat dan model tiga dimensi."),
    ("Cakra Mini PC", 4_899_000, ("Hitam",), {"8 GB / 256 GB": 0, "16 GB / 512 GB": 1_100_000}, 0.0, 720, 0,
     "Sebesar kotak bekal, tenaga penuh di meja kos."),
)

# Name, from, colours, sizes, battery days, GPS, sentence.
WATCHES: tuple[tuple[str, int, tuple[str, ...], dict[str, int], int, bool, str], ...] = (
    ("Lintang Fit", 449_000, ("Hitam", "Merah muda", "Biru"), {}, 14, False,
     "Gelang langkah, tidur, dan detak."),
    ("Lintang Fit Pro", 749_000, ("Hitam", "Hijau"), {}, 10, True, "Layar AMOLED dan GPS di gelang tipis."),
    ("Lintang L1", 1_099_000, ("Hitam", "Perak"), {"41 mm": 0, "45 mm": 150_000}, 7, True,
     "Jam bulat, telepon dari pergelangan."),
    ("Lintang L2", 1_999_000, ("Hitam", "Emas"), {"41 mm": 0, "45 mm": 200_000}, 5, True,
     "EKG, peta luring, pembayaran QR."),
    ("Lintang L2 Gunung", 2_899_000, ("Oranye", "Hitam"), {"47 mm": 0}, 18, True,
     "Kompas, altimeter, safir. Semeru pernah."),
    ("Lintang Anak", 599_000, ("Biru", "Merah muda"), {}, 4, True, "Orang tua tahu, anak tetap bermain."),
)

# fmt: on


def phones() -> Iterator[Item]:
    for name, price, lenses, tones, storage, inches, ram, battery, camera, about in PHONES:
        front, back = tones[0].lower().replace(" ", "-"), tones[-1].lower().replace(" ", "-")
        yield gadget(
            name, price, f"back@{front}/{lenses} phone@{back}", about, "ponsel",
            {"Warna": colours(*tones), "Memori": storage},
            stock=2 if "Lipat" in name else 9,
            was=price + 300_000 if name in {"Arunika A5", "Kelana K3", "Arunika A7"} else 0,
            gone=("Ungu",) if name == "Kelana K2" else (),
            weight_g=420,
            layar_inci=inches, ram_gb=ram, baterai_mah=battery, kamera_mp=camera,
            jaringan_5g=price > 2_000_000,
        )  # fmt: skip


def tablets() -> Iterator[Item]:
    for name, price, tones, storage, inches, ram, battery, about in TABLETS:
        yield gadget(
            name, price, f"tablet@{tones[-1].lower()} ✏️" if "Pena" in name else f"tablet@{tones[-1].lower()}",
            about, "tablet", {"Warna": colours(*tones), "Memori": storage},
            stock=6, weight_g=700, layar_inci=inches, ram_gb=ram, baterai_mah=battery,
        )  # fmt: skip


def laptops() -> Iterator[Item]:
    for name, price, tones, memory, inches, weight, hours, about in LAPTOPS:
        folded = f"💻@{tones[0].lower()}" + (" 🎮" if "Gim" in name else "")
        yield gadget(
            name, price, folded if hours else "🖥️ ⌨️", about, "laptop",
            {"Warna": colours(*tones), "RAM / SSD": memory},
            stock=4, was=price + 750_000 if name == "Cakra Buku 14" else 0, weight_g=weight + 800,
            layar_inci=inches or "tanpa layar", baterai_jam=hours or "tanpa baterai",
        )  # fmt: skip


def watches() -> Iterator[Item]:
    for name, price, tones, sizes, days, gps, about in WATCHES:
        axes = {"Warna": colours(*tones)} | ({"Ukuran": sizes} if sizes else {})
        yield gadget(
            name, price, f"⌚@{tones[-1].lower().replace(' ', '-')}", about, "jam-pintar", axes,
            stock=8, was=price + 200_000 if name == "Lintang L1" else 0, weight_g=150,
            tahan_hari=days, gps=gps, tahan_air="5 ATM",
        )  # fmt: skip


DEVICES: tuple[Item, ...] = (*phones(), *tablets(), *laptops(), *watches())
