import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useInventoryTexts } from '@/features/inventory/i18n';
import { useItems } from '@/features/inventory/queries';

export interface FoundItem {
  variant_id: string;
  name: string;
  sku: string;
}

const TYPING_MS = 250;

/** Finds what the shop has, or has none of at the moment, by name or the beginning of its code. */
export function FindItem({ shop, onFound }: { shop: string; onFound: (item: FoundItem) => void }) {
  const t = useInventoryTexts();
  const [words, setWords] = useState('');
  const [asked] = useDebouncedValue(words, TYPING_MS);
  const items: FoundItem[] = useItems(shop, asked.trim().slice(0, 80));
  return (
    <Select
      label={t('findItem')}
      placeholder={t('findItemHint')}
      leftSection={<IconSearch size={18} aria-hidden />}
      searchable
      searchValue={words}
      onSearchChange={setWords}
      value={null}
      data={items.map(({ variant_id, name, sku }) => ({ value: variant_id, label: `${name} · ${sku}` }))}
      // The server has found them; what it found is not narrowed again.
      filter={({ options }) => options}
      nothingFoundMessage={t('noneToFind')}
      onChange={(variant) => {
        const found = items.find(({ variant_id }) => variant_id === variant);
        if (found) onFound(found);
        setWords('');
      }}
    />
  );
}
