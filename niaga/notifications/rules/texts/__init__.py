"""What people are told, in Indonesian and English. `{…}` are filled in; a mail shows the same words."""

from .money import MONEY
from .text import Text as Text

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
    "id": {
        "unpaid": "Tidak dibayar sampai batas waktu",
        "payment_reversed": "Bank menarik kembali pembayarannya",
        "replaced": "Pembeli memesan ulang dengan pesanan baru",
        "owner_gone": "Pemiliknya sedang tidak bisa berjualan",
    },
    "en": {
        "unpaid": "It was not paid in time",
        "payment_reversed": "The bank took back its payment",
        "replaced": "Its buyer has placed a new order instead",
        "owner_gone": "Its owner cannot sell at present",
    },
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
        "order_paid_cash": Text("Pembayaran tunai {total} diterima", "Pesanan {number} sudah lunas.", "Lihat pesanan"),
        "order_expired": Text(
            "Pesanan {number} kedaluwarsa",
            "Pembayaran belum kami terima sampai batas waktu, jadi barangnya dilepas. Anda bisa memesan lagi.",
            "Pesan lagi",
        ),
        "order_cancelled": Text("Pesanan {number} dibatalkan", "Tidak ada yang perlu dibayar.", "Lihat pesanan"),
        "order_cancelled_paid": Text(
            "Pesanan {number} dibatalkan, {total} dikembalikan",
            "Rinciannya ada di halaman pesanan.",
            "Lihat pesanan",
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
        "moved_cancelled": Text("Pesanan dari {shop} dibatalkan", "Bagian {number} dibatalkan. {reason} {back}"),
        "moved_rejected": Text(
            "{shop} tidak dapat memenuhi pesanan Anda",
            "Bagian {number} ditolak: {reason} {back}",
            "Lihat pesanan",
        ),
        "moved_refunded": Text("Uang bagian {shop} dikembalikan", "Bagian {number} sudah dikembalikan."),
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
        "shop_unkept": Text(
            "{shop} ditangguhkan karena pemiliknya pergi",
            "Tidak ada lagi pemilik atau pengelola yang bisa menjalankannya. Lihat pesanan yang masih berjalan; "
            "setelah pemiliknya bisa masuk dan berjualan lagi, toko ini dapat diizinkan lagi.",
            "Lihat pesanannya",
        ),
        "no_reason": Text("Tanpa alasan", "Pengelola tidak menyebut alasannya."),
        "shop_applied": Text("Pengajuan toko baru: {shop}", "Menunggu keputusan Anda.", "Tinjau"),
        "roles_changed": Text("Peran akun Anda berubah", "Sekarang: {roles}.", "Lihat akun"),
        "verify_email": Text(
            "Verifikasi alamat e-mail Anda",
            "Halo, seseorang mendaftar di Niaga dengan alamat ini. Anda sendiri? Tekan tombol ini untuk memastikan "
            "alamat ini milik Anda; tautan berlaku sampai {until}. Bukan Anda? Abaikan surat ini.",
            "Verifikasi e-mail",
        ),
        "verify_new_email": Text(
            "Pakai alamat ini untuk akun Niaga {account}?",
            "Halo, akun Niaga {account} ingin memakai alamat ini. Akun Anda? Tekan tombol ini sambil masuk ke akun "
            "itu. Tautan berlaku sampai {until}. Bukan akun Anda? Abaikan surat ini, tidak ada yang berubah.",
            "Pakai alamat ini",
        ),
        "reset_password": Text(
            "Atur ulang kata sandi",
            "Halo{called}, tekan tombol ini untuk membuat kata sandi baru. Tautan berlaku sampai {until}. "
            "Bukan Anda yang meminta? Abaikan surat ini.",
            "Buat kata sandi baru",
        ),
        "password_changed": Text(
            "Kata sandi Anda diubah",
            "Halo{called}, kata sandi akun Anda baru saja diubah dan sesi lain diakhiri. "
            "Bukan Anda? Segera atur ulang kata sandi.",
            "Atur ulang kata sandi",
        ),
        "account_tried": Text(
            "Banyak percobaan masuk ke akun Anda",
            "Halo{called}, ada yang mencoba masuk ke akun Anda dengan banyak kata sandi. Untuk sementara, siapa pun "
            "yang masuk dari perangkat baru harus menunggu; perangkat yang pernah Anda pakai tetap bisa masuk. Bila "
            "kata sandi Anda mudah ditebak atau dipakai di tempat lain, gantilah.",
            "Ganti kata sandi",
        ),
        "email_changed": Text(
            "Alamat e-mail akun Anda diganti",
            "Halo{called}, akun Anda sekarang memakai alamat e-mail lain. Anda sendiri yang menggantinya? Abaikan "
            "surat ini. Bukan Anda? Sampai {until} tombol ini mengembalikan alamat ini, mengeluarkan semua perangkat, "
            "dan mengirim tautan untuk membuat kata sandi baru.",
            "Kembalikan alamat ini",
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
        "order_paid_cash": Text("Cash payment of {total} received", "Order {number} is fully paid.", "See the order"),
        "order_expired": Text(
            "Order {number} has expired",
            "We did not receive the payment in time, so the goods were let go. You can order again.",
            "Order again",
        ),
        "order_cancelled": Text("Order {number} is cancelled", "There is nothing to pay.", "See the order"),
        "order_cancelled_paid": Text(
            "Order {number} is cancelled, {total} goes back",
            "The order's page has the details.",
            "See the order",
        ),
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
        "moved_cancelled": Text("Your order from {shop} is cancelled", "Part {number} is cancelled. {reason} {back}"),
        "moved_rejected": Text(
            "{shop} cannot fulfil your order",
            "Part {number} was rejected: {reason} {back}",
            "See the order",
        ),
        "moved_refunded": Text("The money for {shop}'s part goes back", "Part {number} has been refunded."),
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
        "shop_unkept": Text(
            "{shop} is suspended, since its owner is gone",
            "No owner or manager is left who could run it. Look at the orders under way; once its owner can sign "
            "in and sell again, the shop can be let in again.",
            "See its orders",
        ),
        "shop_applied": Text("New shop application: {shop}", "It waits for your decision.", "Review"),
        "roles_changed": Text("Your account's roles have changed", "They are now: {roles}.", "See the account"),
        "verify_email": Text(
            "Verify your e-mail address",
            "Hello, somebody signed up at Niaga with this address. Was it you? Press this button to confirm that the "
            "address is yours; the link works until {until}. Was it not? Ignore this mail.",
            "Verify e-mail",
        ),
        "verify_new_email": Text(
            "Use this address for the Niaga account {account}?",
            "Hello, the Niaga account {account} wants to use this address. Is it yours? Press this button while you "
            "are signed in to it; the link works until {until}. It is not? Ignore this mail, and nothing changes.",
            "Use this address",
        ),
        "reset_password": Text(
            "Reset your password",
            "Hello{called}, press this button to choose a new password. The link works until {until}. "
            "You did not ask for it? Ignore this mail.",
            "Choose a new password",
        ),
        "password_changed": Text(
            "Your password was changed",
            "Hello{called}, the password of your account was just changed and other sessions were ended. "
            "That was not you? Reset your password now.",
            "Reset the password",
        ),
        "account_tried": Text(
            "Many tries to sign in to your account",
            "Hello{called}, somebody tries many passwords to sign in to your account. For now whoever signs in from a "
            "new device has to wait; devices that you have used before still get in. If your password is easy to "
            "guess, or used elsewhere too, change it.",
            "Change the password",
        ),
        "email_changed": Text(
            "The e-mail address of your account was changed",
            "Hello{called}, your account has another e-mail address now. Was it you? Ignore this mail. Was it not? "
            "Until {until} this button brings this address back, signs out all devices and sends a link to choose "
            "a new password.",
            "Bring this address back",
        ),
        "footer": Text("Niaga", "You receive this mail because you have an account at Niaga."),
    },
}
for _language, _texts in MONEY.items():
    TEXTS[_language].update(_texts)
