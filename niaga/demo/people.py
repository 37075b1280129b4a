"""Who buys, sells and keeps the house. Every password is the demo's; the numbers ring nobody."""

from niaga.demo.campus import MAIL, in_jayapura, in_makassar, in_malang, in_surabaya, on_campus
from niaga.demo.types import Person, Place

PASSWORD = "niaga-demo"  # noqa: S105 - printed on the banner; production refuses demo accounts

ADMIN = Person(
    f"admin@{MAIL}",
    "Ratna Kusumawardani",
    "081200000001",
    "🧕🏽",
    on_campus("Gedung Rektorat Lt. 3", -7.95742, 112.61395),
)
BUYER = Person(
    f"buyer@{MAIL}",
    "Bagas Prasetyo",
    "081200000002",
    "👨🏽‍🎓",
    in_malang("Jl. Kertosentono No. 14", "Ketawanggede", "Lowokwaru", "65145", 2),
    wallet=10_000_000,
    campus_id="2310417001",
)
BUYERS_PARENTS = in_surabaya("Jl. Kutisari Indah Selatan No. 7", "Kutisari", "Tenggilis Mejoyo", "60291", 5)
SELLER = Person(
    f"seller@{MAIL}",
    "Hendra Wijaya",
    "081200000003",
    "👨🏽‍💼",
    in_surabaya("Jl. Raya Darmo Permai No. 20", "Pradahkali Kendal", "Dukuh Pakis", "60226", 3),
    wallet=3_000_000,
)
STUDENT = Person(
    f"student@{MAIL}",
    "Nadia Putri Ramadhani",
    "081200000004",
    "👩🏽‍🎓",
    in_malang("Jl. Bendungan Sutami Gg. IV No. 12", "Sumbersari", "Lowokwaru", "65145", 1),
    wallet=750_000,
    campus_id="2310417002",
)

# A register is a table, one person per entry
# fmt: off
STREETS = (
    ("Jl. Sumbersari Gg. I", "Sumbersari", "Lowokwaru", "65145"),
    ("Jl. Kerto Raharjo", "Ketawanggede", "Lowokwaru", "65145"),
    ("Jl. Mayjen Haryono Gg. VI", "Dinoyo", "Lowokwaru", "65144"),
    ("Jl. Joyo Tambaksari", "Merjosari", "Lowokwaru", "65144"),
    ("Jl. Tlogo Indah", "Tlogomas", "Lowokwaru", "65144"),
    ("Jl. Candi Mendut Selatan", "Mojolangu", "Lowokwaru", "65142"),
    ("Jl. Bukirsari", "Tulusrejo", "Lowokwaru", "65141"),
    ("Jl. Pisang Kipas", "Jatimulyo", "Lowokwaru", "65141"),
    ("Jl. Ijen", "Oro-oro Dowo", "Klojen", "65119"),
    ("Jl. Bandung", "Penanggungan", "Klojen", "65113"),
    ("Jl. Danau Ranau", "Sawojajar", "Kedungkandang", "65139"),
)

SELLERS_NAMES = (
    ("tini.sumarni", "Tini Sumarni", "👵🏽"),
    ("rahmat.hidayat", "Rahmat Hidayat", "👨🏽‍🍳"),
    ("lim.mei.hwa", "Lim Mei Hwa", "👩🏻‍🍳"),
    ("dimas.aryasatya", "Dimas Aryasatya", "👨🏽"),
    ("ayu.lestari", "Ayu Lestari", "👩🏽"),
    ("sri.wahyuni", "Sri Wahyuni", "🧕🏽"),
)
STUDENT_SELLERS_NAMES = (
    ("laras.anindita", "Laras Anindita", "👩🏽‍🎨"),
    ("gita.permatasari", "Gita Permatasari", "👩🏽‍🍳"),
    ("fajar.nugroho", "Fajar Nugroho", "👨🏽‍💻"),
    ("reza.maulana", "Reza Maulana", "👨🏽‍🔧"),
    ("maria.kusuma", "Maria Kusuma", "👩🏽‍🔬"),
    ("ni.made.ariani", "Ni Made Ariani", "👧🏽"),
    ("yusuf.alatas", "Yusuf Alatas", "🧑🏽"),
)
APPLICANTS_NAMES = (
    ("joko.susilo", "Joko Susilo", "👴🏽"),
    ("anisa.fitriani", "Anisa Fitriani", "🧕🏽"),
    ("bram.siahaan", "Bram Siahaan", "👨🏽‍🎨"),
    ("wayan.sudarta", "Wayan Sudarta", "👨🏽‍🍳"),
)
CUSTOMERS_NAMES = (
    ("aditya.pratama", "Aditya Pratama", "👨🏽‍🎓"), ("putri.ayuningtyas", "Putri Ayuningtyas", "👩🏽‍🎓"),
    ("siti.rahmawati", "Siti Rahmawati", "🧕🏽"), ("rizky.ramadhan", "Rizky Ramadhan", "👦🏽"),
    ("dewi.anggraini", "Dewi Anggraini", "👩🏽"), ("muhammad.ilham", "Muhammad Ilham", "👨🏽"),
    ("nurul.hidayah", "Nurul Hidayah", "🧕🏽"), ("kevin.halim", "Kevin Halim", "👨🏻‍💻"),
    ("theresia.manurung", "Theresia Manurung", "👩🏽‍💻"), ("bayu.setiawan", "Bayu Setiawan", "👦🏽"),
    ("cahya.kirana", "Cahya Kirana", "👧🏽"), ("daniel.tambunan", "Daniel Tambunan", "👨🏽‍🔬"),
    ("eka.saputra", "Eka Saputra", "🧑🏽"), ("farah.nabila", "Farah Nabila", "🧕🏽"),
    ("gilang.perkasa", "Gilang Perkasa", "👨🏽‍🎓"), ("hana.maharani", "Hana Maharani", "👩🏽‍🎓"),
    ("indra.gunawan", "Indra Gunawan", "👨🏽"), ("jasmine.tan", "Jasmine Tan", "👩🏻"),
    ("khairul.anwar", "Khairul Anwar", "👦🏽"), ("lintang.ayu", "Lintang Ayu Sekar", "👧🏽"),
    ("made.wirawan", "Made Wirawan", "👨🏽‍🎨"), ("novita.sari", "Novita Sari", "👩🏽‍💼"),
    ("oscar.pangaribuan", "Oscar Pangaribuan", "👨🏽‍💼"), ("prita.larasati", "Prita Larasati", "👩🏽‍🎨"),
    ("qori.aulia", "Qori Aulia", "🧕🏽"), ("rangga.wicaksono", "Rangga Wicaksono", "👨🏽‍🎓"),
    ("salsabila.zahra", "Salsabila Zahra", "🧕🏽"), ("taufik.ismunandar", "Taufik Ismunandar", "👨🏽"),
    ("umar.bawazier", "Umar Bawazier", "👳🏽"), ("vania.kristanti", "Vania Kristanti", "👩🏽"),
    ("wahyu.utomo", "Wahyu Utomo", "👦🏽"), ("xaverius.lado", "Xaverius Lado", "🧑🏾"),
    ("yuliana.wenda", "Yuliana Wenda", "👩🏾"), ("zaki.mubarak", "Zaki Mubarak", "👨🏽‍🔧"),
    ("andi.tenri", "Andi Tenri Ola", "👩🏽‍💼"), ("baso.mappangara", "Baso Mappangara", "👨🏽"),
    ("yohanes.kambu", "Yohanes Kambu", "🧑🏾"), ("rosalina.wanma", "Rosalina Wanma", "👩🏾"),
    ("slamet.riyadi", "Slamet Riyadi", "👴🏽"), ("endang.purwanti", "Endang Purwanti", "👵🏽"),
)
# fmt: on

FAR_HOMES: dict[str, Place] = {
    "andi.tenri": in_makassar("Jl. Toddopuli Raya No. 19", "Paropo", "Panakkukang", "90233", 2),
    "baso.mappangara": in_makassar("Jl. Perintis Kemerdekaan Km 9", "Tamalanrea Jaya", "Tamalanrea", "90245", 3),
    "yohanes.kambu": in_jayapura("Jl. Baru Kotaraja No. 6", "Wahno", "Abepura", "99225", 1),
    "rosalina.wanma": in_jayapura("Jl. Koti No. 50", "Numbay", "Jayapura Selatan", "99221", 4),
    "novita.sari": in_surabaya("Jl. Manyar Kertoarjo No. 33", "Manyar Sabrangan", "Mulyorejo", "60116", 2),
    "oscar.pangaribuan": in_surabaya("Jl. Ngagel Jaya Tengah No. 81", "Pucang Sewu", "Gubeng", "60283", 6),
}


def _home(number: int) -> Place:
    street, kelurahan, kecamatan, postal_code = STREETS[number % len(STREETS)]
    return in_malang(f"{street} No. {number * 3 % 88 + 2}", kelurahan, kecamatan, postal_code, number)


def _register(names: tuple[tuple[str, str, str], ...], first: int, *, wallet: int, student: bool) -> list[Person]:
    """People in order of entry: the number gives phone, home, student number and money on hand."""
    return [
        Person(
            f"{local}@{MAIL}",
            name,
            f"081200000{first + i}",
            art,
            FAR_HOMES.get(local) or _home(first + i),
            wallet=wallet and wallet + (first + i) % 9 * 650_000,
            campus_id=f"2310417{first + i}" if student and local not in FAR_HOMES else None,
        )
        for i, (local, name, art) in enumerate(names)
    ]


SELLERS = _register(SELLERS_NAMES, 101, wallet=0, student=False)
STUDENT_SELLERS = _register(STUDENT_SELLERS_NAMES, 121, wallet=200_000, student=True)
APPLICANTS = _register(APPLICANTS_NAMES, 141, wallet=0, student=False)
CUSTOMERS = _register(CUSTOMERS_NAMES, 501, wallet=1_500_000, student=True)
EVERYBODY = (ADMIN, BUYER, SELLER, STUDENT, *SELLERS, *STUDENT_SELLERS, *APPLICANTS, *CUSTOMERS)
