import { Text } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import type { Shop } from '@/api/types';
import classes from '@/features/shops/closed-note.module.css';
import { useShopTexts } from '@/features/shops/i18n';
import { useShopClock } from '@/features/shops/useShopClock';

interface ClosedNoteProps {
  /** Nothing is said while it is not known. */
  shop: Shop | undefined;
  /** Where it is not clear from around it which shop is meant. */
  named?: boolean;
}

/** That a shop is closed now and when it will begin, where somebody is about to order; nothing for one that is open. */
export function ClosedNote({ shop, named = false }: ClosedNoteProps) {
  return shop && !shop.open_now ? <Closed shop={shop} named={named} /> : null;
}

function Closed({ shop, named }: { shop: Shop; named: boolean }) {
  const t = useShopTexts();
  const at = useShopClock(shop);
  const words = shop.opens_at ? t('closedUntil', { when: at(shop.opens_at) }) : t('closedForNow');
  return (
    <Text component="p" size="sm" fw={600} className={classes.closed}>
      <IconClock size={16} aria-hidden />
      {named ? `${shop.name}: ${words}` : words}
    </Text>
  );
}
