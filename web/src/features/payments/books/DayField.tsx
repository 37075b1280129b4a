import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { isDay } from '@/features/payments/books/filters';

interface DayFieldProps {
  label: string;
  /** `2026-11-21`; undefined: no limit. */
  value: string | undefined;
  onPick: (day: string | undefined) => void;
}

/** Counts once it is a whole day, or empty: until then it shows what is being typed. */
export function DayField({ label, value, onPick }: DayFieldProps) {
  const [typed, setTyped] = useState<string>();
  return (
    <TextInput
      type="date"
      label={label}
      flex={1}
      miw="9rem"
      value={typed ?? value ?? ''}
      onChange={({ currentTarget: { value: said } }) => {
        const whole = said === '' || isDay(said);
        setTyped(whole ? undefined : said);
        if (whole) onPick(said || undefined);
      }}
    />
  );
}
