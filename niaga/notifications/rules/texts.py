"""What people are told, in Indonesian and English. `{…}` are filled in; a mail shows the same words."""

from typing import NamedTuple


class Text(NamedTuple):
    title: str
    body: str
    action: str = ""
    """What the mail's button says; empty: no button."""


ROLE_NAMES: dict[str, dict[str, str]] = {
    "id": {
        "customer": "pembeli",
        "seller": "penjual",
        "courier": "kurir",
        "inspector": "pemeriksa",
        "branch_admin": "pengelola cabang",
        "admin": "admin",
    },
    "en": {
        "customer": "customer",
        "seller": "seller",
        "courier": "courier",
        "inspector": "inspector",
        "branch_admin": "branch admin",
        "admin": "admin",
    },
}

REASONS: dict[str, dict[str, str]] = {
    "id": {"unpaid": "Tidak dibayar sampai batas waktu", "payment_reversed": "Bank menarik kembali pembayarannya"},
    "en": {"unpaid": "It was not paid in time", "payment_reversed": "The bank took back its payment"},
}
"""Why the system itself ends something."""

TEXTS: dict[str, dict[str, Text]] = {
    "id": {
        "order_placed": Text(
            "Pesanan {number} menunggu pembayaran",
            "Bayar {total} sebelum {until}. Barangnya kami simpan untuk Anda sampai saat itu.",
            "Bayar sekarang",
        ),
        "order_placed_cash": Text(
            "Pesanan {number} dikirim ke penjual",
            "Bayar {total} tunai saat mengambil. Kami kabari begitu pesanan siap.",
            "Lihat pesanan",
        ),
        "order_paid": Text("Pembayaran {total} diterima", "Pesanan {number} diteruskan ke {shops}.", "Lihat pesanan"),
        "order_expired": Text(
            "Pesanan {number} kedaluwarsa",
            "Pembayaran belum kami terima sampai batas waktu, jadi barangnya dilepas. Anda bisa memesan lagi.",
            "Pesan lagi",
        ),
        "order_cancelled": Text(
            "Pesanan {number} dibatalkan", "Uang yang sudah dibayar dikembalikan seluruhnya.", "Lihat pesanan"
        ),
        "moved_processing": Text("{shop} menyiapkan pesanan Anda", "Pesanan {number} sedang diproses."),
        "moved_packed": Text("{shop} sudah mengemas pesanan Anda", "Pesanan {number} segera siap."),
        "moved_ready_for_pickup": Text(
            "Pesanan siap diambil di {shop}", "Tunjukkan nomor {number} saat mengambil.", "Lihat pesanan"
        ),
        "moved_shipped": Text("{shop} mengirim pesanan Anda", "Pesanan {number} dalam perjalanan.", "Lihat pesanan"),
        "moved_delivered": Text("Pesanan dari {shop} sudah sampai", "Pesanan {number} sudah diterima."),
        "moved_completed": Text(
            "Pesanan dari {shop} selesai", "Terima kasih sudah berbelanja, pesanan {number} selesai."
        ),
        "moved_cancelled": Text("Pesanan dari {shop} dibatalkan", "Bagian {number} dibatalkan. {reason}"),
        "moved_rejected": Text(
            "{shop} tidak dapat memenuhi pesanan Anda",
            "Bagian {number} ditolak: {reason} Yang sudah dibayar untuk bagian ini dikembalikan.",
            "Lihat pesanan",
        ),
        "moved_refunded": Text("Uang bagian {shop} dikembalikan", "Bagian {number} sudah dikembalikan."),
        "money_returned": Text(
            "Pembayaran untuk {number} dikembalikan",
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
        "sale_paid": Text("Pesanan baru {number}", "{lines} — {total}.", "Buka papan pesanan"),
        "sale_to_accept": Text(
            "Pesanan tunai {number} menunggu diterima",
            "{lines} — {total}, dibayar saat diambil.",
            "Buka papan pesanan",
        ),
        "sale_cancelled": Text("Pesanan {number} dibatalkan pembeli", "Stoknya sudah kembali."),
        "sale_moved": Text("Pesanan {number} diterima pembeli", "Pesanan selesai."),
        "sale_unpaid": Text("Pesanan {number} dibatalkan: bank menarik pembayarannya", "Stoknya sudah kembali."),
        "sale_goes_on": Text(
            "Bank menarik pembayaran pesanan {number}",
            "Belum telanjur disiapkan? Tolak pesanan ini. Bila sudah, lanjutkan: bagian Anda kami tanggung.",
            "Buka papan pesanan",
        ),
        "low_stock": Text("Stok {product} menipis", "Tinggal {left} di {shop}."),
        "shop_approved": Text(
            "Pengajuan {shop} disetujui", "Selamat! Tambahkan produk pertama Anda dan mulai berjualan.", "Buka toko"
        ),
        "shop_rejected": Text("Pengajuan {shop} belum disetujui", "{reason}", "Lihat pengajuan"),
        "shop_suspended": Text("{shop} ditangguhkan", "{reason}", "Lihat toko"),
        "no_reason": Text("Tanpa alasan", "Pengelola tidak menyebut alasannya."),
        "shop_applied": Text("Pengajuan toko baru: {shop}", "Menunggu keputusan Anda.", "Tinjau"),
        "payment_flagged": Text(
            "Pembayaran {total} ditarik kembali oleh bank",
            "{description}. Lihat apa yang telanjur berjalan.",
            "Periksa",
        ),
        "roles_changed": Text("Peran akun Anda berubah", "Sekarang: {roles}.", "Lihat akun"),
        "verify_email": Text(
            "Verifikasi alamat e-mail Anda",
            "Halo {name}, tekan tombol ini untuk memastikan alamat ini milik Anda. Tautan berlaku sampai {until}.",
            "Verifikasi e-mail",
        ),
        "reset_password": Text(
            "Atur ulang kata sandi",
            "Halo {name}, tekan tombol ini untuk membuat kata sandi baru. Tautan berlaku sampai {until}. "
            "Bukan Anda yang meminta? Abaikan surat ini.",
            "Buat kata sandi baru",
        ),
        "password_changed": Text(
            "Kata sandi Anda diubah",
            "Halo {name}, kata sandi akun Anda baru saja diubah dan sesi lain diakhiri. "
            "Bukan Anda? Segera atur ulang kata sandi.",
            "Atur ulang kata sandi",
        ),
        "email_changed": Text(
            "Alamat e-mail akun Anda diganti",
            "Halo {name}, akun Anda sekarang memakai alamat e-mail lain. Anda sendiri yang menggantinya? Abaikan surat "
            "ini. Bukan Anda? Sampai {until} tombol ini mengembalikan alamat ini, mengeluarkan semua perangkat, dan "
            "mengirim tautan untuk membuat kata sandi baru.",
            "Kembalikan alamat ini",
        ),
        "email_removed": Text(
            "Alamat ini tidak lagi dipakai di Niaga",
            "Sebuah akun Niaga memakai alamat ini tanpa pernah memverifikasinya, dan sekarang memakai alamat lain. "
            "Tidak ada yang perlu Anda lakukan.",
        ),
        "footer": Text("Niaga", "Anda menerima surat ini karena punya akun di Niaga."),
    },
    "en": {
        "order_placed": Text(
            "Order {number} waits for payment",
            "Pay {total} before {until}. We keep the goods for you until then.",
            "Pay now",
        ),
        "order_placed_cash": Text(
            "Order {number} was sent to the seller",
            "Pay {total} in cash when you pick it up. We tell you as soon as it is ready.",
            "See the order",
        ),
        "order_paid": Text("Payment of {total} received", "Order {number} went to {shops}.", "See the order"),
        "order_expired": Text(
            "Order {number} has expired",
            "We did not receive the payment in time, so the goods were let go. You can order again.",
            "Order again",
        ),
        "order_cancelled": Text("Order {number} is cancelled", "Whatever was paid goes back in full.", "See the order"),
        "moved_processing": Text("{shop} is preparing your order", "Order {number} is being worked on."),
        "moved_packed": Text("{shop} has packed your order", "Order {number} is nearly ready."),
        "moved_ready_for_pickup": Text(
            "Ready for pickup at {shop}", "Show the number {number} when you pick it up.", "See the order"
        ),
        "moved_shipped": Text("{shop} has shipped your order", "Order {number} is on its way.", "See the order"),
        "moved_delivered": Text("Your order from {shop} has arrived", "Order {number} was received."),
        "moved_completed": Text(
            "Your order from {shop} is complete", "Thank you for shopping, order {number} is done."
        ),
        "moved_cancelled": Text("Your order from {shop} is cancelled", "Part {number} is cancelled. {reason}"),
        "moved_rejected": Text(
            "{shop} cannot fulfil your order",
            "Part {number} was rejected: {reason} What you paid for this part goes back to you.",
            "See the order",
        ),
        "moved_refunded": Text("The money for {shop}'s part goes back", "Part {number} has been refunded."),
        "money_returned": Text(
            "Your payment for {number} goes back",
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
        "sale_paid": Text("New order {number}", "{lines} — {total}.", "Open the board"),
        "sale_to_accept": Text(
            "Cash order {number} waits to be accepted", "{lines} — {total}, paid at pickup.", "Open the board"
        ),
        "sale_cancelled": Text("The buyer cancelled order {number}", "The stock is back."),
        "sale_moved": Text("The buyer has received order {number}", "The order is complete."),
        "sale_unpaid": Text("Order {number} is cancelled: the bank took back its payment", "The stock is back."),
        "sale_goes_on": Text(
            "The bank took back the payment for order {number}",
            "Not prepared yet? Reject the order. If it is, go on: we bear your part.",
            "Open the board",
        ),
        "low_stock": Text("{product} is running low", "{left} left at {shop}."),
        "shop_approved": Text(
            "{shop} is approved", "Welcome! Add your first product and start selling.", "Open the shop"
        ),
        "shop_rejected": Text("Your application for {shop} was not approved", "{reason}", "See the application"),
        "shop_suspended": Text("{shop} is suspended", "{reason}", "See the shop"),
        "no_reason": Text("No reason", "The administrators gave no reason."),
        "shop_applied": Text("New shop application: {shop}", "It waits for your decision.", "Review"),
        "payment_flagged": Text(
            "A payment of {total} was taken back by the bank",
            "{description}. See what goes on without it.",
            "Look at it",
        ),
        "roles_changed": Text("Your account's roles have changed", "They are now: {roles}.", "See the account"),
        "verify_email": Text(
            "Verify your e-mail address",
            "Hello {name}, press this button to confirm that the address is yours. The link works until {until}.",
            "Verify e-mail",
        ),
        "reset_password": Text(
            "Reset your password",
            "Hello {name}, press this button to choose a new password. The link works until {until}. "
            "You did not ask for it? Ignore this mail.",
            "Choose a new password",
        ),
        "password_changed": Text(
            "Your password was changed",
            "Hello {name}, the password of your account was just changed and other sessions were ended. "
            "That was not you? Reset your password now.",
            "Reset the password",
        ),
        "email_changed": Text(
            "The e-mail address of your account was changed",
            "Hello {name}, your account has another e-mail address now. Was it you? Ignore this mail. Was it not? "
            "Until {until} this button brings this address back, signs out all devices and sends a link to choose "
            "a new password.",
            "Bring this address back",
        ),
        "email_removed": Text(
            "This address is no longer used at Niaga",
            "An account at Niaga had this address without ever verifying it, and has another one now. "
            "There is nothing you need to do.",
        ),
        "footer": Text("Niaga", "You receive this mail because you have an account at Niaga."),
    },
}
