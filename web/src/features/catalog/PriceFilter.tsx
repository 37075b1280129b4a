import { Button, Group, Text } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import { useCatalogTexts } from '@/features/catalog/i18n';
import { rupiah } from '@/lib/money';
import { RupiahInput } from '@/ui/RupiahInput';

const MAX_PRICE = 999_999_999_999;

interface PriceFilterProps {
  min: number | undefined;
  max: number | undefined;
  /** The cheapest and the dearest of what was found, shown as a hint. */
  range: { min: number; max: number } | null;
  onChange: (min: number | undefined, max: number | undefined) => void;
}

/** Two amounts, taken over together on Enter: filtering at every digit would jump about. */
export function PriceFilter({ min, max, range, onChange }: PriceFilterProps) {
  const t = useCatalogTexts();
  const [low, setLow] = useState(min ?? null);
  const [high, setHigh] = useState(max ?? null);
  useEffect(() => {
    setLow(min ?? null);
    setHigh(max ?? null);
  }, [min, max]);

  function submit(event: FormEvent) {
    event.preventDefault();
    const swapped = low !== null && high !== null && low > high;
    const [from, to] = swapped ? [high, low] : [low, high];
    onChange(from ?? undefined, to ?? undefined);
  }

  const field = { size: 'sm', max: MAX_PRICE, flex: 1, miw: 0 } as const;
  return (
    <form onSubmit={submit}>
      <Group gap="xs" wrap="nowrap" align="flex-end">
        <RupiahInput {...field} label={t('minPrice')} value={low} onChange={setLow} />
        <RupiahInput {...field} label={t('maxPrice')} value={high} onChange={setHigh} />
        <Button type="submit" size="sm" variant="light" px="sm" aria-label={`OK: ${t('price')}`}>
          OK
        </Button>
      </Group>
      {range && (
        <Text size="xs" c="dimmed" mt={6}>
          {t('priceRange', { min: rupiah(range.min), max: rupiah(range.max) })}
        </Text>
      )}
    </form>
  );
}
