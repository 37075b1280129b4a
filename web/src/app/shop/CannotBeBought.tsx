import { Alert, Group, Text } from '@mantine/core';
import { useCheckoutTexts } from '@/features/orders/checkout/i18n';
import { ButtonLink } from '@/ui/ButtonLink';

/** Something in the cart has to be dealt with there first. */
export function CannotBeBought() {
  const t = useCheckoutTexts();
  return (
    <Alert color="yellow" role="alert" title={t('cannot')}>
      <Group justify="space-between">
        <Text size="sm">{t('cannotText')}</Text>
        <ButtonLink to="/cart" size="sm">
          {t('toCart')}
        </ButtonLink>
      </Group>
    </Alert>
  );
}
