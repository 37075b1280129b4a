"""Where the story happens: a campus in Malang, and the cities around the chain's outlets."""

from niaga.demo.types import Place

CAMPUS = "Universitas Nusantara Raya"
MAIL = "niaga.test"  # .test is reserved: no mail to it ever leaves for a stranger


def on_campus(building: str, latitude: float, longitude: float) -> Place:
    """A building of the campus on Jl. Cakrawala Raya."""
    return Place(
        f"{building}, {CAMPUS}, Jl. Cakrawala Raya No. 1",
        "Sumbersari",
        "Lowokwaru",
        "Kota Malang",
        "Jawa Timur",
        "65145",
        latitude,
        longitude,
    )


FOOD_COURT = on_campus("Pujasera Pusat Lt. 1", -7.95712, 112.61548)
ENGINEERING = on_campus("Gedung Teknik C, teras selatan", -7.95431, 112.61372)
SCIENCE = on_campus("Gedung MIPA, halaman timur", -7.95586, 112.61803)
LIBRARY = on_campus("Perpustakaan Pusat, lantai dasar", -7.95668, 112.61467)
ECONOMICS = on_campus("Gedung Ekonomi & Bisnis, sayap barat", -7.95889, 112.61291)
STUDENT_CENTRE = on_campus("Graha Mahasiswa Lt. 2", -7.95802, 112.61644)


def in_malang(street: str, kelurahan: str, kecamatan: str, postal_code: str, nudge: int = 0) -> Place:
    """A home or shop in the city; `nudge` moves the pin a few streets, so that no two lie on each other."""
    return Place(
        street,
        kelurahan,
        kecamatan,
        "Kota Malang",
        "Jawa Timur",
        postal_code,
        round(-7.9523 - nudge % 7 * 0.0031, 5),
        round(112.6089 + nudge % 5 * 0.0042, 5),
    )


def in_surabaya(street: str, kelurahan: str, kecamatan: str, postal_code: str, nudge: int = 0) -> Place:
    return Place(
        street,
        kelurahan,
        kecamatan,
        "Kota Surabaya",
        "Jawa Timur",
        postal_code,
        round(-7.2653 - nudge % 7 * 0.0087, 5),
        round(112.7425 + nudge % 5 * 0.0093, 5),
    )


def in_makassar(street: str, kelurahan: str, kecamatan: str, postal_code: str, nudge: int = 0) -> Place:
    return Place(
        street,
        kelurahan,
        kecamatan,
        "Kota Makassar",
        "Sulawesi Selatan",
        postal_code,
        round(-5.1357 - nudge % 5 * 0.0064, 5),
        round(119.4412 + nudge % 7 * 0.0081, 5),
        "Asia/Makassar",
    )


def in_jayapura(street: str, kelurahan: str, kecamatan: str, postal_code: str, nudge: int = 0) -> Place:
    return Place(
        street,
        kelurahan,
        kecamatan,
        "Kota Jayapura",
        "Papua",
        postal_code,
        round(-2.5337 - nudge % 5 * 0.0117, 5),
        round(140.7181 - nudge % 7 * 0.0093, 5),
        "Asia/Jayapura",
    )
