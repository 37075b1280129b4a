import type { Shop } from '@/api/types';
import { ShopCard, ShopCardSkeleton } from '@/features/shops/ShopCard';
import classes from '@/features/shops/shop-card.module.css';

const ON_FIRST_SCREEN = 4;

/** `row`: slides sideways on a phone. `grid`: as many beside each other as fit. */
export function ShopList({ shops, shape }: { shops: Shop[]; shape: 'row' | 'grid' }) {
  return (
    <ul className={classes[shape]}>
      {shops.map((shop, index) => (
        <li key={shop.id}>
          <ShopCard shop={shop} eager={index < ON_FIRST_SCREEN} />
        </li>
      ))}
    </ul>
  );
}

const PLACES = Array.from({ length: 8 }, (_, place) => `place-${place}`);

export function ShopListSkeleton({ shape, count = 4 }: { shape: 'row' | 'grid'; count?: number }) {
  return (
    <div className={classes[shape]}>
      {PLACES.slice(0, count).map((place) => (
        <ShopCardSkeleton key={place} />
      ))}
    </div>
  );
}
