import { texts } from '@/lib/texts';

export const useNotificationTexts = texts('notifications', {
  id: {
    title: 'Pemberitahuan',
    unread: '{{count}} belum dibaca',
    readAll: 'Tandai semua sudah dibaca',
    none: 'Belum ada pemberitahuan',
    noneText: 'Kabar pesanan dan pembayaran muncul di sini, begitu terjadi.',
    older: 'Tampilkan yang lebih lama',
    earlier: '{{count}} kabar sebelumnya',
    isNew: 'Baru',
    open: 'Lihat',
    shop: 'Mulai belanja',
  },
  en: {
    title: 'Notifications',
    unread: '{{count}} unread',
    readAll: 'Mark all as read',
    none: 'No notifications yet',
    noneText: 'News about orders and payments appears here as it happens.',
    older: 'Show older ones',
    earlier: '{{count}} earlier',
    isNew: 'New',
    open: 'View',
    shop: 'Start shopping',
  },
});
