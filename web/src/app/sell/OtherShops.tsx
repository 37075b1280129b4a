import { Card, Group, Skeleton, Text, Title } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Shop } from '@/api/types';
import { useSellTexts } from '@/app/sell/i18n';
import { mayIn, useSellShop } from '@/app/sell/sellShop';
import classes from '@/app/shop-rows.module.css';
import { useLowCount } from '@/features/inventory/queries';
import { useOpenCount } from '@/features/orders/board/queries';
import { useMyShops } from '@/features/shops/editor/queries';
import { Picture } from '@/ui/Picture';
import { StatusBadge } from '@/ui/StatusBadge';

/** Each one is asked about by itself. */
const MAX_SHOWN = 12;

/** What waits in the other shops of whoever keeps several. */
export function OtherShops() {
  const t = useSellTexts();
  const present = useSellShop();
  const others = useMyShops().data?.filter(({ id }) => id !== present.id) ?? [];
  if (others.length === 0) return null;
  return (
    <section aria-label={t('otherShops')}>
      <Title order={2} fz="1.125rem" mb="sm">
        {t('otherShops')}
      </Title>
      <Card p={0}>
        {others.slice(0, MAX_SHOWN).map((shop) => (
          <ShopRow key={shop.id} shop={shop} />
        ))}
      </Card>
    </section>
  );
}

function ShopRow({ shop }: { shop: Shop }) {
  const t = useSellTexts();
  const open = useOpenCount(shop.id).data;
  const low = useLowCount(shop.id, mayIn(shop, 'stock'));
  return (
    <Link to="/sell/$shop" params={{ shop: shop.id }} className={classes.row}>
      <span className={classes.logo}>
        <Picture src={shop.logo_url} alt="" radius="var(--mantine-radius-sm)" />
      </span>
      <div className={classes.words}>
        <Group gap="xs" wrap="nowrap">
          <Text span fw={600} truncate>
            {shop.name}
          </Text>
          {shop.status !== 'approved' && <StatusBadge status={shop.status} size="sm" />}
        </Group>
        {open === undefined ? (
          <Skeleton h={14} w={120} mt={4} />
        ) : (
          <Text size="sm" c="dimmed">
            {open > 0 ? t('underWay', { count: open }) : t('noneUnderWay')}
            {low ? ` · ${t('lowIn', { count: low })}` : ''}
          </Text>
        )}
      </div>
      <IconChevronRight size={18} aria-hidden />
    </Link>
  );
}
