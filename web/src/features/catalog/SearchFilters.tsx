import { Checkbox, SegmentedControl, Select, Stack, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Category, Facets } from '@/api/catalogTypes';
import { CategoryFilter } from '@/features/catalog/CategoryFilter';
import { useCatalogTexts } from '@/features/catalog/i18n';
import { PriceFilter } from '@/features/catalog/PriceFilter';
import type { SearchParams } from '@/features/catalog/searchParams';

interface SearchFiltersProps {
  params: SearchParams;
  tree: Category[];
  facets: Facets | undefined;
  /** What changed; `undefined` takes a filter away. */
  onChange: (change: Partial<Record<keyof SearchParams, unknown>>) => void;
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Stack gap="xs" component="section" aria-label={title}>
      <Title order={2} fz="sm" fw={700}>
        {title}
      </Title>
      {children}
    </Stack>
  );
}

/** Everything results can be narrowed by, with how much each choice would leave. */
export function SearchFilters({ params, tree, facets, onChange }: SearchFiltersProps) {
  const t = useCatalogTexts();
  const shops = facets?.shops ?? [];
  return (
    <Stack gap="xl">
      <Part title={t('categories')}>
        <CategoryFilter
          tree={tree}
          counts={facets?.categories}
          chosen={params.category}
          onChoose={(category) => onChange({ category })}
        />
      </Part>
      <Part title={t('kind')}>
        <SegmentedControl
          fullWidth
          size="sm"
          aria-label={t('kind')}
          value={params.kind ?? ''}
          onChange={(kind) => onChange({ kind: kind || undefined })}
          data={[
            { value: '', label: t('anyKind') },
            { value: 'food', label: t('food') },
            { value: 'goods', label: t('goods') },
          ]}
        />
      </Part>
      <Part title={t('price')}>
        <PriceFilter
          min={params.min}
          max={params.max}
          range={facets?.price ?? null}
          onChange={(min, max) => onChange({ min, max })}
        />
      </Part>
      <Checkbox
        label={facets ? `${t('inStock')} (${facets.in_stock})` : t('inStock')}
        checked={params.stock === true}
        onChange={(event) => onChange({ stock: event.currentTarget.checked || undefined })}
      />
      <Checkbox
        label={t('openNow')}
        checked={params.open === true}
        onChange={(event) => onChange({ open: event.currentTarget.checked || undefined })}
      />
      {shops.length > 0 && (
        <Part title={t('shop')}>
          <Select
            aria-label={t('shop')}
            placeholder={t('anyKind')}
            size="sm"
            clearable
            searchable
            value={params.shop ?? null}
            onChange={(shop) => onChange({ shop: shop ?? undefined })}
            data={shops.map((shop) => ({ value: shop.id, label: `${shop.name} (${shop.count})` }))}
          />
        </Part>
      )}
    </Stack>
  );
}
