"""The students' co-operative: everything one runs out of at ten to eight in the morning."""

from niaga.demo.campus import STUDENT_CENTRE
from niaga.demo.types import Axes, Item, Shop, Spec, spec_sheet

STABILO = "2017000206064"
"""On the pack of six markers that a student sells too: as two products, until an admin merges them."""

INK: Axes = {"Warna": {"Hitam": 0, "Biru": 0, "Merah": 0}}
SIZES: Axes = {"Ukuran": {"S": 0, "M": 0, "L": 0, "XL": 5_000, "XXL": 10_000}}


def ware(
    name: str,
    price: int,
    art: str,
    about: str,
    category: str,
    axes: Axes | None = None,
    *,
    stock: int = 48,
    was: int = 0,
    weight_g: int = 100,
    gone: tuple[str, ...] = (),
    barcode: str = "",
    **specs: Spec,
) -> Item:
    sheet = spec_sheet(specs)
    return Item(name, price, art, about, category, "goods", axes or {}, sheet, stock, was, gone, weight_g, barcode)


# A shelf is a table, one article per entry
# fmt: off
WRITING = (
    ware("Bolpoin Gel Lancar 0,5", 4_500, "🖊️ 📝", "Tinta gel cepat kering, tidak bocor di saku kemeja.",
         "alat-tulis", INK, stock=120, weight_g=12, ujung_mm=0.5),
    ware("Bolpoin Klik Hemat", 2_500, "🖋️ 🖊️", "Sahabat absen. Isi dua belas bila beli satu kotak.",
         "alat-tulis", INK, stock=200, weight_g=9, ujung_mm=0.7),
    ware("Pensil 2B Ujian", 3_000, "✏️ 📄", "Terbaca pemindai lembar jawaban.", "alat-tulis", stock=150,
         weight_g=7, kekerasan="2B"),
    ware("Pensil Mekanik 0,5", 15_000, "✏️ 📐", "Badan logam, pegangan karet.", "alat-tulis",
         {"Warna": {"Hitam": 0, "Perak": 0}}, weight_g=18, ujung_mm=0.5),
    ware("Stabilo Pastel Isi 6", 32_000, "🖍️ 🌈",
         "Enam warna lembut untuk menandai yang katanya keluar ujian.",
         "alat-tulis", was=38_000, weight_g=90, barcode=STABILO, isi=6),
    ware("Spidol Papan Tulis", 9_000, "🖍️ 📋", "Bisa diisi ulang, mudah dihapus.", "alat-tulis", INK,
         gone=("Merah",), weight_g=22),
    ware("Penghapus Lembut", 3_500, "🧽 ✏️", "Bersih tanpa merobek kertas.", "alat-tulis", weight_g=20),
    ware("Gunting Kertas", 12_000, "✂️ 📄", "Baja tahan karat 17 cm.", "alat-tulis", weight_g=80,
         panjang_cm=17),
    ware("Klip Kertas Isi 100", 5_000, "🖇️ 📄", "Menyatukan tugas yang dikerjakan berlima.", "alat-tulis",
         weight_g=60, isi=100),
    ware("Paku Payung Isi 50", 6_000, "📌 📍", "Untuk papan mading dan jadwal piket.", "alat-tulis",
         weight_g=50, isi=50),
    ware("Kuas Cat Air Set 5", 38_000, "🖌️ 🎨", "Bulu sintetis nomor 2 sampai 10.", "alat-tulis", stock=9,
         weight_g=70, isi=5),
    ware("Kalkulator Ilmiah K-991", 185_000, "🧮 🔬", "417 fungsi, matriks, regresi. Diizinkan saat ujian.",
         "alat-tulis", stock=14, was=210_000, weight_g=110, fungsi=417, tenaga_surya=True),
)

PAPER = (
    ware("Buku Tulis 58 Lembar", 6_500, "📓 🖊️", "Kertas 70 gram, garis tidak luntur.", "buku-kertas",
         {"Garis": {"Bergaris": 0, "Kotak": 0, "Polos": 0}}, stock=160, weight_g=180, isi_lembar=58),
    ware("Binder A5 Ring 20", 35_000, "📒 🏷️", "Sampul kain, isi bisa dipindah antarmata kuliah.",
         "buku-kertas", {"Warna": {"Sage": 0, "Terakota": 0, "Biru": 0}}, weight_g=260),
    ware("Isi Binder A5 100 Lembar", 17_000, "📄 📒", "Kertas krem yang ramah mata.", "buku-kertas",
         weight_g=240, isi_lembar=100),
    ware("Kertas HVS A4 80 g", 58_000, "📃 🖨️", "Satu rim 500 lembar untuk skripsi tiga kali revisi.",
         "buku-kertas", stock=60, weight_g=2500, isi_lembar=500),
    ware("Map Arsip Plastik", 4_000, "📁 📂", "Kancing kuat, muat F4.", "buku-kertas",
         {"Warna": {"Biru": 0, "Merah": 0, "Kuning": 0}}, weight_g=40),
    ware("Kartu Catatan Hafalan", 14_000, "🗂️ 📝", "Seratus kartu berlubang dengan gelang.", "buku-kertas",
         weight_g=130, isi=100),
    ware("Catatan Tempel Warna", 9_500, "📝 📌", "Empat warna, 400 lembar.", "buku-kertas", weight_g=95,
         isi=400),
    ware("Agenda Akademik 2027", 45_000, "📅 📔", "Kalender kampus, masa KRS, UTS, UAS sudah tercetak.",
         "buku-kertas", stock=35, weight_g=320),
    ware("Logbook Skripsi", 22_000, "📕 🖋️", "Kolom tanda tangan pembimbing, jangan sampai kosong.",
         "buku-kertas", weight_g=210),
    ware("Modul Kalkulus Dasar", 48_000, "📘 📐", "Susunan dosen MIPA, soal dan pembahasan.", "buku-kertas",
         stock=28, weight_g=410, halaman=236),
    ware("Modul Fisika Dasar", 52_000, "📗 🔭", "Termasuk lembar kerja praktikum.", "buku-kertas", stock=22,
         weight_g=430, halaman=254),
)

LAB = (
    ware("Jas Laboratorium", 125_000, "🥼 🔬",
         "Katun tebal, lengan panjang, tiga saku. Wajib tiap praktikum.",
         "praktikum", SIZES, stock=26, was=140_000, gone=("XXL",), weight_g=420, bahan="Katun twill"),
    ware("Kacamata Pelindung", 28_000, "🥽 🧪", "Anti-embun, bisa dipakai di atas kacamata.", "praktikum",
         weight_g=70),
    ware("Sarung Tangan Lateks Isi 100", 65_000, "🧤 🧫", "Tanpa bedak.", "praktikum",
         {"Ukuran": {"S": 0, "M": 0, "L": 0}}, stock=8, weight_g=480, isi=100),
    ware("Tabung Reaksi Set 6", 42_000, "🧪 ⚗️", "Kaca borosilikat dengan rak kayu.", "praktikum",
         weight_g=240, isi=6),
    ware("Cawan Petri Isi 10", 38_000, "🧫 🔬", "Steril, 90 mm.", "praktikum", weight_g=160, diameter_mm=90),
    ware("Set Bedah Hewan", 78_000, "✂️ 🐸", "Delapan alat baja dalam dompet.", "praktikum", stock=11,
         weight_g=300, isi=8),
    ware("Kit Model Molekul", 115_000, "🧬 ⚗️", "118 atom dan ikatan untuk kimia organik.",
         "praktikum", stock=0, weight_g=350, isi=118),
    ware("Stetoskop Mahasiswa", 165_000, "🩺 💊", "Dua sisi, selang 72 cm.", "praktikum",
         {"Warna": {"Hitam": 0, "Biru tua": 0}}, stock=12, weight_g=190),
)

DRAWING = (
    ware("Penggaris Besi 30 cm", 13_000, "📏 ✏️", "Skala milimeter terukir.", "gambar-teknik", weight_g=60,
         panjang_cm=30),
    ware("Penggaris Segitiga Sepasang", 19_000, "📐 📏", "Akrilik bening 30/60 dan 45.", "gambar-teknik",
         weight_g=90),
    ware("Jangka Teknik", 34_000, "📐 🧭", "Kuningan dengan wadah.", "gambar-teknik", weight_g=150),
    ware("Drawing Pen Set", 72_000, "✒️ 📐", "0,1 sampai 0,8 mm, tahan air.", "gambar-teknik", was=85_000,
         weight_g=80, isi=5),
    ware("Tabung Gambar A1", 47_000, "🗞️ 🎒", "Tahan hujan, bisa dipanjangkan, ada tali.", "gambar-teknik",
         {"Warna": {"Hitam": 0, "Biru": 0}}, weight_g=380),
    ware("Kertas Kalkir A3", 24_000, "📃 ✒️", "25 lembar, 90 gram.", "gambar-teknik", weight_g=300,
         isi_lembar=25),
    ware("Cutter Presisi", 21_000, "🔪 📄", "Mata ganti lima, untuk maket.", "gambar-teknik", weight_g=45),
    ware("Alas Potong A3", 49_000, "📐 ✂️", "Lima lapis, menutup kembali.", "gambar-teknik", stock=16,
         weight_g=520),
)

SNACKS = (
    ware("Keripik Tempe Sanan", 14_000, "🍘 🌿", "Tipis renyah dari kampung Sanan, Malang.", "camilan",
         {"Rasa": {"Original": 0, "Daun jeruk": 0, "Pedas": 0}}, weight_g=150, berat_gram=150),
    ware("Keripik Apel", 18_000, "🍎 🍏", "Apel manalagi goreng hampa.", "camilan", weight_g=100,
         berat_gram=100),
    ware("Kacang Bawang", 9_000, "🥜 🧄", "Gurih, kres, tinggal satu genggam lagi.", "camilan", weight_g=120),
    ware("Makaroni Pedas", 6_000, "🍝 🌶️", "Level tiga sudah cukup.", "camilan",
         {"Level": {"1": 0, "2": 0, "3": 0}}, stock=80, weight_g=80),
    ware("Popcorn Karamel", 12_000, "🍿 🍯", "Dibuat tiap Senin dan Kamis.", "camilan", weight_g=90),
    ware("Cokelat Batang Blitar 55%", 21_000, "🍫 🌰", "Kakao Blitar, mete panggang.", "camilan", stock=32,
         weight_g=60, kakao_persen=55),
    ware("Permen Asam Jawa", 5_000, "🍬 🍭", "Melek sampai kuliah selesai.", "camilan", weight_g=75),
    ware("Biskuit Gandum", 11_000, "🍪 🥛", "Pengganjal kelas tiga SKS.", "camilan", weight_g=140),
    ware("Kue Kering Nastar Toples", 55_000, "🥮 🍍", "Selai nanas, mentega, cengkih.", "roti-kue", stock=7,
         was=65_000, weight_g=420),
    ware("Roti Sobek Cokelat", 13_000, "🍞 🍫", "Datang pukul enam, habis pukul sembilan.", "roti-kue",
         stock=20, weight_g=200),
    ware("Roti Abon", 8_000, "🥖 🍖", "Abon sapi dan mayones.", "roti-kue", stock=18, weight_g=90),
    ware("Puding Karamel", 8_500, "🍮 🍯", "Dingin, bergoyang.", "roti-kue", stock=15, weight_g=130),
    ware("Air Mineral 1,5 Liter", 7_000, "💧 🧊", "Satu botol satu hari.", "minuman-kemasan", stock=90,
         weight_g=1520, isi_ml=1500),
    ware("Teh Kotak Melati", 4_500, "🧃@merah 🍵", "Dingin dari kulkas pojok.", "minuman-kemasan", stock=120,
         weight_g=220, isi_ml=200),
    ware("Susu UHT 250 ml", 7_500, "🧃@biru 🐄", "Dari sapi Pujon.", "minuman-kemasan",
         {"Rasa": {"Putih": 0, "Cokelat": 0, "Stroberi": 0}}, stock=72, weight_g=260, isi_ml=250),
    ware("Sari Apel Botol", 9_000, "🧃@hijau 🍏", "Apel Batu, tanpa pewarna.", "minuman-kemasan", weight_g=330,
         isi_ml=300),
    ware("Kopi Bubuk Dampit 200 g", 32_000, "☕ 🌋", "Robusta giling sedang untuk tubruk di kos.",
         "minuman-kemasan", stock=30, weight_g=210),
    ware("Wedang Uwuh Celup", 16_000, "🫖 🍂", "Isi sepuluh, kayu secang dan jahe.", "minuman-kemasan",
         weight_g=80, isi=10),
)

CARE = (
    ware("Sabun Sereh", 12_000, "🧼 🌿", "Sabun batang minyak kelapa dan sereh.", "perawatan-diri",
         weight_g=90),
    ware("Sampo Urang-Aring", 24_000, "🧴@hijau 🌿", "200 ml, untuk rambut yang memikirkan skripsi.",
         "perawatan-diri", weight_g=230, isi_ml=200),
    ware("Sikat Gigi Bambu", 15_000, "🪥 🎍", "Bulu lembut, gagang kembali ke tanah.", "perawatan-diri",
         weight_g=20),
    ware("Tabir Surya SPF 50", 59_000, "🧴@kuning ☀️", "Ringan, tidak lengket, 50 ml.", "perawatan-diri", stock=24,
         was=72_000, weight_g=70, spf=50),
    ware("Tisu Wajah 200 Lembar", 11_000, "🧻 🌸", "Dua lapis.", "perawatan-diri", weight_g=180),
    ware("Plester Luka Isi 10", 6_000, "🩹 🩺", "Bekal futsal.", "perawatan-diri", weight_g=15, isi=10),
    ware("Pelembap Bibir", 18_000, "💄 🍯", "Madu dan lilin lebah.", "perawatan-diri", weight_g=15),
    ware("Sisir Kayu", 14_000, "🪮 🪵", "Kayu sonokeling, tidak statis.", "perawatan-diri", weight_g=35),
    ware("Deterjen Cair 800 ml", 19_000, "🧴@biru 🧺", "Harum, untuk cuci tangan dan mesin.", "kebutuhan-kos",
         weight_g=830, isi_ml=800),
    ware("Ember 10 Liter", 27_000, "🪣 🧼", "Gagang besi, warna pilihan.", "kebutuhan-kos",
         {"Warna": {"Biru": 0, "Hijau": 0}}, weight_g=540),
    ware("Sapu Ijuk", 22_000, "🧹 🪣", "Piket kos tidak bisa ditawar.", "kebutuhan-kos", stock=17,
         weight_g=600),
    ware("Payung Lipat", 52_000, "☂️ 💧", "Malang hujan pukul dua. Selalu.", "kebutuhan-kos",
         {"Warna": {"Ungu": 0, "Hitam": 0}}, stock=21, was=60_000, weight_g=330),
    ware("Lampu Meja LED", 79_000, "💡 📚", "Tiga tingkat terang, colok USB.", "kebutuhan-kos", stock=13,
         weight_g=450, daya_watt=6),
    ware("Jam Weker", 46_000, "⏰ 🌙", "Berbunyi sampai dibangunkan.", "kebutuhan-kos", stock=10,
         weight_g=210),
    ware("Senter Darurat", 35_000, "🔦 🔋", "Untuk pemadaman bergilir.", "kebutuhan-kos", weight_g=160),
    ware("Gembok Kamar", 29_000, "🔒 🔑", "Tiga kunci, satu untuk ibu kos.", "kebutuhan-kos", weight_g=190),
    ware("Lilin Aromaterapi Kopi", 38_000, "🕯️ ☕", "Wangi kedai, tanpa antre.", "kebutuhan-kos", stock=6,
         weight_g=250),
)

MERCH = (
    ware("Kaus Almamater", 89_000, "👕@biru 🎓", "Katun combed 24s, sablon lambang kampus.", "atasan",
         {"Ukuran": {"S": 0, "M": 0, "L": 0, "XL": 5_000}, "Warna": {"Biru": 0, "Hitam": 0}}, stock=30,
         weight_g=190, bahan="Katun combed 24s"),
    ware("Jaket Almamater", 265_000, "🧥@biru 🎓", "Untuk wisuda, demo, dan KKN.", "luaran", SIZES, stock=18,
         gone=("S",), weight_g=620, bahan="Drill"),
    ware("Topi Nusantara Raya", 55_000, "🧢@biru ⭐", "Bordir lambang, pengatur belakang.", "tas-topi",
         weight_g=90),
    ware("Tote Bag Kanvas", 48_000, "🛍️ 📚", "Muat laptop 14 inci dan bekal.", "tas-topi",
         {"Warna": {"Krem": 0, "Hitam": 0}}, stock=44, weight_g=160),
    ware("Gantungan Kunci Toga", 15_000, "🎓 🔑", "Doa yang digantung di tas.", "aksesori-fesyen", stock=80,
         weight_g=15),
    ware("Tumbler Kampus 600 ml", 98_000, "tumbler@biru 💧", "Baja dua lapis, dingin 12 jam.",
         "kebutuhan-kos",
         {"Warna": {"Biru": 0, "Putih": 0, "Hijau": 0}}, stock=27, was=115_000, weight_g=290, isi_ml=600),
)
# fmt: on

KOPERASI = Shop(
    "koperasi-nusantara",
    "Koperasi Mahasiswa Nusantara",
    "koperasi",
    "sri.wahyuni@niaga.test",
    "Milik anggota, untuk anggota: alat tulis, jas lab, camilan Malang, kebutuhan kos, dan barang almamater. "
    "Sisa hasil usaha dibagikan tiap akhir tahun.",
    "🏪",
    "biru",
    STUDENT_CENTRE,
    "senin-jumat 07.00-18.00; sabtu 08.00-14.00",
    "081200000207",
    (*WRITING, *PAPER, *LAB, *DRAWING, *SNACKS, *CARE, *MERCH),
)
