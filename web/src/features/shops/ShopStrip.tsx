import { Skeleton, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Shop } from '@/api/types';
import { useShopTexts } from '@/features/shops/i18n';
import { OpenState } from '@/features/shops/OpenState';
import classes from '@/features/shops/shop-strip.module.css';
import { useHandOver } from '@/features/shops/useHandOver';
import { Picture } from '@/ui/Picture';

/** Who sells what one is looking at: whether they are there now, where, and how one gets it. */
export function ShopStrip({ shop }: { shop: Shop }) {
  const t = useShopTexts();
  const handOver = useHandOver(shop);
  return (
    <article className={classes.strip}>
      <div className={classes.logo}>
        <Picture src={shop.logo_url} alt="" />
      </div>
      <div className={classes.words}>
        <Link to="/shops/$shop" params={{ shop: shop.slug }} className={classes.name}>
          {shop.name}
        </Link>
        <OpenState shop={shop} />
        <Text size="sm" c="dimmed">
          {[t(shop.kind), shop.city, handOver].filter(Boolean).join(' · ')}
        </Text>
      </div>
    </article>
  );
}

export function ShopStripSkeleton() {
  return (
    <div className={classes.strip} aria-hidden>
      <Skeleton radius="md" className={classes.logo} style={{ aspectRatio: '1' }} />
      <div className={classes.words}>
        <Skeleton height={18} width="55%" />
        <Skeleton height={14} width="45%" mt={6} />
        <Skeleton height={14} width="65%" mt={6} />
      </div>
    </div>
  );
}
