import { Badge, Group, Text, VisuallyHidden } from '@mantine/core';
import { discountPercent, rupiah } from '@/lib/money';
import { useUiTexts } from '@/ui/i18n';
import classes from '@/ui/money.module.css';

interface PriceProps {
  price: number;
  compareAt?: number | null | undefined;
  /** "mulai Rp12.000": several offers, this is the cheapest. */
  from?: boolean;
  size?: 'md' | 'lg' | 'xl';
  /** The price alone with what it was: how much is off stands elsewhere. */
  plain?: boolean;
}

const SIZES = { md: '1rem', lg: '1.25rem', xl: '1.75rem' };

/** What a thing costs, with what it cost before. */
export function Price({ price, compareAt, from = false, size = 'md', plain = false }: PriceProps) {
  const t = useUiTexts();
  const percent = discountPercent(price, compareAt);
  return (
    <Group gap={6} align="baseline">
      {from && (
        <Text span size="xs" c="dimmed">
          {t('from')}
        </Text>
      )}
      <span className={classes.price} style={{ fontSize: SIZES[size] }}>
        {rupiah(price)}
      </span>
      {percent > 0 && compareAt && (
        <>
          <Text span size="xs" c="dimmed" td="line-through">
            <VisuallyHidden>{t('before')} </VisuallyHidden>
            {rupiah(compareAt)}
          </Text>
          {!plain && <Badge size="sm">{t('off', { percent })}</Badge>}
        </>
      )}
    </Group>
  );
}
