import { Stack } from '@mantine/core';
import { IconReceipt, IconSearchOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { OrderFilter } from '@/api/purchaseTypes';
import { useOrderTexts } from '@/features/orders/i18n';
import { OrderCard, OrderCardSkeleton } from '@/features/orders/OrderCard';
import classes from '@/features/orders/orders.module.css';
import { useMyOrders } from '@/features/orders/queries';
import { ORDER_TABS, type OrderSearch } from '@/features/orders/steps';
import { ButtonLink } from '@/ui/ButtonLink';
import { EmptyState } from '@/ui/EmptyState';
import { Loaded } from '@/ui/Loaded';
import { Pages } from '@/ui/Pages';
import { SearchField } from '@/ui/SearchField';

interface OrderListProps {
  search: OrderSearch;
  onPage: (page: number) => void;
  onLookFor: (q: string | undefined) => void;
}

/** One's own orders, newest first; what is shown stands in the address. */
export function OrderList({ search, onPage, onLookFor }: OrderListProps) {
  const t = useOrderTexts();
  const { status, q } = search;
  const orders = useMyOrders(search);
  return (
    <Stack gap="md">
      <search>
        <SearchField label={t('lookFor')} value={q} onSearch={onLookFor} />
      </search>
      <Tabs status={status} q={q} />
      <Loaded
        query={orders}
        skeleton={
          <Stack gap="md">
            <OrderCardSkeleton />
            <OrderCardSkeleton />
            <OrderCardSkeleton />
          </Stack>
        }
      >
        {(found) =>
          found.total === 0 ? (
            <Nothing search={search} />
          ) : (
            <Stack gap="md" style={{ opacity: orders.isPlaceholderData ? 0.6 : 1 }}>
              {found.items.map((order) => (
                <OrderCard key={order.id} order={order} />
              ))}
              <Pages {...found} onChange={onPage} />
            </Stack>
          )
        }
      </Loaded>
    </Stack>
  );
}

/** The page number is no part of which tab this is; having no status is. */
const HERE = { exact: false, includeSearch: true, explicitUndefined: true };

function Tabs({ status, q }: { status: OrderFilter | undefined; q: string | undefined }) {
  const t = useOrderTexts();
  const tabs = useRef<HTMLElement>(null);
  // On a phone the row slides: the chosen one is brought into sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another status, another tab
  useEffect(() => {
    const chosen = tabs.current?.querySelector('[aria-current]');
    chosen?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [status]);
  return (
    <nav ref={tabs} className={classes.tabs} aria-label={t('filter')}>
      <Link to="/orders" search={{ status: undefined, q }} activeOptions={HERE} className={classes.tab}>
        {t('all')}
      </Link>
      {ORDER_TABS.map((tab) => (
        <Link key={tab} to="/orders" search={{ status: tab, q }} activeOptions={HERE} className={classes.tab}>
          {t(`tab_${tab}`)}
        </Link>
      ))}
    </nav>
  );
}

function Nothing({ search: { status, q } }: { search: OrderSearch }) {
  const t = useOrderTexts();
  if (status || q) {
    return (
      <EmptyState
        icon={q ? IconSearchOff : IconReceipt}
        title={q ? t('noneFound', { q }) : t('noneHere')}
        action={
          <ButtonLink to="/orders" search={{}} variant="light">
            {t('showAll')}
          </ButtonLink>
        }
      >
        {t(q ? 'noneFoundText' : 'noneHereText')}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={IconReceipt} title={t('none')} action={<ButtonLink to="/">{t('shop')}</ButtonLink>}>
      {t('noneText')}
    </EmptyState>
  );
}
