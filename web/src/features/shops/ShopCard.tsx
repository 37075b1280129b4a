import { Skeleton, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Shop } from '@/api/types';
import { useShopTexts } from '@/features/shops/i18n';
import { OpenState } from '@/features/shops/OpenState';
import classes from '@/features/shops/shop-card.module.css';
import { Picture } from '@/ui/Picture';

/** A shop in a row or a list: its front, its name, and whether one can go there now. */
export function ShopCard({ shop, eager = false }: { shop: Shop; eager?: boolean }) {
  const t = useShopTexts();
  return (
    <article className={classes.card} data-closed={!shop.open_now || undefined}>
      <Picture src={shop.banner_url} alt="" ratio={10 / 3} radius="0" eager={eager} />
      <div className={classes.words}>
        <div className={classes.logo}>
          <Picture src={shop.logo_url} alt="" eager={eager} />
        </div>
        <Link to="/shops/$shop" params={{ shop: shop.slug }} className={classes.name}>
          {shop.name}
        </Link>
        <OpenState shop={shop} />
        <Text size="xs" c="dimmed" truncate>
          {[t(shop.kind), shop.city].filter(Boolean).join(' · ')}
        </Text>
      </div>
    </article>
  );
}

export function ShopCardSkeleton() {
  return (
    <div className={classes.card} aria-hidden>
      <Skeleton radius={0} style={{ aspectRatio: '10 / 3' }} />
      <div className={classes.words}>
        <Skeleton className={classes.logo} radius="md" height={52} />
        <Skeleton height={16} width="70%" />
        <Skeleton height={13} width="50%" mt={4} />
        <Skeleton height={11} width="40%" mt={4} />
      </div>
    </div>
  );
}
