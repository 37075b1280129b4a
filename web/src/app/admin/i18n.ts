import { texts } from '@/lib/texts';

export const useAdminTexts = texts('admin', {
  id: {
    title: 'Admin',
    places: 'Bagian admin',
    shops: 'Toko',
    users: 'Pengguna',
    categories: 'Kategori',
    payments: 'Pembayaran',
  },
  en: {
    title: 'Admin',
    places: 'Parts of the administration',
    shops: 'Shops',
    users: 'People',
    categories: 'Categories',
    payments: 'Payments',
  },
});
