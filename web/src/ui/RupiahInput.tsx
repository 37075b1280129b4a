import { NumberInput, type NumberInputProps } from '@mantine/core';

interface RupiahInputProps
  extends Omit<NumberInputProps, 'value' | 'onChange' | 'prefix' | 'thousandSeparator' | 'decimalSeparator'> {
  /** Null: empty. */
  value: number | null;
  onChange: (value: number | null) => void;
}

/** An amount being typed: `Rp133.000`, whole rupiah only. */
export function RupiahInput({ value, onChange, ...rest }: RupiahInputProps) {
  return (
    <NumberInput
      prefix="Rp"
      thousandSeparator="."
      decimalSeparator=","
      allowDecimal={false}
      allowNegative={false}
      hideControls
      inputMode="numeric"
      value={value ?? ''}
      onChange={(next) => onChange(typeof next === 'number' ? next : null)}
      {...rest}
    />
  );
}
