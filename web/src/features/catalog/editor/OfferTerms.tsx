import { Button, Stack, Text } from '@mantine/core';
import type { ShopOffer } from '@/api/sellerTypes';
import { type SaleState, saleState } from '@/features/catalog/editor/terms';
import { useTermsTexts } from '@/features/catalog/editor/termsTexts';
import { rupiah } from '@/lib/money';
import { OrderLimits } from '@/ui/OrderLimits';
import { When } from '@/ui/When';

interface OfferTermsProps {
  offer: ShopOffer;
  zone: string;
  now: number;
  name: string;
  onSet: () => void;
}

/** What is planned for this price and how many one may buy, with the way to change it. */
export function OfferTerms({ offer, zone, now, name, onSet }: OfferTermsProps) {
  const t = useTermsTexts();
  const state = saleState(offer, now);
  return (
    // As high as the fields beside it, so that a lone button is in their middle.
    <Stack gap={2} align="flex-start" justify="center" mih={36}>
      {state !== 'none' && <Sale offer={offer} zone={zone} state={state} />}
      <OrderLimits size="xs" least={offer.min_quantity} most={offer.max_quantity} />
      <Button variant="light" size="compact-sm" aria-label={t('setOf', { name })} onClick={onSet}>
        {t('set')}
      </Button>
    </Stack>
  );
}

interface SaleProps {
  offer: ShopOffer;
  zone: string;
  state: Exclude<SaleState, 'none'>;
}

function Sale({ offer, zone, state }: SaleProps) {
  const t = useTermsTexts();
  const { sale_price, sale_starts_at, sale_ends_at } = offer;
  const over = state === 'over';
  return (
    <Text size="xs" {...(over && { c: 'dimmed' })} data-sale={state}>
      <Text span size="xs" fw={600}>
        {t(state, { price: rupiah(sale_price ?? 0) })}
      </Text>
      {state === 'planned' && sale_starts_at && (
        <>
          {' '}
          {t('from')} <When at={sale_starts_at} zone={zone} show="both" />
        </>
      )}
      {!over && sale_ends_at && (
        <>
          {' '}
          {t('until')} <When at={sale_ends_at} zone={zone} show="both" />
        </>
      )}
    </Text>
  );
}
