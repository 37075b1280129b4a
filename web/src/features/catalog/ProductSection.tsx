import { Anchor, Group, Stack, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ProductQuery } from '@/api/catalogTypes';
import { useCatalogTexts } from '@/features/catalog/i18n';
import { useProducts } from '@/features/catalog/queries';
import type { SearchParams } from '@/features/catalog/searchParams';
import { EmptyState } from '@/ui/EmptyState';
import { Loaded } from '@/ui/Loaded';
import { ProductGrid, ProductGridSkeleton } from '@/ui/ProductGrid';

interface ProductSectionProps {
  title: string;
  query: ProductQuery;
  /** How many are shown; one more is asked for when one may be left out. */
  count: number;
  /** Where "see all" leads, if there is more. */
  all?: SearchParams;
  /** How many pictures are on the first screen. */
  eager?: number;
  /** Shows nothing at all when there is nothing: for sections that are only an extra. */
  optional?: boolean;
  /** The product whose page this is. */
  without?: string;
}

/** A heading, a way to all of it, and the first few. */
export function ProductSection({
  title,
  query,
  count,
  all,
  eager = 0,
  optional = false,
  without,
}: ProductSectionProps) {
  const t = useCatalogTexts();
  const products = useProducts({ ...query, size: without ? count + 1 : count });
  const shown = products.data?.items.filter((product) => product.id !== without).slice(0, count);
  if (optional && (products.isError || shown?.length === 0)) return null;
  return (
    <Stack component="section" gap="md" aria-label={title}>
      <Group justify="space-between" align="baseline" wrap="nowrap">
        <Title order={2} fz={{ base: '1.25rem', sm: '1.5rem' }}>
          {title}
        </Title>
        {all && (
          <Anchor
            renderRoot={(props) => <Link to="/search" search={all} {...props} />}
            size="sm"
            fw={600}
            style={{ whiteSpace: 'nowrap' }}
          >
            {t('seeAll')}
          </Anchor>
        )}
      </Group>
      <Loaded query={products} skeleton={<ProductGridSkeleton count={count} />}>
        {() =>
          shown?.length ? (
            <ProductGrid products={shown} eager={eager} />
          ) : (
            <EmptyState title={t('nothingYet')}>{t('nothingYetText')}</EmptyState>
          )
        }
      </Loaded>
    </Stack>
  );
}
