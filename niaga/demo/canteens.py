"""Six canteens and what they cook. Prices are those of a campus in East Java."""

from niaga.demo.campus import ECONOMICS, ENGINEERING, FOOD_COURT, LIBRARY, SCIENCE
from niaga.demo.types import Axes, Item, Shop, Spec, spec_sheet

SPICY: Axes = {"Level": {"Tidak pedas": 0, "Sedang": 0, "Pedas": 0}}
PORTION: Axes = {"Porsi": {"Biasa": 0, "Jumbo": 5_000}}
TEMPERATURE: Axes = {"Suhu": {"Panas": 0, "Es": 2_000}}
CUP: Axes = {"Ukuran": {"Reguler": 0, "Besar": 5_000}}
SWEET: Axes = {"Gula": {"Normal": 0, "Sedikit": 0, "Tanpa gula": 0}}


def dish(
    name: str,
    price: int,
    art: str,
    about: str,
    category: str = "nasi",
    axes: Axes | None = None,
    *,
    kcal: int = 0,
    minutes: int = 8,
    stock: int = 40,
    was: int = 0,
    gone: tuple[str, ...] = (),
    meatless: bool = False,
) -> Item:
    specs: dict[str, Spec] = {"halal": True, "siap_menit": minutes}
    if kcal:
        specs["kalori_kkal"] = kcal
    if meatless:
        specs["tanpa daging"] = True
    return Item(name, price, art, about, category, "food", axes or {}, spec_sheet(specs), stock, was, gone)


def drink(name: str, price: int, art: str, about: str, axes: Axes | None = None, **more: int) -> Item:
    return dish(name, price, art, about, "minuman-segar", axes, minutes=3, stock=more.get("stock", 60), meatless=True)


def brew(name: str, price: int, art: str, about: str, axes: Axes | None = None, **more: int) -> Item:
    return dish(
        name,
        price,
        art,
        about,
        "kopi-teh",
        axes,
        minutes=4,
        stock=more.get("stock", 60),
        was=more.get("was", 0),
        meatless=True,
    )


# A menu is a table, one dish per entry
# fmt: off
BU_TINI = (
    dish("Nasi Goreng Kampung", 15_000, "🍳 🌶️ 🧄", "Nasi goreng terasi dengan telur mata sapi, teri, dan "
         "acar timun. Digoreng di wajan besi sampai wangi asap.", axes={**SPICY, **PORTION}, kcal=620),
    dish("Nasi Goreng Seafood", 21_000, "🍛 🦐 🦑", "Udang dan cumi segar dari pasar pagi, saus tiram, "
         "daun bawang.", axes=SPICY, kcal=650, stock=24),
    dish("Nasi Rawon", 20_000, "🍲 🥩 🌿", "Rawon daging sapi dengan keluak, tauge pendek, telur asin, dan "
         "sambal terasi. Kuahnya dimasak sejak subuh.", axes=PORTION, kcal=580, was=23_000),
    dish("Nasi Pecel Madiun", 13_000, "🥗 🥜 🍚", "Bayam, tauge, kacang panjang, bumbu kacang, serundeng, "
         "dan rempeyek renyah.", axes=SPICY, kcal=480, meatless=True),
    dish("Nasi Campur Bu Tini", 17_000, "🍱 🥚 🥒", "Pilihan Bu Tini hari ini: ayam suwir, orek tempe, mie, "
         "telur bumbu bali, sayur urap.", axes=PORTION, kcal=700),
    dish("Nasi Rendang", 22_000, "🍛 🥩 🥥", "Rendang sapi empat jam di santan, sambal hijau, daun singkong.",
         axes=PORTION, kcal=760, stock=18),
    dish("Nasi Telur Balado", 12_000, "🍳 🌶️ 🍚", "Dua telur goreng berbalut balado merah. Sahabat akhir "
         "bulan.", kcal=520),
    dish("Nasi Uduk Komplet", 16_000, "🍚 🍗 🥒", "Nasi santan wangi daun salam, ayam goreng, bihun, kering "
         "tempe.", kcal=640, stock=20),
    dish("Nasi Kuning Spesial", 15_000, "🍛 🍋 🥚", "Nasi kunyit, abon, telur dadar iris, perkedel kentang.",
         kcal=610, stock=0),
    dish("Tahu Telur Surabaya", 14_000, "🥘 🥚 🥜", "Tahu dan telur dadar garing, saus petis kacang, tauge.",
         axes=SPICY, kcal=430, meatless=True),
    dish("Sayur Asem", 7_000, "🥣 🌽 🫘", "Jagung, labu siam, melinjo, kacang tanah. Segar di siang terik.",
         kcal=120, meatless=True),
    dish("Lele Goreng Lalapan", 16_000, "🐟 🥒 🍅", "Lele gurih, sambal terasi dadak, kemangi, timun.",
         kcal=540, stock=8),
    dish("Perkedel Kentang", 3_000, "🧆@kuning 🥔", "Sebiji besar, renyah di luar, lembut di dalam.",
         "camilan-kantin", kcal=110),
    dish("Tempe Goreng Tepung", 2_000, "🍘 🫘",
         "Tempe Malang tipis berbalut tepung bawang. Harga per potong.",
         "camilan-kantin", kcal=90, meatless=True),
    drink("Es Teh Manis", 4_000, "🥛@oranye 🧊 🍃", "Teh melati poci, gula batu, es penuh.", CUP),
    drink("Es Jeruk Peras", 7_000, "🥛@kuning 🍊 🧊", "Dua jeruk peras asli, tanpa sirop.", SWEET),
    drink("Teh Tawar Hangat", 2_000, "🍵 🌿", "Isi ulang sepuasnya."),
)

GEPREK = (
    dish("Ayam Geprek Original", 15_000, "🍗 🌶️ 🍚", "Ayam tepung digeprek dengan sambal bawang ulek, nasi "
         "hangat, lalapan.", "ayam", {"Level": {"1 cabai": 0, "3 cabai": 0, "5 cabai": 0, "10 cabai": 1_000}},
         kcal=690, stock=60),
    dish("Ayam Geprek Mozarella", 21_000, "🍗 🧀 🔥", "Geprek dengan keju mozarella yang ditorch sampai "
         "meleleh.", "ayam", {"Level": {"1 cabai": 0, "3 cabai": 0, "5 cabai": 0}}, kcal=840, was=24_000),
    dish("Ayam Geprek Sambal Matah", 18_000, "🍱 🍗 🌿", "Irisan bawang merah, serai, dan daun jeruk disiram "
         "minyak panas.", "ayam", PORTION, kcal=670),
    dish("Ayam Geprek Keju Cheddar", 19_000, "🍗 🧀", "Parutan cheddar dingin di atas geprek panas.", "ayam",
         {"Level": {"1 cabai": 0, "3 cabai": 0}}, kcal=790),
    dish("Ayam Bakar Madu", 19_000, "🍖 🍯 🔥", "Paha bakar arang dengan olesan madu dan kecap.", "ayam",
         {"Potongan": {"Paha": 0, "Dada": 2_000}}, kcal=610, minutes=12, stock=22),
    dish("Ayam Goreng Lengkuas", 17_000, "🥘 🍗 🫚", "Ayam ungkep kuning ditabur serundeng lengkuas.", "ayam",
         {"Potongan": {"Paha": 0, "Dada": 2_000}}, kcal=600),
    dish("Ayam Penyet Sambal Ijo", 17_000, "🍗 🫑 🍅", "Sambal cabai hijau kukus, tahu, tempe, kol goreng.",
         "ayam", SPICY, kcal=650),
    dish("Sayap Pedas Manis", 16_000, "🍖 🌶️ 🍯", "Lima sayap berlapis saus gochujang ala kampus.", "ayam",
         kcal=520, stock=9),
    dish("Kulit Ayam Krispi", 10_000, "🥡 🍗", "Satu mangkuk penuh kulit renyah, bumbu tabur pilihan.",
         "ayam", {"Bumbu": {"Asin gurih": 0, "Balado": 0, "Keju": 0}}, kcal=460),
    dish("Nasi Ayam Teriyaki", 18_000, "🍱 🍗", "Ayam fillet saus teriyaki, wijen, salad kol.", "ayam",
         PORTION, kcal=630),
    dish("Nasi Ayam Katsu Kari", 22_000, "🍛 🍗 🥕", "Katsu garing, kari Jepang wortel kentang.", "ayam",
         PORTION, kcal=810, gone=("Jumbo",)),
    dish("Paket Hemat Geprek + Es Teh", 18_000, "🍗 🧊 🍚", "Geprek level tiga, nasi, es teh reguler.",
         "ayam", kcal=760, was=20_000, stock=50),
    dish("Mie Instan Geprek", 16_000, "🍜 🍗 🌶️", "Mie goreng instan, geprek, telur setengah matang.", "ayam",
         SPICY, kcal=880),
    dish("Jamur Krispi", 10_000, "🥡@krem 🍄", "Jamur tiram goreng tepung, cocol saus sambal.", "camilan-kantin",
         kcal=310, meatless=True),
    dish("Nasi Putih", 5_000, "🍚", "Beras pulen Delanggu.", kcal=260, stock=100, meatless=True),
    drink("Es Teh Jumbo", 5_000, "🥤@oranye 🧊", "Gelas satu liter, penawar geprek sepuluh cabai."),
    drink("Es Susu Pereda Pedas", 8_000, "🥛 🧊", "Susu segar dingin dengan madu. Dingin, lembut, "
          "menyelamatkan.", stock=6),
    drink("Es Lemon Selasih", 8_000, "🥛@kuning 🍋 🌱", "Lemon peras, selasih, gula batu.", SWEET),
)

CAK_MAT = (
    dish("Soto Ayam Lamongan", 15_000, "🍜 🥚 🍋",
         "Soto kuning dengan koya gurih, suwir ayam kampung, telur, "
         "jeruk nipis.", "mie-bakso", {"Nasi": {"Campur": 0, "Pisah": 2_000}}, kcal=450),
    dish("Soto Daging Madura", 19_000, "🍲 🥩 🌿", "Kuah bening rempah, daging sandung lamur, lontong.",
         "mie-bakso", PORTION, kcal=520, stock=22),
    dish("Bakso Malang Komplet", 16_000, "🍜 🧆 🥟", "Bakso halus, bakso urat, tahu, siomay, pangsit goreng.",
         "mie-bakso", PORTION, kcal=560, stock=55),
    dish("Bakso Urat Jumbo", 18_000, "🥣@merah 🧆 🌶️", "Satu bakso urat sebesar bola tenis, kuah kaldu sapi.",
         "mie-bakso", SPICY, kcal=590, was=20_000),
    dish("Bakso Bakar", 13_000, "🍢 🔥", "Lima tusuk bakso bakar kecap pedas.", "mie-bakso", SPICY, kcal=380),
    dish("Bakso Mercon", 17_000, "🧆 🌶️ 🔥", "Berisi cincangan cabai rawit. Minum susu dulu.", "mie-bakso",
         kcal=540, stock=12),
    dish("Mie Ayam Cak Mat", 13_000, "🍜 🍗 🥬", "Mie kenyal, ayam kecap, sawi, pangsit rebus.", "mie-bakso",
         PORTION, kcal=510),
    dish("Mie Ayam Bakso", 17_000, "🍜 🧆 🥬", "Mie ayam dengan tiga bakso halus.", "mie-bakso", PORTION,
         kcal=640),
    dish("Tahu Campur", 15_000, "🥗 🥜 🌱", "Tahu, lento, mie kuning, tauge, kuah daging petis.", "mie-bakso",
         SPICY, kcal=470, stock=16),
    dish("Rujak Cingur", 17_000, "🥗 🥭 🥜", "Petis hitam, cingur, sayur dan buah. Diulek saat dipesan.",
         "mie-bakso", SPICY, kcal=430, minutes=10, stock=14),
    dish("Lontong Balap", 13_000, "🥣 🌱 🌶️", "Tauge segunung, tahu, lento, kecap, sate kerang terpisah.",
         "mie-bakso", kcal=400, stock=0),
    dish("Sate Ayam Madura", 19_000, "🍢 🥜 🔥", "Sepuluh tusuk, bumbu kacang, bawang merah, lontong.",
         "mie-bakso", kcal=600, minutes=12),
    dish("Siomay Kukus", 10_000, "🥟 🥢", "Empat siomay ikan dengan saus kacang.", "camilan-kantin",
         kcal=280),
    dish("Pangsit Goreng", 6_000, "🥠 🧂", "Lima lembar pangsit isi ayam.", "camilan-kantin", kcal=220),
    dish("Kerupuk Udang", 2_000, "🍘 🦐", "Sebungkus kerupuk Sidoarjo.", "camilan-kantin", kcal=90, stock=90),
    drink("Es Degan", 9_000, "🥥 🥤@hijau", "Kelapa muda serut, gula merah atau sirop.",
          {"Pemanis": {"Gula merah": 0, "Sirop": 0, "Polos": 0}}),
    drink("Es Campur Malang", 12_000, "🍧 🥭 🍓", "Tape, cincau, nangka, roti, sirop merah, susu."),
    drink("Teh Botol Dingin", 5_000, "🍾 🧊", "Teh melati manis dalam botol kaca.", stock=48),
)

NYONYA_LIM = (
    dish("Cwie Mie Malang", 16_000, "🍜 🥬 🍗", "Mie halus, ayam cincang putih, selada, pangsit mangkuk.",
         "mie-bakso", PORTION, kcal=480, stock=45),
    dish("Kwetiau Goreng Sapi", 20_000, "🥡 🥩 🔥", "Digoreng api besar, aroma wajan yang tidak bohong.",
         "mie-bakso", SPICY, kcal=680),
    dish("Kwetiau Siram Seafood", 22_000, "🍲 🦐 🦑", "Kuah kental telur dengan udang, cumi, bakso ikan.",
         "mie-bakso", kcal=590, stock=20),
    dish("Bihun Goreng Singapura", 18_000, "🍝 🥕 🌶️", "Kari tipis, kol, telur orak-arik.", "mie-bakso", SPICY,
         kcal=540),
    dish("Capcay Kuah", 17_000, "🥦 🥕 🍄", "Sembilan sayur, bakso ayam, kuah gurih.", "nasi", kcal=320),
    dish("Fuyunghai", 17_000, "🍳 🦐 🍅", "Telur dadar tebal isi udang, saus asam manis, kacang polong.",
         "nasi", kcal=510),
    dish("Nasi Hainam", 20_000, "🍚 🍗 🥒", "Nasi kaldu jahe, ayam rebus, saus jahe dan cabai.", "nasi",
         {"Ayam": {"Rebus": 0, "Panggang": 2_000}}, kcal=600, was=23_000),
    dish("Sapo Tahu Ayam", 21_000, "🍲 🥬 🍄", "Tahu sutra goreng, jamur, ayam, saus tiram di mangkuk tanah.",
         "nasi", kcal=470, stock=18),
    dish("Dimsum Ayam Udang", 14_000, "🥟 🦐 🥢", "Empat siomay kukus, saus chili oil.", "camilan-kantin",
         {"Isi": {"4 biji": 0, "8 biji": 12_000}}, kcal=260, stock=30),
    dish("Hakau Udang", 16_000, "🥟 🦐", "Kulit bening, udang utuh, tiga biji.", "camilan-kantin", kcal=190,
         stock=7),
    dish("Lumpia Semarang", 6_000, "🌯 🥕", "Rebung manis gurih, saus bawang.", "camilan-kantin",
         {"Cara": {"Goreng": 0, "Basah": 0}}, kcal=210),
    dish("Bakpao Hitam Manis", 7_000, "🥯 🫘", "Arang bambu, isi kacang merah atau cokelat.",
         "camilan-kantin",
         {"Isi": {"Kacang merah": 0, "Cokelat": 0, "Ayam": 2_000}}, kcal=240, gone=("Ayam",)),
    dish("Bubur Ayam Pagi", 13_000, "🥣 🍗 🥚", "Bubur lembut, cakwe, ayam suwir, telur pitan pilihan.",
         "nasi", {"Tambahan": {"Tanpa": 0, "Telur pitan": 5_000}}, kcal=390, stock=25),
    dish("Ronde Jahe", 9_000, "🍡 🫚 🥜", "Ronde isi kacang dalam kuah jahe merah.", "camilan-kantin",
         kcal=230),
    drink("Liang Teh Dingin", 7_000, "🥛@cokelat 🧊 🌿", "Ramuan daun dan bunga, resep keluarga."),
    drink("Susu Kedelai", 6_000, "🥛@krem 🫘", "Digiling tiap pagi, tanpa pengawet.", TEMPERATURE),
    drink("Es Cincau Hijau", 8_000, "🥤 🍃 🥥", "Cincau perdu, santan, gula aren."),
)

POJOK_TEKNIK = (
    brew("Kopi Susu Gula Aren", 15_000, "🧋 ☕", "Espreso Dampit, susu segar, gula aren cair. Laris sejak "
         "pukul tujuh.", {**CUP, **SWEET}, was=17_000),
    brew("Americano", 12_000, "☕@putih 💧", "Arabika Ijen sangrai sedang.", {**TEMPERATURE, **CUP}),
    brew("Kapucino", 16_000, "☕ 🥛", "Busa tebal, taburan cokelat.", TEMPERATURE),
    brew("Kafe Latte", 16_000, "☕ 🥛 🍃", "Lembut, cocok untuk begadang yang sopan.", TEMPERATURE),
    brew("Kopi Tubruk Dampit", 7_000, "☕ 🌋", "Robusta Dampit digiling kasar, gula terpisah."),
    brew("V60 Arabika Ijen", 18_000, "🫖 ☕", "Diseduh manual, catatan rasa jeruk dan karamel.", stock=15),
    brew("Es Kopi Pandan", 17_000, "🧋 🌿", "Kopi susu dengan sirop pandan buatan sendiri.", SWEET),
    brew("Matcha Latte", 17_000, "🍵@hijau 🥛", "Matcha Jawa Barat, susu segar.", {**TEMPERATURE, **SWEET},
         stock=28),
    brew("Cokelat Panas Blitar", 14_000, "🍫 ☕", "Kakao Blitar, susu, sejumput garam.", TEMPERATURE),
    brew("Teh Tarik", 10_000, "🫖 🥛", "Ditarik dua belas kali.", TEMPERATURE),
    brew("Wedang Jahe Susu", 9_000, "☕ 🫚", "Jahe emprit bakar, susu, gula merah."),
    drink("Es Soda Gembira", 9_000, "🥤 🍓 🥛", "Soda, sirop merah, susu kental. Gembira sungguhan."),
    drink("Air Mineral 600 ml", 4_000, "💧 🧊", "Dingin atau suhu ruang.", stock=96),
    dish("Roti Bakar Cokelat Keju", 13_000, "🍞 🍫 🧀", "Roti sobek bakar, mentega, cokelat, keju parut.",
         "camilan-kantin", kcal=420, meatless=True),
    dish("Pisang Goreng Madu", 10_000, "🍌 🍯", "Enam potong pisang raja.", "camilan-kantin", kcal=360,
         meatless=True),
    dish("Kentang Goreng", 12_000, "🍟 🧂", "Kentang tebal, bumbu tabur.", "camilan-kantin",
         {"Bumbu": {"Garam": 0, "Keju": 0, "Balado": 0}}, kcal=380, meatless=True),
    dish("Donat Kampung", 4_000, "🍩 🧂", "Gula halus, empuk sampai sore.", "camilan-kantin", kcal=210,
         stock=5, meatless=True),
    dish("Roti Lapis Telur Keju", 15_000, "🥪 🥚 🧀", "Roti gandum panggang, telur orak-arik, keju.",
         "camilan-kantin", kcal=390, stock=18),
    dish("Burger Teknik", 20_000, "🍔 🍟", "Daging sapi 100 gram, keju, acar, saus rahasia angkatan 98.",
         "camilan-kantin", {"Daging": {"Satu": 0, "Dobel": 9_000}}, kcal=650),
)

HIJAU_DAUN = (
    dish("Gado-Gado Surabaya", 14_000, "🥗 🥜 🥚", "Sayur kukus, tahu, telur, siraman bumbu kacang kental.",
         "sehat", SPICY, kcal=410, meatless=True),
    dish("Salad Ayam Panggang", 22_000, "🥗 🍗 🍅", "Selada Batu, ayam panggang, jagung, saus wijen.",
         "sehat", kcal=340, stock=20, was=25_000),
    dish("Salad Buah Yoghurt", 15_000, "🥣 🍓 🥝", "Apel Malang, stroberi Batu, kiwi, saus yoghurt.", "sehat",
         CUP, kcal=260, meatless=True),
    dish("Nasi Merah Tempe Bacem", 16_000, "🍱 🫘 🥒", "Nasi merah, tempe dan tahu bacem, urap.", "sehat",
         kcal=450, meatless=True),
    dish("Nasi Merah Ikan Pepes", 20_000, "🍚 🐟 🌿", "Nila pepes daun kemangi, sambal tomat.", "sehat",
         SPICY, kcal=430, stock=14),
    dish("Wrap Sayur Hummus", 19_000, "🌯 🥬 🥕", "Tortila gandum, hummus, paprika, timun.", "sehat",
         kcal=360, stock=0, meatless=True),
    dish("Sup Jagung Ayam", 13_000, "🥣 🌽 🥕", "Jagung manis pipil, ayam, telur.", "sehat", kcal=220),
    dish("Oatmeal Pisang Kurma", 14_000, "🥣 🍌 🥜", "Sarapan hangat tanpa gula tambahan.", "sehat", kcal=310,
         meatless=True),
    dish("Alpukat Kocok", 15_000, "🥑 🥛 🍫", "Alpukat mentega Dampit, cokelat sedikit.", "sehat", SWEET,
         kcal=330, stock=16, meatless=True),
    dish("Buah Potong", 8_000, "🍉 🍍 🥭", "Semangka, nanas, melon, pepaya. Dipotong saat dipesan.", "sehat",
         {"Ukuran": {"Kotak kecil": 0, "Kotak besar": 6_000}}, kcal=110, meatless=True),
    dish("Ubi Cilembu Panggang", 9_000, "🍠 🍯", "Manisnya keluar sendiri.", "sehat", kcal=240, stock=9,
         meatless=True),
    drink("Jus Apel Malang", 10_000, "🥛@hijau 🍏 🧊", "Apel manalagi diperas dingin.", SWEET),
    drink("Jus Jambu Merah", 10_000, "🥛@merah-muda 🍑 🧊", "Jambu biji merah, tanpa ampas.", SWEET),
    drink("Jus Mangga", 11_000, "🥛@oranye 🥭 🧊", "Arumanis Probolinggo saat musim.", SWEET),
    drink("Jus Hijau", 13_000, "🥤@hijau 🥬 🥝", "Sawi, apel, kiwi, jeruk nipis."),
    drink("Smoothie Stroberi", 15_000, "🥤@merah-muda 🍓 🍌", "Stroberi Batu, pisang, yoghurt.", CUP),
    drink("Infus Lemon Mentimun", 7_000, "🥛 🍋 🥒", "Segar tanpa gula."),
    drink("Kunyit Asam", 7_000, "🍹 🍋", "Jamu dingin untuk hari yang panjang.", TEMPERATURE),
)

WEEKDAYS = "senin-jumat 06.30-16.00; sabtu 07.00-13.00"

CANTEENS = (
    Shop("warung-bu-tini", "Warung Bu Tini", "canteen", "tini.sumarni@niaga.test",
         "Masakan rumahan sejak 1998. Nasi hangat, sambal tiga macam, dan pertanyaan: Anda sudah makan?",
         "🍛", "jingga", FOOD_COURT, WEEKDAYS, "081200000201", BU_TINI),
    Shop("geprek-juara", "Geprek Juara", "canteen", "seller@niaga.test",
         "Ayam geprek dengan sambal yang diulek saat dipesan. Level sepuluh pernah membuat dosen menangis.",
         "🍗", "merah", FOOD_COURT, "senin-sabtu 09.00-20.00", "081200000202", GEPREK),
    Shop("bakso-soto-cak-mat", "Bakso & Soto Cak Mat", "canteen", "rahmat.hidayat@niaga.test",
         "Bakso Malang, soto Lamongan, dan kuah kaldu yang tidak pernah padam apinya.",
         "🍜", "kuning", SCIENCE, WEEKDAYS, "081200000203", CAK_MAT),
    Shop("mie-nyonya-lim", "Mie Nyonya Lim", "canteen", "lim.mei.hwa@niaga.test",
         "Cwie mie halal resep keluarga tiga generasi, dimsum kukus, dan teh liang.",
         "🥟", "merah-muda", ECONOMICS, "senin-jumat 07.00-17.00", "081200000204", NYONYA_LIM),
    Shop("kopi-pojok-teknik", "Kopi Pojok Teknik", "canteen", "dimas.aryasatya@niaga.test",
         "Kopi Dampit dan Ijen di teras Gedung C. Colokan banyak, sinyal kuat, tugas selesai.",
         "☕", "cokelat", ENGINEERING, "senin-jumat 07.00-22.00; sabtu 08.00-22.00", "081200000205",
         POJOK_TEKNIK),
    Shop("hijau-daun", "Hijau Daun", "canteen", "ayu.lestari@niaga.test",
         "Kantin sehat di bawah perpustakaan: sayur Batu, buah Malang, jus tanpa gula tambahan.",
         "🥗", "hijau", LIBRARY, "senin-jumat 07.00-17.00; sabtu 07.00-12.00", "081200000206", HIJAU_DAUN),
)

# fmt: on
