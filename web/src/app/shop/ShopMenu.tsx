import { Stack, Title } from '@mantine/core';
import type { Facets, ProductCard } from '@/api/catalogTypes';
import { QuickAdd } from '@/app/shop/QuickAdd';
import { useCatalogTexts } from '@/features/catalog/i18n';
import { ProductGrid } from '@/ui/ProductGrid';

interface ShopMenuProps {
  shop: string;
  products: ProductCard[];
  /** In their order; none: not in sections. */
  categories: Facets['categories'];
}

/** What a shop sells, in sections by category, each thing with a way straight into the bag. */
export function ShopMenu({ shop, products, categories }: ShopMenuProps) {
  const t = useCatalogTexts();
  const named = categories
    .map(({ id, name }) => ({ id, name, items: products.filter((one) => one.category_id === id) }))
    .filter(({ items }) => items.length > 0);
  const grid = (items: ProductCard[]) => (
    <ProductGrid
      products={items}
      named={false}
      actionOf={(product) => product.in_stock && <QuickAdd product={product} shop={shop} />}
    />
  );
  if (named.length < 2) return grid(products);
  const placed = new Set(named.flatMap(({ items }) => items));
  const others = products.filter((product) => !placed.has(product));
  const sections = others.length > 0 ? [...named, { id: '', name: t('others'), items: others }] : named;
  return (
    <Stack gap="xl">
      {sections.map(({ id, name, items }) => (
        <Stack key={id} component="section" gap="sm" aria-label={name}>
          <Title order={2} fz="1.25rem">
            {name}
          </Title>
          {grid(items)}
        </Stack>
      ))}
    </Stack>
  );
}
