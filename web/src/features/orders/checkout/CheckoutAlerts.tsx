import { Alert, Button, Stack, Text } from '@mantine/core';
import { isProblem } from '@/api/problem';
import { useCheckoutTexts } from '@/features/orders/checkout/i18n';
import { rupiah } from '@/lib/money';
import { ButtonLink } from '@/ui/ButtonLink';
import { problemText } from '@/ui/problemTexts';

/** Why the order was not made, said where the button is. */
export function Refused({ error }: { error: unknown }) {
  const t = useCheckoutTexts();
  if (!error) return null;
  return (
    <Alert color="red" role="alert" data-attention>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{sentence()}</Text>
        <WayOut error={error} />
      </Stack>
    </Alert>
  );

  function sentence(): string {
    if (isProblem(error, 'out_of_stock')) return t(error.data.order_id ? 'inOwnOrder' : 'nothingHeld');
    if (isProblem(error, 'price_changed')) {
      const { expected_total, total } = error.data;
      return t('totalChanged', { old: rupiah(Number(expected_total)), new: rupiah(Number(total)) });
    }
    if (isProblem(error, 'insufficient_balance')) {
      const { balance, wanted } = error.data;
      return t('walletShort', { missing: rupiah(Number(wanted) - Number(balance)) });
    }
    return problemText(error);
  }
}

function WayOut({ error }: { error: unknown }) {
  const t = useCheckoutTexts();
  if (isProblem(error, 'out_of_stock') && error.data.order_id) {
    return (
      <ButtonLink
        to="/orders/$order"
        params={{ order: String(error.data.order_id) }}
        size="sm"
        variant="default"
      >
        {t('seeOwnOrder')}
      </ButtonLink>
    );
  }
  if (isProblem(error, 'too_many_unpaid')) {
    return (
      <ButtonLink to="/orders" search={{ status: 'pending_payment' }} size="sm" variant="default">
        {t('seeUnpaid')}
      </ButtonLink>
    );
  }
  return null;
}

/** An order was sent and nobody knows what became of it: the only thing to do is to ask with the same key. */
export function LostAnswer({ checking, onCheck }: { checking: boolean; onCheck: () => void }) {
  const t = useCheckoutTexts();
  return (
    <Alert color="yellow" role="alert" title={t('lost')} data-attention>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{t('lostText')}</Text>
        <Button size="sm" loading={checking} onClick={onCheck}>
          {t('checkLost')}
        </Button>
      </Stack>
    </Alert>
  );
}
