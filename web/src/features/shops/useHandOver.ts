import type { Shop } from '@/api/types';
import { useShopTexts } from '@/features/shops/i18n';
import { rupiah } from '@/lib/money';

/** How things get from the shop to the buyer, and for how much. */
export function useHandOver({ delivers, delivery_fee: fee }: Shop): string {
  const t = useShopTexts();
  if (!delivers) return t('pickupOnly');
  return fee > 0 ? t('deliveryFee', { fee: rupiah(fee) }) : t('freeDelivery');
}
