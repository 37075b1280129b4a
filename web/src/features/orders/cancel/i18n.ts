import { texts } from '@/lib/texts';

export const useCancelTexts = texts('orderCancel', {
  id: {
    cancel_changed: 'Berubah pikiran',
    cancel_mistake: 'Salah pilih barang atau jumlah',
    cancel_slow: 'Terlalu lama',
    cancelTitle: 'Batalkan pesanan ini?',
    cancelUnpaid: 'Belum ada uang yang diambil. Stoknya dilepas untuk pembeli lain.',
    cancelPaid: 'Dana {{amount}} dikembalikan {{where}}.',
    cancelCash: 'Anda belum membayar apa pun. Stoknya dilepas untuk pembeli lain.',
    cancelSome:
      'Yang dibatalkan: {{shops}}. Toko lain sudah mulai menyiapkan pesanan Anda, jadi bagian itu tetap berjalan.',
    back_wallet: 'ke dompet Niaga, saat ini juga',
    back_gateway: 'ke cara bayar semula; kalau tidak bisa, ke dompet Niaga',
    reason: 'Alasan (opsional)',
    keep: 'Jangan batalkan',
    cancelled: 'Pesanan dibatalkan.',
    cancelledPartly: 'Bagian yang belum disiapkan dibatalkan.',
  },
  en: {
    cancel_changed: 'Changed my mind',
    cancel_mistake: 'Wrong item or quantity',
    cancel_slow: 'It takes too long',
    cancelTitle: 'Cancel this order?',
    cancelUnpaid: 'No money was taken. The stock goes back for other buyers.',
    cancelPaid: '{{amount}} goes back {{where}}.',
    cancelCash: 'You have not paid anything yet. The stock goes back for other buyers.',
    cancelSome:
      'This cancels: {{shops}}. The other shops have begun to prepare your order, so those parts go on.',
    back_wallet: 'to your Niaga wallet, at once',
    back_gateway: 'the way you paid; where that cannot be, to your Niaga wallet',
    reason: 'Reason (optional)',
    keep: 'Keep the order',
    cancelled: 'The order is cancelled.',
    cancelledPartly: 'What no shop had begun is cancelled.',
  },
});
