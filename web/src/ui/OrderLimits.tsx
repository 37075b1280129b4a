import { Text, type TextProps } from '@mantine/core';
import { useUiTexts } from '@/ui/i18n';

interface OrderLimitsProps extends TextProps {
  least: number;
  most: number | null;
}

/** How many of something one order may have; nothing where any number will do. */
export function OrderLimits({ least, most, ...rest }: OrderLimitsProps) {
  const t = useUiTexts();
  if (least === 1 && most === null) return null;
  if (most === null) return <Text {...rest}>{t('atLeast', { least })}</Text>;
  return <Text {...rest}>{least === 1 ? t('atMost', { most }) : t('between', { least, most })}</Text>;
}
