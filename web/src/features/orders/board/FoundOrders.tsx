import { Group, Skeleton, Text } from '@mantine/core';
import { IconSearchOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useBoardTexts } from '@/features/orders/board/i18n';
import { useFoundOrders } from '@/features/orders/board/queries';
import { Tickets } from '@/features/orders/board/Tickets';
import { EmptyState } from '@/ui/EmptyState';
import { Loaded } from '@/ui/Loaded';
import { Pages } from '@/ui/Pages';

interface FoundOrdersProps {
  shop: string;
  /** The shop's own. */
  zone: string;
  q: string;
  page: number;
  onOpen: (order: string) => void;
  onPage: (page: number) => void;
  back: ReactNode;
}

/** Orders with this in their number, old ones too. */
export function FoundOrders({ shop, zone, q, page, onOpen, onPage, back }: FoundOrdersProps) {
  const t = useBoardTexts();
  return (
    <>
      <Group justify="space-between">
        <Text role="status">{t('found', { q })}</Text>
        {back}
      </Group>
      <Loaded query={useFoundOrders(shop, q, page)} skeleton={<Skeleton h={190} maw={320} radius="lg" />}>
        {({ items, total, size }) =>
          items.length > 0 ? (
            <>
              <Tickets shop={shop} orders={items} zone={zone} onOpen={onOpen} />
              <Pages page={page} size={size} total={total} onChange={onPage} />
            </>
          ) : (
            <EmptyState icon={IconSearchOff} title={t('nothingFound')}>
              {t('nothingFoundText')}
            </EmptyState>
          )
        }
      </Loaded>
    </>
  );
}
