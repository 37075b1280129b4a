import { texts } from '@/lib/texts';

/** What went back to the payer, which way, and why that way. */
export const useRefundTexts = texts('refunds', {
  id: {
    refunds: 'Dana dikembalikan',
    fromShops: 'Dari pesanan toko',
    route_provider: 'ke cara bayar semula',
    route_wallet: 'ke dompet Niaga',
    route_cash: 'tunai di toko',
    refund_pending: 'sedang dikirim',
    refund_done: 'selesai',
    note_method_not_refundable: 'Cara bayar ini tidak menerima pengembalian, jadi uangnya masuk dompet.',
    note_window_over: 'Batas waktu pengembalian bank sudah lewat, jadi uangnya masuk dompet.',
    note_provider_refused: 'Bank menolak pengembalian, jadi uangnya masuk dompet.',
    note_reversed: 'Bank sudah menarik kembali seluruh pembayaran.',
  },
  en: {
    refunds: 'Refunds',
    fromShops: 'From these shop orders',
    route_provider: 'the way it came',
    route_wallet: 'to the Niaga wallet',
    route_cash: 'in cash at the shop',
    refund_pending: 'on its way',
    refund_done: 'done',
    note_method_not_refundable: 'This method cannot take refunds, so the money went to your wallet.',
    note_window_over: 'The bank’s refund window is over, so the money went to your wallet.',
    note_provider_refused: 'The bank refused the refund, so the money went to your wallet.',
    note_reversed: 'The bank has taken the whole payment back.',
  },
});
