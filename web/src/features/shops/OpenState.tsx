import { Text } from '@mantine/core';
import type { Shop } from '@/api/types';
import { useShopTexts } from '@/features/shops/i18n';
import { useShopClock } from '@/features/shops/useShopClock';

/** Open until when, or closed until when, on the shop's own clock. */
export function OpenState({ shop }: { shop: Shop }) {
  const t = useShopTexts();
  const at = useShopClock(shop);
  const open = shop.open_now;
  const rest = open
    ? shop.closes_at && t('until', { clock: at(shop.closes_at) })
    : shop.opens_at && t('opensAt', { when: at(shop.opens_at) });
  return (
    <Text span size="sm" c="dimmed">
      <Text span inherit fw={700} c={open ? 'var(--niaga-good)' : 'inherit'}>
        {t(open ? 'openNow' : 'closed')}
      </Text>
      {rest && ` · ${rest}`}
    </Text>
  );
}
