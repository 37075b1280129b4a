"""The small things of the chain: power, sound, computer parts, cameras, games, things for the room."""

from collections.abc import Iterator

from niaga.demo.chain_products import colours, gadget
from niaga.demo.types import Item

DARK_LIGHT = {"Warna": colours("Hitam", "Putih")}

# A shelf is a table, one article per entry
# fmt: off
POWER = (
    *(gadget(f"Pijar Charger {watt} W", price, f"charger@putih cable@{tint}", about, "pengisi-daya",
             DARK_LIGHT, stock=30, weight_g=90 + watt, daya_watt=watt, lubang=ports)
      for watt, price, tint, ports, about in (
          (20, 129_000, "putih", 1, "Kepala kecil, mengisi setengah dalam 30 menit."),
          (33, 179_000, "hijau", 1, "Pas untuk Kelana K2 Plus dan kawan-kawan."),
          (45, 249_000, "biru", 2, "Ponsel dan tablet sekaligus."),
          (65, 349_000, "oranye", 3, "Laptop, ponsel, earbud dari satu colokan. GaN."),
          (100, 599_000, "hitam", 4, "Satu kepala untuk seluruh meja kos."))),
    *(gadget(f"Pijar Kabel {kind}", price, f"cable@{tint}", about, "pengisi-daya",
             {"Panjang": {"1 m": 0, "2 m": 30_000}, **DARK_LIGHT}, stock=45, weight_g=40)
      for kind, price, tint, about in (
          ("USB-C ke USB-C 60 W", 79_000, "hitam", "Anyaman nilon, 10.000 tekukan."),
          ("USB-C ke USB-C 240 W", 129_000, "merah", "Cip penanda, aman untuk laptop."),
          ("USB-A ke USB-C", 59_000, "putih", "Untuk kepala lama yang masih setia."),
          ("Tiga Ujung", 99_000, "ungu", "USB-C, mikro, dan satu lagi untuk teman."),
          ("Magnet Putar", 89_000, "toska", "Menempel sendiri dalam gelap."))),
    *(gadget(f"Pijar Bank {label}", price, f"powerbank@{tint}", about, "power-bank",
             {"Warna": colours("Hitam", "Putih", "Biru")}, stock=18, was=was, weight_g=capacity // 45,
             kapasitas_mah=capacity, daya_watt=watt)
      for label, capacity, price, was, watt, tint, about in (
          ("5000 Tipis", 5_000, 149_000, 0, 10, "merah-muda", "Setipis dompet."),
          ("10000", 10_000, 219_000, 259_000, 22, "biru", "Dua kali isi penuh ponsel."),
          ("10000 Magnet", 10_000, 279_000, 0, 20, "toska", "Menempel magnet, mengisi tanpa kabel."),
          ("20000", 20_000, 379_000, 0, 33, "hitam", "Untuk KKN tanpa listrik."),
          ("27000 Laptop", 27_000, 649_000, 749_000, 100, "hijau",
           "Laptop pun terisi. Batas kabin pesawat."))),
    gadget("Pijar Alas Nirkabel 15 W", 199_000, "🔋@perak phone@biru", "Letakkan, terisi.", "pengisi-daya",
           DARK_LIGHT, stock=14, daya_watt=15),
    gadget("Pijar Pengisi Mobil 38 W", 149_000, "🔌 🚗", "Dua lubang, lampu redup.", "pengisi-daya", stock=20,
           daya_watt=38),
    gadget("Pijar Stopkontak 4 Lubang", 189_000, "🔌 ⚡", "Sakelar tiap lubang, tiga USB, kabel 3 meter.",
           "pengisi-daya", stock=16, weight_g=620),
    gadget("Pijar Lampu Cincin 26 cm", 169_000, "💍@putih 💡", "Tiga suhu warna, tripod, penjepit ponsel.",
           "pengisi-daya", stock=14, weight_g=780, daya_watt=10),
)

PARTS = (
    gadget("Nalar Pena 2", 599_000, "✒️ tablet@abu", "4.096 tingkat tekanan, menempel dan terisi.", "tablet",
           stock=9, weight_g=20),
    gadget("Nalar Papan Ketik Magnet", 899_000, "⌨️@abu tablet@perak", "Sekaligus sampul dan dudukan.",
           "tablet", stock=6, weight_g=480),
    gadget("Nalar Sampul Lipat", 229_000, "📓@biru tablet@biru", "Bangun saat dibuka, tidur saat ditutup.",
           "casing", {"Warna": colours("Biru", "Hitam")}, stock=12, weight_g=210),
    *(gadget(f"Lintang Tali {kind}", price, f"⌚@{tint} {extra}", about, "jam-pintar",
             {"Lebar": {"20 mm": 0, "22 mm": 0}}, stock=16, weight_g=25)
      for kind, price, tint, extra, about in (
          ("Silikon", 99_000, "oranye", "💧", "Cuci, pakai, lari."),
          ("Kulit", 199_000, "cokelat", "🧵", "Kulit sapi samak nabati, makin tua makin bagus."),
          ("Rantai Baja", 249_000, "perak", "🔗", "Pengunci lipat, alat potong disertakan."))),
    *(gadget(f"{phone} Rekondisi", price, f"back@{tint}/{lenses} 🔧",
             f"Unit {phone} bekas yang diperiksa 32 titik, baterai di atas 85 persen.", "ponsel",
             {"Warna": colours("Hitam", "Biru")}, stock=3, was=was, weight_g=420, kondisi="Sangat baik")
      for phone, price, was, lenses, tint in (
          ("Kelana K2", 1_099_000, 1_649_000, 2, "hijau"),
          ("Arunika A3", 1_949_000, 2_799_000, 2, "merah-muda"),
          ("Arunika A5", 2_649_000, 3_799_000, 3, "biru"),
          ("Arunika A7", 3_999_000, 5_499_000, 3, "perak"))),
)

SOUND = (
    *(gadget(f"Gema {kind}", price, f"earbuds@{tint}", about, "audio",
             {"Warna": colours("Hitam", "Putih", tint.capitalize())}, stock=15, was=was, weight_g=60,
             baterai_jam=hours, peredam_bising=quiet)
      for kind, price, was, tint, hours, quiet, about in (
          ("Buds Mini", 199_000, 0, "hijau", 20, False, "Kecil, ringan, jernih untuk kuliah daring."),
          ("Buds 2", 349_000, 429_000, "biru", 28, False, "Bas bulat dan mode gim."),
          ("Buds 2 Pro", 699_000, 0, "ungu", 32, True, "Peredam bising 42 dB."),
          ("Buds Olahraga", 449_000, 0, "oranye", 24, False, "Kait telinga, tahan keringat."))),
    *(gadget(f"Gema {kind}", price, f"🎧@{tint} {extra}".strip(), about, "audio", DARK_LIGHT, stock=9,
             was=was, weight_g=280, baterai_jam=hours)
      for kind, price, was, tint, extra, hours, about in (
          ("Kuping 300", 299_000, 0, "biru", "", 30, "Headphone nirkabel lipat."),
          ("Kuping 500 Senyap", 899_000, 1_099_000, "krem", "🌙", 45,
           "Peredam bising untuk kos sebelah yang karaoke."),
          ("Kuping Studio", 1_299_000, 0, "hitam", "🎙️", 0, "Datar dan jujur untuk menyunting."),
          ("Kuping Gim 7.1", 549_000, 0, "merah", "🎮", 0, "Mikrofon lipat, langkah musuh terdengar."))),
    *(gadget(f"Gema {kind}", price, f"speaker@{tint} {extra}".strip(), about, "audio",
             {"Warna": colours("Hitam", tint.capitalize())}, stock=10, weight_g=700, daya_watt=watt)
      for kind, price, tint, extra, watt, about in (
          ("Bulat Mini", 249_000, "merah", "", 5, "Digantung di ransel."),
          ("Tabung", 499_000, "biru", "💧", 20, "Tahan air, 360 derajat."),
          ("Tabung Besar", 999_000, "hijau", "🎵", 40, "Satu halaman kos cukup satu ini."),
          ("Pesta", 1_899_000, "hitam", "🪩", 100, "Lampu dan dua mikrofon."))),
    gadget("Gema Soundbar 2.1", 1_499_000, "🔊 tv@hitam", "Subwoofer nirkabel, 120 W.", "audio", stock=4,
           weight_g=5200),
    gadget("Gema Mikrofon USB", 599_000, "🎙️ 💻", "Untuk siniar dan rapat.", "audio", stock=7, weight_g=640),
    gadget("Gema Mikrofon Klip Nirkabel", 449_000, "🎤 📱", "Dua pemancar, satu penerima.", "audio", stock=11,
           weight_g=90),
    gadget("Gema Radio Saku", 159_000, "📻 🔋", "FM, senter, engkol.", "audio", stock=13, weight_g=220),
)

COMPUTER = (
    *(gadget(f"Cakra {kind}", price, art, about, "aksesori-komputer", axes, stock=stock, was=was,
             weight_g=weight)
      for kind, price, was, art, stock, weight, axes, about in (
          ("Ketik Mekanik 75", 599_000, 699_000, "⌨️@hitam 🌈", 9, 900,
           {"Sakelar": colours("Merah", "Cokelat", "Biru")}, "Panas-tukar, RGB, kabel lepas."),
          ("Ketik Senyap", 249_000, 0, "⌨️ 🌙", 16, 520, DARK_LIGHT, "Tiga perangkat, tanpa bunyi."),
          ("Ketik Lipat", 329_000, 0, "⌨️@biru 📱", 8, 180, {}, "Masuk saku jaket."),
          ("Tetikus Senyap", 129_000, 0, "🖱️ 🌙", 35, 90, DARK_LIGHT, "Klik lembut, baterai setahun."),
          ("Tetikus Tegak", 219_000, 0, "🖱️@hitam 🩹", 12, 120, {}, "Pergelangan berterima kasih."),
          ("Tetikus Gim 26K", 449_000, 529_000, "🖱️@merah 🎮", 10, 75, DARK_LIGHT,
           "63 gram, sensor 26.000 DPI."),
          ("Bola Lacak", 389_000, 0, "🖲️ ✨", 5, 180, {}, "Untuk meja yang sempit."),
          ("Monitor 22 FHD", 1_299_000, 0, "🖥️", 6, 3400, {}, "IPS 100 Hz."),
          ("Monitor 24 FHD", 1_699_000, 1_899_000, "🖥️@biru", 6, 4100, {}, "Bezel tipis, bisa diputar tegak."),
          ("Monitor 27 QHD", 2_899_000, 0, "🖥️@hijau 🎨", 4, 5600, {}, "Warna akurat, USB-C 65 W."),
          ("Monitor Lengkung 34", 5_499_000, 0, "🖥️@ungu 🎮", 2, 8200, {}, "Tiga jendela berdampingan."),
          ("Kamera Web 2K", 399_000, 0, "📷@hitam 💻", 14, 150, {}, "Mikrofon ganda, tutup privasi."),
          ("Hub USB-C 7 in 1", 349_000, 0, "🔌@abu 💻", 18, 110, {},
           "HDMI 4K, kartu, tiga USB, pengisian 100 W."),
          ("SSD Luar", 899_000, 999_000, "💾@biru ⚡", 12, 60,
           {"Kapasitas": {"500 GB": 0, "1 TB": 600_000, "2 TB": 1_700_000}},
           "1.050 MB/s, tahan jatuh dua meter."),
          ("Flashdisk Putar", 69_000, 0, "💾 🔑", 60, 15,
           {"Kapasitas": {"32 GB": 0, "64 GB": 30_000, "128 GB": 90_000}}, "USB-C dan USB-A."),
          ("Kartu Memori A2", 89_000, 0, "💾@merah 📷", 50, 5,
           {"Kapasitas": {"64 GB": 0, "128 GB": 70_000, "256 GB": 210_000}}, "Rekam 4K tanpa patah."),
          ("Perute Wi-Fi 6", 499_000, 0, "🛜 ⚡", 11, 480, {}, "Satu kos, dua belas penghuni, tetap lancar."),
          ("Wi-Fi Jala Isi 2", 1_299_000, 1_499_000, "🛜 🏠", 5, 900, {}, "Sampai ke kamar paling ujung."),
          ("Printer Tangki", 2_199_000, 0, "🖨️ 🌈", 4, 5600, {}, "7.000 halaman satu isi tinta."),
          ("Printer Laser", 1_799_000, 0, "🖨️ 📄", 3, 7200, {}, "Hitam putih, 22 halaman semenit."),
          ("Dudukan Laptop", 159_000, 0, "💻 📐", 26, 620, {"Warna": colours("Perak", "Hitam")},
           "Aluminium lipat."),
          ("Ransel Laptop 15", 389_000, 0, "🎒@hitam 💻", 17, 950, {"Warna": colours("Hitam", "Biru")},
           "Lapisan anti-air, lubang kabel."))),
)

CAMERAS = (
    gadget("Rimba Aksi 5", 2_499_000, "📹 🏔️", "4K 60, stabil, 20 meter di bawah air.", "kamera", stock=7,
           was=2_799_000, weight_g=150, kamera_mp=20),
    gadget("Rimba Aksi 5 Mini", 1_899_000, "📹@putih 🚲", "Menempel di kerah.", "kamera", stock=6,
           weight_g=60),
    gadget("Rimba M10 Kit", 8_999_000, "📷 🌿", "Nircermin 24 MP dengan lensa 15–45.", "kamera",
           {"Warna": colours("Hitam", "Perak")}, stock=3, weight_g=620, kamera_mp=24),
    gadget("Rimba M50 Bodi", 14_999_000, "📸 🌅", "Bingkai penuh, dua kartu.", "kamera", stock=2,
           weight_g=680, kamera_mp=33),
    gadget("Rimba Instan", 1_099_000, "📸@merah-muda 🖼️", "Cetak langsung, tempel di kamar.", "kamera",
           {"Warna": colours("Merah muda", "Toska", "Putih")}, stock=9, gone=("Putih",), weight_g=340),
    gadget("Rimba Kertas Instan Isi 20", 189_000, "🖼️ 📸", "Untuk Rimba Instan.", "kamera", stock=40,
           weight_g=90),
    gadget("Rimba Drone Capung", 4_799_000, "🚁 📹", "249 gram, 34 menit, 4K.", "kamera", stock=3,
           weight_g=249),
    gadget("Rimba Drone Elang", 11_499_000, "🚁@hitam 🏔️", "Sensor satu inci, hindar rintangan.", "kamera",
           stock=1, weight_g=820),
    gadget("Rimba Lensa 35 mm f/1,8", 2_699_000, "📷@abu 🔍", "Bokeh halus untuk potret wisuda.",
           "kamera", stock=3, weight_g=190),
    gadget("Rimba Tripod Ringkas", 349_000, "📐@hitam 📷", "Aluminium, 1,4 meter, kepala bola.",
           "kamera", stock=11, weight_g=1100),
    gadget("Rimba Teropong 10x42", 899_000, "🔭 🦉", "Untuk mengamati burung dan bulan.", "kamera", stock=5,
           weight_g=640),
)

GAMES = (
    gadget("Petak Konsol Genggam", 2_999_000, "🎮 ⚡", "Layar 7 inci, main di kereta.", "gim",
           {"Warna": colours("Hitam", "Putih"), "Memori": {"256 GB": 0, "512 GB": 600_000}}, stock=4,
           weight_g=640),
    gadget("Petak Konsol Rumah", 6_499_000, "🎮@putih tv@hitam", "4K 120, cakram dan digital.", "gim",
           {"Edisi": {"Digital": 0, "Cakram": 900_000}}, stock=3, was=6_999_000, weight_g=4200),
    gadget("Petak Stik Nirkabel", 499_000, "🎮@biru 🔋", "Getar halus, 30 jam.", "gim",
           {"Warna": colours("Hitam", "Putih", "Biru")}, stock=14, weight_g=260),
    gadget("Petak Stik Retro", 249_000, "🕹️ ⭐", "Arkade di meja belajar.", "gim", stock=8, weight_g=820),
    gadget("Petak Kursi Gim", 1_899_000, "🪑@merah 🎮", "Sandaran 155 derajat.", "gim", stock=3,
           weight_g=18_000),
    gadget("Petak Setir Balap", 2_299_000, "🚗 🎮", "Umpan balik gaya, tiga pedal.", "gim", stock=2,
           weight_g=6200),
    gadget("Petak Kaca VR", 4_299_000, "🥽@hitam 🌌", "Tanpa kabel, pelacakan tangan.", "gim", stock=2,
           weight_g=520),
    gadget("Petak Voucher Gim Rp100.000", 100_000, "🎫 🎮", "Kode digosok, berlaku setahun.", "gim",
           stock=120, weight_g=5),
)

HOME = (
    gadget("Teduh Lampu Pintar 9 W", 99_000, "💡 🌈", "16 juta warna, jadwal tidur.", "rumah-pintar",
           stock=40, daya_watt=9, weight_g=80),
    gadget("Teduh Steker Pintar", 119_000, "🔌 📱", "Matikan setrika dari kampus.", "rumah-pintar", stock=25,
           weight_g=70),
    gadget("Teduh Kamera Dalam", 299_000, "📹@putih 🏠", "Putar 360, melihat dalam gelap.",
           "rumah-pintar", stock=13, weight_g=180),
    gadget("Teduh Bel Pintu", 549_000, "🔔 🚪", "Siapa di depan, terlihat di ponsel.", "rumah-pintar",
           stock=6, weight_g=210),
    gadget("Teduh Robot Sapu", 2_499_000, "🤖 🧹", "Memetakan kamar, pulang sendiri.", "rumah-pintar",
           stock=4, was=2_899_000, weight_g=3600),
    gadget("Teduh Kipas Meja USB", 139_000, "🪭 ❄️", "Tiga kecepatan, baterai 8 jam.", "rumah-pintar",
           {"Warna": colours("Putih", "Hijau")}, stock=22, weight_g=350),
    gadget("Teduh Penanak Mini 0,6 L", 279_000, "🍚 ⚡", "Satu penghuni kos, satu liter harapan.",
           "rumah-pintar", stock=15, weight_g=1300),
    gadget("Teduh Ketel Listrik", 189_000, "🫖 ⚡", "Mi instan dalam tiga menit.", "rumah-pintar", stock=12,
           weight_g=900),
    gadget("Teduh TV 32", 1_699_000, "tv@hitam", "HD, aplikasi lengkap.", "rumah-pintar", stock=5, weight_g=4200,
           layar_inci=32),
    gadget("Teduh TV 43 4K", 3_499_000, "tv@perak 🍿", "HDR, suara jernih.", "rumah-pintar", stock=3,
           was=3_899_000, weight_g=7600, layar_inci=43),
    gadget("Teduh Proyektor Saku", 1_899_000, "📽️ 🍿", "Layar tancap di tembok kos.", "rumah-pintar", stock=4,
           weight_g=900),
    gadget("Teduh Jam Meja Pintar", 329_000, "🕰️ ✨", "Cuaca, agenda, alarm matahari terbit.", "rumah-pintar",
           stock=7, weight_g=420),
    gadget("Teduh Timbangan Badan", 229_000, "⚖️ 💪", "Delapan ukuran tubuh.", "rumah-pintar", stock=9,
           weight_g=1500),
    gadget("Teduh Lampu Belajar", 259_000, "💡@kuning 📖", "Tidak berkedip, ingat pengaturan.",
           "rumah-pintar", stock=11, weight_g=820),
)
# fmt: on

MODELS = ("Arunika A3", "Arunika A5", "Arunika A7", "Arunika A9", "Kelana K1", "Kelana K2", "Kelana K3")
TINTS = ("biru", "hijau", "ungu", "merah", "oranye", "toska", "merah-muda")


def protectors() -> Iterator[Item]:
    """Cases and screen glass for each phone that sells enough to have its own."""
    for model, tint in zip(MODELS, TINTS, strict=True):
        yield gadget(
            f"Casing Silikon {model}", 99_000, f"case@{tint}",
            f"Silikon lembut berlapis mikrofiber, pas untuk "
            f"{model}.", "casing", {"Warna": colours("Hitam", "Biru", "Merah muda")}, stock=26, weight_g=40,
        )  # fmt: skip
        yield gadget(
            f"Casing Bening {model}", 59_000, "case@bening/✨",
            f"Bening, tidak menguning, memperlihatkan warna "
            f"asli {model}.", "casing", stock=34, weight_g=35,
        )  # fmt: skip
        yield gadget(
            f"Kaca Pelindung {model}", 49_000, f"phone@{tint} 🛡️",
            f"Kekerasan 9H, tepi lengkung, untuk {model}.",
            "casing", {"Isi": {"1 lembar": 0, "2 lembar": 30_000}}, stock=48, weight_g=30,
        )  # fmt: skip


ACCESSORIES: tuple[Item, ...] = (*POWER, *PARTS, *SOUND, *COMPUTER, *CAMERAS, *GAMES, *HOME, *protectors())
