import { IconShoppingBag } from '@tabler/icons-react';
import { useQueries } from '@tanstack/react-query';
import { useSession } from '@/api/session';
import { CannotBeBought } from '@/app/shop/CannotBeBought';
import { CheckoutForm } from '@/app/shop/CheckoutForm';
import { CheckoutSkeleton } from '@/app/shop/CheckoutSkeleton';
import { useGoOnToPayment } from '@/app/shop/goOnToPayment';
import { useCart } from '@/features/cart/queries';
import { LostAnswer } from '@/features/orders/checkout/CheckoutAlerts';
import { useCheckoutTexts } from '@/features/orders/checkout/i18n';
import { usePlacing } from '@/features/orders/checkout/placing';
import { shopQuery } from '@/features/shops/queries';
import { ButtonLink } from '@/ui/ButtonLink';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorState } from '@/ui/ErrorState';
import { Loaded } from '@/ui/Loaded';
import { Page } from '@/ui/Page';

/** Waits for the cart and its shops, then lets the buyer choose. */
export function CheckoutPage() {
  const t = useCheckoutTexts();
  const { user } = useSession();
  const cart = useCart();
  const known = cart.data?.shops.filter(({ shop }) => shop.name) ?? [];
  const shops = useQueries({ queries: known.map(({ shop }) => shopQuery(shop.id)) });
  const failed = shops.find((shop) => shop.isError);
  const places = shops.flatMap((shop) => shop.data ?? []);
  return (
    <Page title={t('title')}>
      <Loaded query={cart} skeleton={<CheckoutSkeleton />}>
        {(found) => {
          if (found.shops.length === 0) return user && <Nothing buyer={user.id} />;
          if (known.length < found.shops.length) return <CannotBeBought />;
          if (failed) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />;
          if (places.length < shops.length || !user) return <CheckoutSkeleton />;
          return <CheckoutForm cart={found} places={places} buyer={user.id} />;
        }}
      </Loaded>
    </Page>
  );
}

/** Perhaps because it was all ordered a moment ago and only the answer got lost. */
function Nothing({ buyer }: { buyer: string }) {
  const t = useCheckoutTexts();
  const placing = usePlacing(buyer, { onPlaced: useGoOnToPayment(), onRefused: () => undefined });
  if (placing.lost) return <LostAnswer checking={placing.busy} onCheck={placing.check} />;
  return (
    <EmptyState
      icon={IconShoppingBag}
      title={t('empty')}
      action={<ButtonLink to="/orders">{t('toOrders')}</ButtonLink>}
    >
      {t('emptyText')}
    </EmptyState>
  );
}
