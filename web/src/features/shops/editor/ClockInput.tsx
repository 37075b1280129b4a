import { TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { readClock } from '@/features/shops/editor/week';

interface ClockInputProps {
  label: string;
  /** `08:30` */
  value: string;
  onChange: (value: string) => void;
}

/** A time of day as it is written here, `08.30`; the browser's own field would follow the browser's language. */
export function ClockInput({ label, value, onChange }: ClockInputProps) {
  const shown = value.replace(':', '.');
  const [typed, setTyped] = useState(shown);
  useEffect(() => setTyped(shown), [shown]);

  function commit() {
    const read = readClock(typed);
    if (read && read !== value) onChange(read);
    else setTyped(shown);
  }

  return (
    <TextInput
      size="sm"
      w={76}
      aria-label={label}
      inputMode="numeric"
      maxLength={5}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && commit()}
      styles={{ input: { textAlign: 'center', fontVariantNumeric: 'tabular-nums' } }}
    />
  );
}
