"""The category tree: (slug, name, art, children). Slugs are what items name."""

Category = tuple[str, str, str, tuple[tuple[str, str, str], ...]]

TREE: tuple[Category, ...] = (
    (
        "kantin",
        "Kantin",
        "🍛",
        (
            ("nasi", "Nasi & Lauk", "🍚"),
            ("ayam", "Ayam", "🍗"),
            ("mie-bakso", "Mie, Bakso & Soto", "🍜"),
            ("camilan-kantin", "Camilan Hangat", "🥟"),
            ("sehat", "Salad & Buah", "🥗"),
            ("kopi-teh", "Kopi & Teh", "☕"),
            ("minuman-segar", "Minuman Segar", "🥤"),
        ),
    ),
    (
        "ponsel-tablet",
        "Ponsel & Tablet",
        "📱",
        (
            ("ponsel", "Ponsel Pintar", "📱"),
            ("tablet", "Tablet", "📲"),
            ("casing", "Casing & Pelindung", "🛡️"),
            ("pengisi-daya", "Pengisi Daya & Kabel", "🔌"),
            ("power-bank", "Power Bank", "🔋"),
        ),
    ),
    (
        "elektronik",
        "Komputer & Elektronik",
        "💻",
        (
            ("laptop", "Laptop", "💻"),
            ("aksesori-komputer", "Aksesori Komputer", "⌨️"),
            ("audio", "Audio", "🎧"),
            ("jam-pintar", "Jam Pintar", "⌚"),
            ("kamera", "Kamera", "📷"),
            ("gim", "Gim", "🎮"),
            ("rumah-pintar", "Rumah & Kamar Kos", "💡"),
        ),
    ),
    (
        "kuliah",
        "Perlengkapan Kuliah",
        "📚",
        (
            ("alat-tulis", "Alat Tulis", "✏️"),
            ("buku-kertas", "Buku & Kertas", "📒"),
            ("praktikum", "Praktikum", "🥼"),
            ("gambar-teknik", "Gambar Teknik", "📐"),
        ),
    ),
    (
        "swalayan",
        "Swalayan",
        "🛒",
        (
            ("camilan", "Camilan", "🍪"),
            ("roti-kue", "Roti & Kue", "🧁"),
            ("minuman-kemasan", "Minuman Kemasan", "🧃"),
            ("perawatan-diri", "Perawatan Diri", "🧴"),
            ("kebutuhan-kos", "Kebutuhan Kos", "🧺"),
        ),
    ),
    (
        "fesyen",
        "Fesyen",
        "👕",
        (
            ("atasan", "Atasan", "👚"),
            ("bawahan", "Bawahan", "👖"),
            ("luaran", "Jaket & Luaran", "🧥"),
            ("tas-topi", "Tas & Topi", "🎒"),
            ("alas-kaki", "Alas Kaki", "👟"),
            ("aksesori-fesyen", "Perhiasan & Aksesori", "📿"),
        ),
    ),
    (
        "hobi",
        "Hobi & Karya",
        "🎨",
        (
            ("seni", "Seni & Ilustrasi", "🖼️"),
            ("kerajinan", "Kerajinan Tangan", "🧶"),
            ("cetak-3d", "Cetak 3D", "🧩"),
            ("tanaman", "Tanaman", "🪴"),
            ("buku-bekas", "Buku Bekas", "📖"),
        ),
    ),
)

ROOT_OF: dict[str, str] = {slug: slug for slug, _, _, _ in TREE} | {
    child: slug for slug, _, _, children in TREE for child, _, _ in children
}
