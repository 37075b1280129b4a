import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconShoppingBag } from '@tabler/icons-react';
import { useSession } from '@/api/session';
import type { Cart } from '@/api/types';
import { CartGroups, CartSkeleton } from '@/features/cart/CartGroups';
import { useCartTexts } from '@/features/cart/i18n';
import { piecesIn, troubled } from '@/features/cart/lines';
import { useCart, useTidy } from '@/features/cart/queries';
import { useCatalogTexts } from '@/features/catalog/i18n';
import { ProductSection } from '@/features/catalog/ProductSection';
import { ClosedNote } from '@/features/shops/ClosedNote';
import { useShopsById } from '@/features/shops/queries';
import { ButtonLink } from '@/ui/ButtonLink';
import { EmptyState } from '@/ui/EmptyState';
import { Loaded } from '@/ui/Loaded';
import { Money } from '@/ui/Money';
import { Page } from '@/ui/Page';
import { StickySummary } from '@/ui/StickySummary';

export function CartPage() {
  const t = useCartTexts();
  const cart = useCart();
  return (
    <Page title={t('title')}>
      <Loaded query={cart} skeleton={<CartSkeleton />}>
        {(found) => (found.shops.length === 0 ? <EmptyCart /> : <FullCart cart={found} />)}
      </Loaded>
    </Page>
  );
}

function EmptyCart() {
  const t = useCartTexts();
  const catalog = useCatalogTexts();
  return (
    <>
      <EmptyState
        icon={IconShoppingBag}
        title={t('emptyTitle')}
        action={<ButtonLink to="/search">{t('browse')}</ButtonLink>}
      >
        {t('emptyText')}
      </EmptyState>
      <ProductSection
        title={catalog('popularNow')}
        query={{ sort: 'popular', in_stock: true }}
        count={6}
        all={{ sort: 'popular' }}
        optional
      />
    </>
  );
}

function FullCart({ cart }: { cart: Cart }) {
  const t = useCartTexts();
  const { status } = useSession();
  const blocked = troubled(cart).length > 0;
  const shops = useShopsById(cart.shops.filter(({ shop }) => shop.name).map(({ shop }) => shop.id));
  return (
    <StickySummary
      summary={
        <Stack gap="xs">
          <Title order={2} fz="lg">
            {t('summary')}
          </Title>
          <Text c="dimmed">
            {t('pieces', { count: piecesIn(cart) })} {t('fromShops', { count: cart.shops.length })}
          </Text>
          {cart.shops.length > 1 &&
            cart.shops.map(({ shop, subtotal }) => (
              <Group key={shop.id} justify="space-between" wrap="nowrap" gap="sm">
                <Text size="sm" c="dimmed" truncate>
                  {shop.name || t('goneShop')}
                </Text>
                <Money amount={subtotal} fz="sm" />
              </Group>
            ))}
          <Text size="sm" c="dimmed">
            {t('beforeDelivery')}
          </Text>
          {status === 'guest' && (
            <Text size="sm" c="dimmed">
              {t('guestHint')}
            </Text>
          )}
        </Stack>
      }
      action={
        <Group justify="space-between">
          <div>
            <Text size="sm" c="dimmed">
              {t('total')}
            </Text>
            <Money amount={cart.total} fw={750} fz="1.25rem" />
          </div>
          {blocked ? (
            <Button size="md" flex="1 0 auto" disabled>
              {t('checkout')}
            </Button>
          ) : (
            <ButtonLink to="/checkout" size="md" flex="1 0 auto">
              {t('checkout')}
            </ButtonLink>
          )}
        </Group>
      }
    >
      <Stack gap="md">
        {blocked && <Troubles cart={cart} />}
        {cart.left_out && cart.left_out.length > 0 && (
          <Alert color="blue" role="status">
            {t('leftOut', { names: cart.left_out.map(({ name }) => name).join(', ') })}
          </Alert>
        )}
        <CartGroups cart={cart} stateOf={(shop) => <ClosedNote shop={shops.get(shop)} />} />
      </Stack>
    </StickySummary>
  );
}

/** What keeps the cart from being bought, and one button that mends it. */
function Troubles({ cart }: { cart: Cart }) {
  const t = useCartTexts();
  const tidy = useTidy();
  const items = troubled(cart);
  return (
    <Alert
      color="yellow"
      icon={<IconAlertTriangle aria-hidden />}
      title={t('troubles', { count: items.length })}
      role="alert"
    >
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{t('troublesText')}</Text>
        <Button size="sm" loading={tidy.isPending} onClick={() => tidy.mutate(items)}>
          {t('tidy')}
        </Button>
      </Stack>
    </Alert>
  );
}
