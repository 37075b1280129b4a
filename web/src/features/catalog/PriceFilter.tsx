import { Button, Group, NumberInput } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import { useCatalogTexts } from '@/features/catalog/i18n';

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
  const [low, setLow] = useState<number | ''>(min ?? '');
  const [high, setHigh] = useState<number | ''>(max ?? '');
  useEffect(() => {
    setLow(min ?? '');
    setHigh(max ?? '');
  }, [min, max]);

  function submit(event: FormEvent) {
    event.preventDefault();
    const swapped = low !== '' && high !== '' && low > high;
    const [from, to] = swapped ? [high, low] : [low, high];
    onChange(from === '' ? undefined : from, to === '' ? undefined : to);
  }

  const money = {
    prefix: 'Rp',
    thousandSeparator: '.',
    decimalSeparator: ',',
    allowDecimal: false,
    allowNegative: false,
    hideControls: true,
    size: 'sm',
    max: 999_999_999_999,
    styles: { root: { flex: 1, minWidth: 0 } },
  } as const;
  const amount = (value: string | number) => (typeof value === 'number' ? value : '');

  return (
    <form onSubmit={submit}>
      <Group gap="xs" wrap="nowrap" align="flex-end">
        <NumberInput
          {...money}
          label={t('minPrice')}
          placeholder={range ? `Rp${range.min.toLocaleString('id-ID')}` : 'Rp0'}
          value={low}
          onChange={(value) => setLow(amount(value))}
        />
        <NumberInput
          {...money}
          label={t('maxPrice')}
          placeholder={range ? `Rp${range.max.toLocaleString('id-ID')}` : ''}
          value={high}
          onChange={(value) => setHigh(amount(value))}
        />
        <Button type="submit" size="sm" variant="light" px="sm" aria-label={`OK: ${t('price')}`}>
          OK
        </Button>
      </Group>
    </form>
  );
}
