import { NativeSelect } from '@mantine/core';
import type { Sort } from '@/api/catalogTypes';
import { useCatalogTexts } from '@/features/catalog/i18n';
import { SORTS } from '@/features/catalog/searchParams';

interface SortSelectProps {
  value: Sort;
  onChange: (sort: Sort) => void;
  /** Whether anything here has a rating to sort by. */
  rated: boolean;
}

/** The device's own list: the quickest to use on a phone. */
export function SortSelect({ value, onChange, rated }: SortSelectProps) {
  const t = useCatalogTexts();
  return (
    <NativeSelect
      aria-label={t('sort')}
      size="sm"
      radius="xl"
      style={{ flexShrink: 0 }}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value as Sort)}
      data={SORTS.filter((sort) => sort !== 'rating' || rated || value === 'rating').map((sort) => ({
        value: sort,
        label: t(sort),
      }))}
    />
  );
}
