import {
  ActionIcon,
  Anchor,
  Box,
  Button,
  Card,
  CopyButton,
  Group,
  Skeleton,
  Stack,
  Text,
  Title,
} from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { isProblem } from '@/api/problem';
import type { Order } from '@/api/purchaseTypes';
import { NotFoundPage } from '@/app/NotFoundPage';
import { PickupPlace } from '@/app/shop/PickupPlace';
import { AddressText } from '@/features/identity/AddressText';
import { Amounts } from '@/features/orders/Amounts';
import { CancelSheet } from '@/features/orders/cancel/CancelSheet';
import { useOrderTexts } from '@/features/orders/i18n';
import { OrderAgain } from '@/features/orders/OrderAgain';
import { OrderCardSkeleton, OrderStatusBadge } from '@/features/orders/OrderCard';
import { OrderNotices } from '@/features/orders/OrderNotices';
import { useOrder } from '@/features/orders/queries';
import { ShopOrderCard } from '@/features/orders/ShopOrderCard';
import { cancellable, inHandFirst } from '@/features/orders/steps';
import { ContactShop } from '@/features/shops/ContactShop';
import { useShop } from '@/features/shops/queries';
import { unbroken } from '@/lib/unbroken';
import { Loaded } from '@/ui/Loaded';
import { Money } from '@/ui/Money';
import { Page } from '@/ui/Page';
import { SideBySide } from '@/ui/SideBySide';
import { When } from '@/ui/When';

export function OrderPage() {
  const { order: id } = useParams({ from: '/shop/orders/$order' });
  const order = useOrder(id);
  const t = useOrderTexts();
  if (isProblem(order.error, 'not_found')) return <NotFoundPage />;
  const title = order.data ? t('number', { number: order.data.number }) : t('title');
  return (
    <Page title={title} headless>
      <Loaded query={order} skeleton={<OrderCardSkeleton />}>
        {(found) => <OrderView order={found} />}
      </Loaded>
    </Page>
  );
}

function OrderView({ order }: { order: Order }) {
  const t = useOrderTexts();
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-start">
        <div>
          <Group gap={4} wrap="nowrap">
            <Title order={1} fz={{ base: '1.25rem', sm: '1.75rem' }} style={{ overflowWrap: 'anywhere' }}>
              {t('number', { number: unbroken(order.number) })}
            </Title>
            <CopyNumber number={order.number} />
          </Group>
          <Text c="dimmed">
            {t('placed')} <When at={order.placed_at} show="both" />
          </Text>
          {/* On a phone the summary stands far below. */}
          <Text hiddenFrom="md">
            <Money amount={order.total} fw={700} /> ·{' '}
            {t(`method_${order.payment?.method ?? order.payment_method}`)}
          </Text>
        </div>
        <Group gap="xs">
          <OrderStatusBadge order={order} size="lg" />
          <Box hiddenFrom="md">
            <Cancel order={order} />
          </Box>
        </Group>
      </Group>
      <OrderNotices order={order} />
      <SideBySide aside={<OrderSummary order={order} />}>
        <Stack gap="md">
          {inHandFirst(order.shop_orders).map((part) => (
            <ShopOrderCard
              key={part.id}
              order={order}
              part={part}
              pickupPlace={<PickupAt shop={part.shop.id} />}
              contact={<Contact shop={part.shop.id} about={t('number', { number: part.number })} />}
            />
          ))}
        </Stack>
      </SideBySide>
    </Stack>
  );
}

function CopyNumber({ number }: { number: string }) {
  const t = useOrderTexts();
  return (
    <CopyButton value={number} timeout={2500}>
      {({ copied, copy }) => (
        <ActionIcon
          variant="subtle"
          color={copied ? 'teal' : 'gray'}
          size={44}
          aria-label={t(copied ? 'copied' : 'copyNumber')}
          onClick={copy}
        >
          {copied ? <IconCheck size={20} aria-hidden /> : <IconCopy size={20} aria-hidden />}
        </ActionIcon>
      )}
    </CopyButton>
  );
}

function Contact({ shop, about }: { shop: string; about: string }) {
  const found = useShop(shop).data;
  return found ? <ContactShop shop={found} about={about} /> : null;
}

function PickupAt({ shop }: { shop: string }) {
  const place = useShop(shop);
  if (place.isError) return null;
  return place.data ? <PickupPlace shop={place.data} /> : <Skeleton h={42} w={220} />;
}

function Cancel({ order }: { order: Order }) {
  const t = useOrderTexts();
  const [cancelling, setCancelling] = useState(false);
  if (cancellable(order).length === 0) return null;
  return (
    <>
      <Button variant="subtle" color="red" fullWidth onClick={() => setCancelling(true)}>
        {t('cancel')}
      </Button>
      <CancelSheet order={order} opened={cancelling} onClose={() => setCancelling(false)} />
    </>
  );
}

function OrderSummary({ order }: { order: Order }) {
  const t = useOrderTexts();
  const navigate = useNavigate();
  return (
    <Card component="aside" aria-label={t('payment')}>
      <Stack gap="md">
        <Amounts amounts={order} />
        <div>
          <Text size="sm" c="dimmed">
            {t('payment')}
          </Text>
          <Text>{t(`method_${order.payment?.method ?? order.payment_method}`)}</Text>
          <Anchor
            renderRoot={(props) => (
              <Link
                to="/payments/$payment"
                params={{ payment: order.payment?.id ?? order.payment_id }}
                {...props}
              />
            )}
            size="sm"
          >
            {t('paymentDetails')}
          </Anchor>
        </div>
        {order.address && (
          <div>
            <Text size="sm" c="dimmed">
              {t('deliverTo')}
            </Text>
            <AddressText address={order.address} />
          </div>
        )}
        <OrderAgain order={order.id} onFilled={() => void navigate({ to: '/cart' })} fullWidth />
        <Box visibleFrom="md">
          <Cancel order={order} />
        </Box>
      </Stack>
    </Card>
  );
}
