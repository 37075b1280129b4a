import { Box, Button, Group, Stack, Text, Title } from '@mantine/core';
import { isProblem } from '@/api/problem';
import type { Method, Quote } from '@/api/purchaseTypes';
import type { Shop } from '@/api/types';
import { Amounts } from '@/features/orders/Amounts';
import { LostAnswer, Refused } from '@/features/orders/checkout/CheckoutAlerts';
import { useCheckoutTexts } from '@/features/orders/checkout/i18n';
import type { Placing } from '@/features/orders/checkout/placing';
import { isShort, shortagesIn } from '@/features/orders/checkout/ShortLine';
import { usePaymentTexts } from '@/features/payments/i18n';
import { ClosedNote } from '@/features/shops/ClosedNote';
import { Money } from '@/ui/Money';

interface CheckoutSummaryProps {
  quote: Quote;
  placing: Placing;
}

interface SummaryProps extends CheckoutSummaryProps {
  places: Shop[];
}

/** Every shop's part and every amount, and what stands in the way of ordering. */
export function CheckoutSummary({ quote, placing, places }: SummaryProps) {
  const t = useCheckoutTexts();
  return (
    <Stack gap="md">
      <Title order={2} fz="lg">
        {t('summary')}
      </Title>
      {placing.lost && <LostAnswer checking={placing.busy} onCheck={placing.check} />}
      {stands(placing.refusal, quote) && <Refused error={placing.refusal} />}
      {quote.shops.length > 1 && (
        <Stack gap={4}>
          {quote.shops.map(({ shop, total }) => (
            <Group key={shop.id} justify="space-between" wrap="nowrap" gap="sm">
              <Text size="sm" truncate>
                {shop.name}
              </Text>
              <Money amount={total} fz="sm" />
            </Group>
          ))}
        </Stack>
      )}
      <div aria-live="polite">
        <Amounts amounts={quote} />
      </div>
      {places.map((shop) => (
        <ClosedNote key={shop.id} shop={shop} named />
      ))}
      <Text size="sm" c="dimmed">
        {t('safe')}
      </Text>
    </Stack>
  );
}

/** A shortage that has been mended since is no reason any more. */
function stands(refusal: unknown, quote: Quote): boolean {
  if (!isProblem(refusal, 'out_of_stock')) return refusal !== null;
  const shortages = shortagesIn(refusal);
  const lines = quote.shops.flatMap((part) => part.lines);
  return lines.some((line) => isShort(shortages.get(line.offer_id), line.quantity));
}

interface CheckoutActionProps extends CheckoutSummaryProps {
  /** None is chosen yet. */
  method: Method | undefined;
  /** Another total is on its way. */
  waiting: boolean;
  onPlace: () => void;
}

/** The total and the button: always in sight. */
export function CheckoutAction({ quote, placing, method, waiting, onPlace }: CheckoutActionProps) {
  const t = useCheckoutTexts();
  const payment = usePaymentTexts();
  return (
    <Group justify="space-between">
      {/* On a desktop the amounts stand right above. */}
      <Box hiddenFrom="md">
        {/* How to pay is two screens above. */}
        <Text size="sm" c="dimmed">
          {method ? payment(method) : t('total')}
        </Text>
        <Money amount={quote.total} fw={750} fz="1.25rem" />
      </Box>
      <Button
        size="md"
        flex="1 0 auto"
        loading={placing.busy}
        disabled={waiting || placing.lost}
        onClick={onPlace}
      >
        {t(method === 'cash' ? 'orderCash' : 'order')}
      </Button>
    </Group>
  );
}
