import { Text, type TextProps } from '@mantine/core';
import { rupiah } from '@/lib/money';
import classes from '@/ui/money.module.css';

/** An amount in a column or a sentence; digits of one width so that columns line up. */
export function Money({ amount, ...rest }: { amount: number } & TextProps) {
  return (
    <Text span inherit className={classes.money} {...rest}>
      {rupiah(amount)}
    </Text>
  );
}
