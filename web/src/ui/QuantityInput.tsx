import { ActionIcon, Group, NumberInput } from '@mantine/core';
import { IconMinus, IconPlus } from '@tabler/icons-react';
import { useUiTexts } from '@/ui/i18n';

interface QuantityInputProps {
  value: number;
  onChange: (value: number) => void;
  max: number;
  min?: number;
  /** What is being counted, for screen readers: "Jumlah Nasi goreng". */
  label?: string;
  disabled?: boolean;
}

/** − 2 + with targets of at least 36 px; typing works too and is held between the limits. */
export function QuantityInput(props: QuantityInputProps) {
  const { value, onChange, max, min = 1, label, disabled = false } = props;
  const t = useUiTexts();
  const name = label ? `${t('quantity')} ${label}` : t('quantity');
  return (
    <Group gap={4} wrap="nowrap" role="group" aria-label={name}>
      <ActionIcon
        variant="default"
        size={36}
        radius="xl"
        aria-label={t('less')}
        disabled={disabled || value <= min}
        onClick={() => onChange(value - 1)}
      >
        <IconMinus size={16} />
      </ActionIcon>
      <NumberInput
        value={value}
        onChange={(next) => typeof next === 'number' && next >= min && next <= max && onChange(next)}
        min={min}
        max={max}
        clampBehavior="strict"
        allowDecimal={false}
        allowNegative={false}
        hideControls
        disabled={disabled}
        size="sm"
        w={48}
        aria-label={name}
        styles={{ input: { textAlign: 'center', paddingInline: 4, fontWeight: 600 } }}
      />
      <ActionIcon
        variant="default"
        size={36}
        radius="xl"
        aria-label={t('more')}
        disabled={disabled || value >= max}
        onClick={() => onChange(value + 1)}
      >
        <IconPlus size={16} />
      </ActionIcon>
    </Group>
  );
}
