"""What people are told of money."""

from .text import Text

MONEY: dict[str, dict[str, Text]] = {
    "id": {
        "money_returned": Text(
            "Pembayaran {total} untuk {number} dikembalikan",
            "Uangnya datang setelah pesanan tidak bisa dipenuhi lagi, jadi kami kembalikan seluruhnya.",
            "Lihat pesanan",
        ),
        "refunded": Text(
            "Pengembalian dana {total} diproses",
            "Untuk pesanan {number}. Rinciannya ada di halaman pesanan.",
            "Lihat pesanan",
        ),
        "wallet_topped_up": Text("Saldo dompet bertambah {total}", "Saldo siap dipakai belanja."),
        "payment_reversed": Text(
            "Bank menarik kembali pembayaran {number}",
            "Bagian yang belum disiapkan toko kami batalkan; uangnya sudah kembali di bank Anda. Bila ini keliru, "
            "hubungi bank Anda lalu pesan lagi.",
            "Lihat pesanan",
        ),
        "top_up_reversed": Text(
            "Bank menarik kembali isi saldo {total}",
            "Saldo dompet kami kurangi sebesar yang masih ada. Bila ini keliru, hubungi bank Anda.",
            "Buka dompet",
        ),
        "payment_flagged": Text(
            "Pembayaran {total} ditarik kembali oleh bank",
            "{description}. Lihat apa yang telanjur berjalan.",
            "Periksa",
        ),
        "part_back": Text("{total} dikembalikan ke Anda.", ""),
        "payment_failed": Text(
            "Pembayaran {total} tidak berhasil",
            "Pesanan {number} masih kami simpan sampai {until}. Coba lagi, atau pilih cara bayar lain.",
            "Bayar lagi",
        ),
        "top_up_failed": Text(
            "Isi saldo {total} tidak berhasil", "Saldo tidak berubah. Coba lagi kapan saja.", "Coba lagi"
        ),
        "amount_differs": Text(
            "Kami menerima {came}, bukan {total}",
            "{description}. Petugas sedang memeriksanya; Anda tidak perlu membayar lagi. Bila tidak bisa diterima, "
            "uangnya kembali seluruhnya.",
            "Lihat pembayaran",
        ),
        "amount_flagged": Text(
            "Diterima {came}, ditagih {total}",
            "{description}. Terima, atau kembalikan uangnya.",
            "Putuskan",
        ),
        "refunded_surplus": Text(
            "Kelebihan bayar {total} dikembalikan",
            "Untuk pesanan {number}. Rinciannya ada di halaman pesanan.",
            "Lihat pesanan",
        ),
        "top_up_returned": Text(
            "Isi saldo {total} dikembalikan", "Jumlahnya tidak sama dengan yang diminta.", "Buka dompet"
        ),
    },
    "en": {
        "money_returned": Text(
            "Your payment of {total} for {number} goes back",
            "The money came when the order could not be fulfilled any more, so we return all of it.",
            "See the order",
        ),
        "refunded": Text(
            "A refund of {total} is on its way",
            "For order {number}. The order's page has the details.",
            "See the order",
        ),
        "wallet_topped_up": Text("{total} added to your wallet", "The balance is ready to spend."),
        "payment_reversed": Text(
            "The bank took back the payment for {number}",
            "What no shop had begun is cancelled; the money is with your bank again. If that is a mistake, ask your "
            "bank, then order again.",
            "See the order",
        ),
        "top_up_reversed": Text(
            "The bank took back your top-up of {total}",
            "Your wallet was reduced by as much of it as was left. If that is a mistake, ask your bank.",
            "Open the wallet",
        ),
        "payment_flagged": Text(
            "A payment of {total} was taken back by the bank",
            "{description}. See what goes on without it.",
            "Look at it",
        ),
        "part_back": Text("{total} goes back to you.", ""),
        "payment_failed": Text(
            "A payment of {total} did not succeed",
            "We keep order {number} for you until {until}. Try again, or choose another way to pay.",
            "Pay again",
        ),
        "top_up_failed": Text(
            "A top-up of {total} did not succeed", "Your balance is unchanged. Try again any time.", "Try again"
        ),
        "amount_differs": Text(
            "We received {came}, not {total}",
            "{description}. A person is looking at it; you need not pay again. If it cannot be accepted, all of it "
            "goes back to you.",
            "See the payment",
        ),
        "amount_flagged": Text(
            "{came} came in, {total} was asked",
            "{description}. Accept it, or send it back.",
            "Decide",
        ),
        "refunded_surplus": Text(
            "{total} that was too much goes back",
            "For order {number}. The order's page has the details.",
            "See the order",
        ),
        "top_up_returned": Text(
            "Your top-up of {total} goes back", "It was not the amount that was asked.", "Open the wallet"
        ),
    },
}
