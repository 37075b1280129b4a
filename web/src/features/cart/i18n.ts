import { texts } from '@/lib/texts';

export const useCartTexts = texts('cart', {
  id: {
    add: 'Tambah ke keranjang',
    soldOut: 'Sedang habis',
    added: '{{count}} × {{name}} masuk keranjang.',
    open: 'Lihat keranjang',
    addNote: 'Tulis catatan untuk penjual',
    note: 'Catatan untuk penjual',
    noteExample: 'Misalnya: tanpa bawang, bungkus terpisah',
  },
  en: {
    add: 'Add to cart',
    soldOut: 'Sold out for now',
    added: '{{count}} × {{name}} is in the cart.',
    open: 'View cart',
    addNote: 'Write a note to the seller',
    note: 'Note to the seller',
    noteExample: 'For example: no onions, wrap separately',
  },
});
