/** What each refusal code means to a person, and what to do next. The code is the key. */
import { type FieldError, isProblem, Problem } from '@/api/problem';
import { texts } from '@/lib/texts';

export const useProblemTexts = texts('problems', {
  id: {
    offline: 'Server tidak terjangkau. Periksa sambungan internet Anda, lalu coba lagi.',
    unexpected: 'Ada yang salah di pihak kami. Coba lagi sebentar lagi.',
    internal_error: 'Ada yang salah di pihak kami. Coba lagi sebentar lagi.',
    atMost: '{{name}}: maksimal {{most}} per pesanan.',
    atLeast: '{{name}}: minimal {{least}} per pesanan.',
    validation_failed: 'Ada isian yang belum benar. Periksa lalu kirim lagi.',
    not_found: 'Yang Anda cari tidak ada atau sudah dihapus.',
    forbidden: 'Akun Anda tidak berhak melakukan ini.',
    unauthenticated: 'Masuk dulu untuk melanjutkan.',
    invalid_credentials: 'E-mail/nomor HP atau kata sandi salah.',
    wrong_state: 'Statusnya sudah berubah. Muat ulang halaman ini.',
    stale_version: 'Orang lain baru saja mengubahnya. Muat ulang lalu coba lagi.',
    key_reused: 'Permintaan ini sudah pernah dikirim dengan isi lain. Muat ulang halaman ini.',
    rate_limited: 'Terlalu banyak percobaan. Tunggu sebentar lalu coba lagi.',
    token_reused: 'Sesi Anda diakhiri demi keamanan. Masuk lagi.',
    link_expired: 'Tautan ini sudah dipakai atau kedaluwarsa. Minta tautan baru.',
    out_of_stock: 'Stoknya tidak cukup lagi. Kurangi jumlahnya atau pilih toko lain.',
    price_changed: 'Harganya berubah. Periksa total yang baru sebelum membayar.',
    cart_empty: 'Keranjang Anda masih kosong.',
    image_refused: 'Gambar harus JPG, PNG, atau WebP dan maksimal 5 MB.',
    too_many_unpaid:
      'Terlalu banyak barang yang sedang disimpan untuk pesanan Anda yang belum dibayar. Bayar atau batalkan dulu salah satunya.',
    rental_not_offered: 'Barang sewa belum bisa dipesan di sini.',
    too_much_held: 'Terlalu banyak barang yang sedang disimpan untuk Anda.',
    contact_not_verified:
      'Bayar tunai hanya untuk akun dengan e-mail terverifikasi. Verifikasi dulu, atau pilih cara bayar lain.',
    email_taken:
      'E-mail ini sudah terdaftar. Masuk, atau atur ulang kata sandinya kalau alamat ini milik Anda.',
    phone_taken: 'Nomor ini sudah terdaftar. Masuk, atau pakai nomor lain.',
    campus_id_taken:
      'NIM/NIP ini sudah dipakai akun lain. Periksa lagi; kalau benar nomor Anda, kosongkan dan hubungi pengelola.',
    other_account: 'Tautan ini milik akun lain. Masuk ke akun yang memintanya, lalu buka lagi tautannya.',
    session_ended: 'Sesi Anda sudah berakhir. Masuk lagi.',
    too_many_addresses: 'Alamat tersimpan sudah penuh. Hapus satu dulu.',
    unreachable: 'Layanan ini sedang tidak menjawab. Mengulang aman dilakukan.',
    bad_signature: 'Bukti pengirimnya tidak cocok.',
    category_cycle: 'Kategori tidak bisa dipindah ke bawah dirinya sendiri.',
    category_in_use: 'Masih ada produk atau kategori di dalamnya. Pindahkan dulu, atau sembunyikan saja.',
    method_not_allowed: 'Permintaan ini tidak dikenal. Muat ulang halaman ini.',
    offer_exists: 'Toko ini sudah menjual pilihan itu. Ubah harganya saja.',
    owner_gone: 'Tidak ada yang bisa menjalankan toko ini. Izinkan dulu pemiliknya masuk dan berjualan lagi.',
    own_account: 'Hak akses sendiri tidak bisa dicabut. Minta admin lain.',
    sku_taken: 'SKU ini sudah dipakai. Pilih kode lain.',
    too_large: 'Berkas atau isiannya terlalu besar.',
    too_many_images: 'Satu produk maksimal 12 gambar. Hapus satu dulu.',
    too_many_shops: 'Satu orang maksimal memiliki 20 toko.',
    twins_conflict: 'Ada toko yang menjual kedua produk ini. Hapus salah satunya dulu.',
    account_suspended: 'Akun ini ditangguhkan. Hubungi pengelola.',
    bad_request: 'Permintaan ini tidak terbaca. Muat ulang halaman ini.',
    request_timeout: 'Kiriman Anda tidak sampai tepat waktu. Periksa sambungan internet, lalu coba lagi.',
    cash_unconfirmed: 'Pesanan tunai diselesaikan oleh toko begitu uangnya diterima.',
    cash_needs_pickup: 'Tunai hanya untuk pesanan yang diambil sendiri.',
    delivery_not_offered: 'Ada toko yang tidak mengantar. Pilih ambil sendiri untuk toko itu.',
    insufficient_balance: 'Saldo dompet tidak cukup. Isi saldo atau pilih cara lain.',
    limit_reached: 'Keranjang maksimal berisi 50 macam barang. Hapus sebagian dulu.',
    method_limit_reached: 'Jumlahnya terlalu besar untuk cara bayar ini. Pilih cara lain.',
    wallet_limit_reached: 'Saldo dompet akan melewati batasnya. Isi lebih sedikit.',
    payment_under_review: 'Uang yang kami terima tidak sama dengan tagihannya. Petugas sedang memeriksanya.',
    refund_too_much: 'Lebih besar dari yang masih bisa dikembalikan.',
  },
  en: {
    offline: 'The server cannot be reached. Check your connection and try again.',
    unexpected: 'Something went wrong on our side. Try again in a moment.',
    internal_error: 'Something went wrong on our side. Try again in a moment.',
    atMost: '{{name}}: at most {{most}} per order.',
    atLeast: '{{name}}: at least {{least}} per order.',
    validation_failed: 'Some of it is not right yet. Check it and send it again.',
    not_found: 'What you are looking for does not exist or was removed.',
    forbidden: 'Your account may not do this.',
    unauthenticated: 'Sign in to go on.',
    invalid_credentials: 'The e-mail, the number or the password is wrong.',
    wrong_state: 'Things have changed meanwhile. Reload this page.',
    stale_version: 'Somebody else has just changed it. Reload and try again.',
    key_reused: 'This request was sent before with other contents. Reload this page.',
    rate_limited: 'Too many attempts. Wait a moment and try again.',
    token_reused: 'Your session was ended for your safety. Sign in again.',
    link_expired: 'This link was used already or has expired. Ask for a new one.',
    out_of_stock: 'Not enough left. Reduce the quantity or choose another shop.',
    price_changed: 'The price has changed. Check the new total before paying.',
    too_many_unpaid:
      'Too much is being kept for your unpaid orders already. Pay or cancel one of them first.',
    rental_not_offered: 'Things to rent cannot be ordered here yet.',
    too_much_held: 'Too much is being kept for you already.',
    contact_not_verified:
      'Cash is only for accounts with a verified e-mail address. Verify yours, or choose another way to pay.',
    cart_empty: 'Your cart is still empty.',
    image_refused: 'Pictures must be JPG, PNG or WebP and at most 5 MB.',
    email_taken: 'This e-mail is registered already. Sign in, or reset its password if the address is yours.',
    phone_taken: 'This number is registered already. Sign in, or use another one.',
    campus_id_taken:
      'Another account has this campus number. Check it; if it is yours, leave it empty and ask the administrators.',
    other_account:
      'This link belongs to another account. Sign in to the one that asked for it, then open it again.',
    session_ended: 'Your session has ended. Sign in again.',
    too_many_addresses: 'That is as many addresses as can be kept. Delete one first.',
    unreachable: 'This service does not answer at the moment. Trying again is safe.',
    bad_signature: 'The sender’s proof does not hold.',
    category_cycle: 'A category cannot be moved under itself.',
    category_in_use: 'Products or categories are still in it. Move them first, or hide it instead.',
    method_not_allowed: 'This request is not known. Reload this page.',
    offer_exists: 'The shop sells that choice already. Change its price instead.',
    owner_gone: 'Nobody is left who could run this shop. Let its owner sign in and sell again first.',
    own_account: 'Nobody can take away their own access. Ask another admin.',
    sku_taken: 'This item code is in use already. Choose another one.',
    too_large: 'The file or what was typed is too large.',
    too_many_images: 'A product has at most 12 pictures. Delete one first.',
    too_many_shops: 'One person can own at most 20 shops.',
    twins_conflict: 'A shop sells both of these products. Take one of them off first.',
    account_suspended: 'This account is suspended. Ask the administrators.',
    bad_request: 'This request cannot be read. Reload this page.',
    request_timeout: 'What you sent did not arrive in time. Check your connection and try again.',
    cash_unconfirmed: 'A cash order is completed by the shop once it has the money.',
    cash_needs_pickup: 'Cash is only for orders you pick up yourself.',
    delivery_not_offered: 'One of the shops does not deliver. Choose pickup for it.',
    insufficient_balance: 'The wallet does not hold enough. Top it up or choose another way.',
    limit_reached: 'A cart holds at most 50 different things. Remove some first.',
    method_limit_reached: 'That is too much for this payment method. Choose another one.',
    wallet_limit_reached: 'The wallet would hold more than it may. Top up less.',
    payment_under_review: 'What we received is not what was asked. A person is looking at it.',
    refund_too_much: 'That is more than what can still be refunded.',
  },
});

/** The sentence for anything thrown by a call. */
export function problemText(error: unknown): string {
  if (!isProblem(error)) return useProblemTexts.now('unexpected');
  const limits = error.fieldErrors.map(limitText).filter((text) => text !== null);
  if (limits.length > 0) return limits.join(' ');
  if (useProblemTexts.has(error.code)) return useProblemTexts.now(error.code);
  return error.detail || useProblemTexts.now('unexpected');
}

/** How many of something one order may have. */
function limitText({ name, most, least }: FieldError): string | null {
  if (name && most) return useProblemTexts.now('atMost', { name, most });
  return name && least ? useProblemTexts.now('atLeast', { name, least }) : null;
}

/** The same for a refusal that came inside an answer, such as one row of many. */
export function refusalText(code: string | null, detail: string | null): string {
  return problemText(new Problem(code ?? 'unexpected', 0, detail ?? ''));
}
