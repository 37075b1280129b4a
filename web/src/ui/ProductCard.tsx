import { Badge, Group, Skeleton, Text, VisuallyHidden } from '@mantine/core';
import { IconStarFilled } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ProductCard as Product } from '@/api/catalogTypes';
import { discountPercent } from '@/lib/money';
import { joined } from '@/lib/unbroken';
import { useUiTexts } from '@/ui/i18n';
import { Picture } from '@/ui/Picture';
import { Price } from '@/ui/Price';
import classes from '@/ui/product-card.module.css';

interface ProductCardProps {
  product: Product;
  /** On the first screen: its picture loads at once. */
  eager?: boolean;
  /** Says which shop, or how many. */
  named?: boolean;
  /** What can be done with it at once. */
  action?: ReactNode;
}

/** One product in a grid. The whole card leads to its page; the link's text is the product's name. */
export function ProductCard({ product, eager = false, named = true, action }: ProductCardProps) {
  const t = useUiTexts();
  const seller = product.shop_count > 1 ? t('shops', { count: product.shop_count }) : product.shop?.name;
  return (
    <article className={classes.card} data-sold-out={!product.in_stock || undefined}>
      <div className={classes.picture}>
        <Picture src={product.image_url} alt="" eager={eager} radius="var(--mantine-radius-lg)" />
        <Flag product={product} />
      </div>
      <Link to="/products/$product" params={{ product: product.slug }} className={classes.name}>
        {joined(product.name)}
      </Link>
      {product.price_from !== null && (
        <Price
          price={product.price_from}
          compareAt={product.compare_at_price}
          from={product.shop_count > 1}
          plain
        />
      )}
      {named && (
        <Text size="xs" c="dimmed" truncate>
          {seller}
        </Text>
      )}
      <Standing product={product} />
      {action && <div className={classes.action}>{action}</div>}
    </article>
  );
}

/** The one thing to know before anything else: that it cannot be had, or how much is taken off. */
function Flag({ product }: { product: Product }) {
  const t = useUiTexts();
  const percent = discountPercent(product.price_from ?? 0, product.compare_at_price);
  if (!product.in_stock) {
    return (
      <Badge className={classes.flag} color="dark" variant="filled">
        {t('soldOut')}
      </Badge>
    );
  }
  if (percent === 0) return null;
  return (
    <Badge className={classes.flag} variant="filled">
      {t('off', { percent })}
    </Badge>
  );
}

function Standing({ product }: { product: Product }) {
  const t = useUiTexts();
  const rated = product.rating !== null && product.rating_count > 0;
  if (!rated && product.sold === 0) return null;
  return (
    <Group gap={6} wrap="nowrap" c="dimmed" fz="xs">
      {rated && product.rating !== null && (
        <span className={classes.rating}>
          <IconStarFilled size={12} aria-hidden />
          <VisuallyHidden>{t('rating', { rating: product.rating })}</VisuallyHidden>
          <span aria-hidden>{product.rating.toLocaleString('id-ID')}</span>
        </span>
      )}
      {product.sold > 0 && <span>{t('sold', { count: product.sold })}</span>}
    </Group>
  );
}

export function ProductCardSkeleton() {
  return (
    <div className={classes.card} aria-hidden>
      <Skeleton radius="lg" style={{ aspectRatio: '1' }} />
      <Skeleton height={14} mt={6} />
      <Skeleton height={14} width="60%" />
      <Skeleton height={18} width="45%" mt={4} />
    </div>
  );
}
