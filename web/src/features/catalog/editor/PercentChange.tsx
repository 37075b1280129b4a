import { Button, Group, NumberInput, Select } from '@mantine/core';
import { useState } from 'react';
import { ROUNDINGS } from '@/features/catalog/editor/prices';
import { usePricingTexts } from '@/features/catalog/editor/pricingTexts';
import { rupiah } from '@/lib/money';

const USUAL_ROUNDING = 500;

interface PercentChangeProps {
  count: number;
  onApply: (percent: number, rounding: number) => void;
}

/** Everything up by 5 %, to the nearest Rp500: shown in the table first, saved when one says so. */
export function PercentChange({ count, onApply }: PercentChangeProps) {
  const t = usePricingTexts();
  const [percent, setPercent] = useState(5);
  const [rounding, setRounding] = useState(USUAL_ROUNDING);
  return (
    <Group align="flex-end" gap="sm">
      <NumberInput
        label={t('percent')}
        size="sm"
        w={150}
        min={-90}
        max={500}
        decimalSeparator=","
        value={percent}
        onChange={(value) => setPercent(typeof value === 'number' ? value : 0)}
      />
      <Select
        label={t('rounding')}
        size="sm"
        w={130}
        data={ROUNDINGS.map((value) => ({ value: String(value), label: rupiah(value) }))}
        value={String(rounding)}
        onChange={(value) => setRounding(Number(value) || 1)}
        allowDeselect={false}
      />
      <Button variant="default" disabled={percent === 0} onClick={() => onApply(percent, rounding)}>
        {t('applyAll', { count })}
      </Button>
    </Group>
  );
}
