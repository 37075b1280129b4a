import { Anchor, Group, Skeleton, Stack, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import classes from '@/features/orders/bought-before.module.css';
import { useOrderTexts } from '@/features/orders/i18n';
import { useMyOrders } from '@/features/orders/queries';
import { boughtIn } from '@/features/orders/steps';
import { Picture } from '@/ui/Picture';

const MAX_SHOWN = 10;
const PLACES = ['one', 'two', 'three', 'four', 'five', 'six'];

/** What one bought last, a tap away; nothing for somebody who has bought nothing yet. */
export function BoughtBefore() {
  const t = useOrderTexts();
  const orders = useMyOrders({});
  const lines = boughtIn(orders.data?.items ?? []).slice(0, MAX_SHOWN);
  if (!orders.isPending && lines.length === 0) return null;
  return (
    <Stack component="section" gap="md" aria-label={t('boughtBefore')}>
      <Group justify="space-between" align="baseline" wrap="nowrap">
        <Title order={2} fz={{ base: '1.25rem', sm: '1.5rem' }}>
          {t('boughtBefore')}
        </Title>
        <Anchor renderRoot={(props) => <Link to="/orders" {...props} />} size="sm" fw={600}>
          {t('allOrders')}
        </Anchor>
      </Group>
      <ul className={classes.row} aria-busy={orders.isPending}>
        {orders.isPending &&
          PLACES.map((place) => (
            <li key={place} className={classes.item}>
              <Skeleton radius="lg" style={{ aspectRatio: '1' }} />
              <span className={classes.name} />
            </li>
          ))}
        {lines.map((line) => (
          <li key={line.product_id} className={classes.item}>
            <Link to="/products/$product" params={{ product: line.product_id }} className={classes.link}>
              <Picture src={line.image_url} alt="" radius="var(--mantine-radius-lg)" />
              <span className={classes.name}>{line.name}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Stack>
  );
}
