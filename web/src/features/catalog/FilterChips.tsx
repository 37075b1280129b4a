import { Button, Group } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { Category, Facets } from '@/api/catalogTypes';
import { pathTo } from '@/features/catalog/categories';
import { useCatalogTexts } from '@/features/catalog/i18n';
import type { SearchParams } from '@/features/catalog/searchParams';
import { rupiah } from '@/lib/money';

interface FilterChipsProps {
  params: SearchParams;
  tree: Category[];
  facets: Facets | undefined;
  onRemove: (names: (keyof SearchParams)[]) => void;
}

/** What the results are narrowed by; a tap takes one away. */
export function FilterChips({ params, tree, facets, onRemove }: FilterChipsProps) {
  const t = useCatalogTexts();
  const chips: [name: keyof SearchParams, label: string][] = [];
  const category = pathTo(tree, params.category).at(-1);
  const shop = facets?.shops.find((facet) => facet.id === params.shop);
  if (params.category) chips.push(['category', category?.name ?? params.category]);
  if (params.kind) chips.push(['kind', t(params.kind)]);
  if (params.min !== undefined) chips.push(['min', t('above', { price: rupiah(params.min) })]);
  if (params.max !== undefined) chips.push(['max', t('below', { price: rupiah(params.max) })]);
  if (params.stock) chips.push(['stock', t('inStock')]);
  if (params.open) chips.push(['open', t('openNow')]);
  if (params.shop) chips.push(['shop', shop?.name ?? t('shop')]);
  if (chips.length === 0) return null;
  return (
    <Group gap="xs">
      {chips.map(([name, label]) => (
        <Button
          key={name}
          size="compact-sm"
          variant="light"
          h={32}
          px="sm"
          rightSection={<IconX size={14} aria-hidden />}
          aria-label={t('remove', { name: label })}
          onClick={() => onRemove([name])}
        >
          {label}
        </Button>
      ))}
      {chips.length > 1 && (
        <Button
          size="compact-sm"
          variant="subtle"
          h={32}
          color="gray"
          onClick={() => onRemove(chips.map(([name]) => name))}
        >
          {t('clearAll')}
        </Button>
      )}
    </Group>
  );
}
