import { notifications } from '@mantine/notifications';
import type { ShopEdit } from '@/api/sellerTypes';
import type { Shop } from '@/api/types';
import { useShopEditorTexts } from '@/features/shops/editor/i18n';
import { useEditShop } from '@/features/shops/editor/queries';

/** Saves a part of the settings and says so; refusals are said by the toast of every mutation. */
export function useSaved(shop: Shop) {
  const edit = useEditShop(shop);
  return {
    saving: edit.isPending,
    save: (changes: ShopEdit, done?: (shop: Shop) => void) =>
      edit.mutate(changes, {
        onSuccess: (saved) => {
          done?.(saved);
          notifications.show({ color: 'teal', message: useShopEditorTexts.now('saved') });
        },
      }),
  };
}
