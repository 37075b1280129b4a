import { texts } from '@/lib/texts';

export const useCatalogTexts = texts('catalog', {
  id: {
    categories: 'Kategori',
    allCategories: 'Semua kategori',
    popular: 'Sedang laris',
    newest: 'Baru datang',
    seeAll: 'Lihat semua',
    nothingYet: 'Belum ada produk',
    nothingYetText: 'Toko-toko sedang menata barangnya. Datang lagi sebentar lagi.',
  },
  en: {
    categories: 'Categories',
    allCategories: 'All categories',
    popular: 'Popular now',
    newest: 'Just in',
    seeAll: 'See all',
    nothingYet: 'No products yet',
    nothingYetText: 'The shops are still filling their shelves. Come back in a moment.',
  },
});
