import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTwinTexts } from '@/features/catalog/twins/i18n';
import { useFoundProducts } from '@/features/catalog/twins/queries';

const TYPING_MS = 250;
const LONGEST = 200;

interface ProductPickProps {
  /** What one looks for it as, for screen readers too. */
  label: string;
  /** Chosen on the other side already. */
  without: string | undefined;
  onPick: (id: string) => void;
}

/** Finds one product by name or code. */
export function ProductPick({ label, without, onPick }: ProductPickProps) {
  const t = useTwinTexts();
  const [words, setWords] = useState('');
  const [asked] = useDebouncedValue(words.trim().slice(0, LONGEST), TYPING_MS);
  const found = useFoundProducts(asked).data ?? [];
  return (
    <Select
      label={`${t('pick')}: ${label}`}
      placeholder={t('pickHint')}
      leftSection={<IconSearch size={18} aria-hidden />}
      searchable
      searchValue={words}
      onSearchChange={setWords}
      value={null}
      data={found
        .filter(({ id }) => id !== without)
        .map(({ id, name, slug }) => ({ value: id, label: `${name} · ${slug}` }))}
      // The server has found them; what it found is not narrowed again.
      filter={({ options }) => options}
      nothingFoundMessage={asked ? t('nothing') : undefined}
      onChange={(id) => id && onPick(id)}
    />
  );
}
