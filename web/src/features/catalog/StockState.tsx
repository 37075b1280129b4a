import { Text } from '@mantine/core';
import { useCatalogTexts } from '@/features/catalog/i18n';

/** From here on the exact number helps to decide. */
const FEW = 10;

export function StockState({ available }: { available: number }) {
  const t = useCatalogTexts();
  if (available === 0) {
    return (
      <Text span size="sm" c="dimmed">
        {t('soldOut')}
      </Text>
    );
  }
  return (
    <Text span size="sm" fw={600} c={available <= FEW ? 'var(--niaga-price)' : 'var(--niaga-good)'}>
      {available <= FEW ? t('left', { count: available }) : t('available')}
    </Text>
  );
}
