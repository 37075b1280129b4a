import type { ReactNode } from 'react';
import type { ProductCard as Product } from '@/api/catalogTypes';
import { ProductCard, ProductCardSkeleton } from '@/ui/ProductCard';
import classes from '@/ui/product-grid.module.css';

interface ProductGridProps {
  products: Product[];
  /** How many are on the first screen. */
  eager?: number;
  /** False on a shop's own page, where its name on every card says nothing. */
  named?: boolean;
  actionOf?: (product: Product) => ReactNode;
}

/** Two columns on a phone, as many as fit beyond. */
export function ProductGrid({ products, eager = 0, named = true, actionOf }: ProductGridProps) {
  return (
    <ul className={classes.grid}>
      {products.map((product, index) => (
        <li key={product.id}>
          <ProductCard product={product} eager={index < eager} named={named} action={actionOf?.(product)} />
        </li>
      ))}
    </ul>
  );
}

const PLACES = Array.from({ length: 24 }, (_, place) => `place-${place}`);

export function ProductGridSkeleton({ count = 12 }: { count?: number }) {
  return (
    <div className={classes.grid}>
      {PLACES.slice(0, count).map((place) => (
        <ProductCardSkeleton key={place} />
      ))}
    </div>
  );
}
