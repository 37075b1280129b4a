import type { ProductCard as Product } from '@/api/catalogTypes';
import { ProductCard, ProductCardSkeleton } from '@/ui/ProductCard';
import classes from '@/ui/product-grid.module.css';

/** Two columns on a phone, as many as fit beyond. `eager`: how many are on the first screen. */
export function ProductGrid({ products, eager = 0 }: { products: Product[]; eager?: number }) {
  return (
    <ul className={classes.grid}>
      {products.map((product, index) => (
        <li key={product.id}>
          <ProductCard product={product} eager={index < eager} />
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
