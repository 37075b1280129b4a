import { ActionIcon, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconMinus, IconPlus } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { useUiTexts } from '@/ui/i18n';
import { type Bounds, settled } from '@/ui/quantity';

interface QuantityInputProps extends Bounds {
  value: number;
  onChange: (value: number) => void;
  /** Something else than what was typed is in the field now, and the field says why. */
  onHeld?: () => void;
  /** What is being counted, for screen readers: "Jumlah Nasi goreng". */
  label?: string;
  disabled?: boolean;
  /** False where a change costs a request: then only what is left in the field counts, not each digit. */
  live?: boolean;
}

const MAX_DIGITS = 6;

/**
 * − 2 + with targets of 44 px. Any number may be typed; once the field is left it is held between the limits, and
 * which limit that was is said: nobody gets another number than they typed without a word.
 */
export function QuantityInput(props: QuantityInputProps) {
  const { value, onChange, onHeld, max, min = 1, stock, label, disabled = false, live = true } = props;
  const t = useUiTexts();
  const [typed, setTyped] = useState<string | null>(null);
  const [held, setHeld] = useState<ReturnType<typeof settled>['held']>(null);
  const name = label ? `${t('quantity')} ${label}` : t('quantity');

  function type(text: string) {
    const digits = text.replace(/\D/g, '').slice(0, MAX_DIGITS);
    setTyped(digits);
    setHeld(null);
    const wanted = Number(digits);
    if (live && wanted >= min && wanted <= max) onChange(wanted);
  }

  function settle() {
    if (typed === null) return;
    const found = settled(typed, value, { min, max, stock });
    setTyped(null);
    setHeld(found.held);
    if (found.value !== value) onChange(found.value);
    if (found.held) onHeld?.();
  }

  function step(to: number) {
    setTyped(null);
    setHeld(null);
    onChange(to);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter') settle();
    if (event.key === 'Escape') setTyped(null);
  }

  return (
    <Stack gap={2}>
      <Group gap={0} wrap="nowrap" role="group" aria-label={name}>
        <ActionIcon
          variant="default"
          size={44}
          radius="xl"
          aria-label={t('less')}
          disabled={disabled || value <= min}
          onClick={() => step(value - 1)}
        >
          <IconMinus size={16} />
        </ActionIcon>
        <TextInput
          value={typed ?? String(value)}
          onChange={(event) => type(event.currentTarget.value)}
          onFocus={(event) => event.currentTarget.select()}
          onBlur={settle}
          onKeyDown={onKeyDown}
          inputMode="numeric"
          autoComplete="off"
          disabled={disabled}
          size="sm"
          w="calc(3ch + 1.125rem)"
          aria-label={name}
          styles={{ input: { textAlign: 'center', height: 44, paddingInline: 2, fontWeight: 600 } }}
        />
        <ActionIcon
          variant="default"
          size={44}
          radius="xl"
          aria-label={t('more')}
          disabled={disabled || value >= max}
          onClick={() => step(value + 1)}
        >
          <IconPlus size={16} />
        </ActionIcon>
      </Group>
      <Text size="xs" fw={600} c="var(--mantine-color-error)" role="status">
        {held && t(held.why, { count: held.limit })}
      </Text>
    </Stack>
  );
}
