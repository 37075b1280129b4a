import { List, SegmentedControl, SimpleGrid, Skeleton, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconBuildingStore } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Shop, ShopStatus } from '@/api/types';
import { useProducts } from '@/features/catalog/queries';
import { usePerson } from '@/features/identity/people/queries';
import { useOpenCount } from '@/features/orders/board/queries';
import { DecisionSheet, type Undecided } from '@/features/shops/approvals/DecisionSheet';
import { useApprovalTexts } from '@/features/shops/approvals/i18n';
import { SHOP_STATUSES } from '@/features/shops/approvals/params';
import { type Decision, useDecide, useShopAlone, useShopsByStatus } from '@/features/shops/approvals/queries';
import { ShopReview } from '@/features/shops/approvals/ShopReview';
import { ButtonLink } from '@/ui/ButtonLink';
import { EmptyState } from '@/ui/EmptyState';
import { Loaded } from '@/ui/Loaded';
import { Page } from '@/ui/Page';
import { Pages } from '@/ui/Pages';
import { SearchField } from '@/ui/SearchField';

/** Applications to decide on first, and every other shop by its status. */
export function ApprovalsPage() {
  const t = useApprovalTexts();
  const { status = 'pending', q, page = 1, shop: only } = useSearch({ from: '/admin/shops' });
  const navigate = useNavigate({ from: '/admin/shops' });
  const listed = useShopsByStatus(status, q, page);
  const alone = useShopAlone(only);
  const shops = only ? alone : listed;
  const decide = useDecide();
  const [undecided, setUndecided] = useState<Undecided | null>(null);

  function take(shop: Shop, decision: Decision, reason = '') {
    setUndecided(null);
    const message = t(`did_${decision}`, { name: shop.name });
    decide.mutate(
      { shop, decision, reason },
      { onSuccess: () => notifications.show({ color: 'teal', message }) },
    );
  }

  return (
    <Page
      title={t('title')}
      above={
        only && (
          <ButtonLink to="/admin/shops" variant="subtle" style={{ alignSelf: 'flex-start' }}>
            {t('all')}
          </ButtonLink>
        )
      }
    >
      <Stack gap="md">
        <SegmentedControl
          aria-label={t('status')}
          value={status}
          onChange={(value) => void navigate({ search: { status: value as ShopStatus } })}
          data={SHOP_STATUSES.map((value) => ({ value, label: t(value) }))}
          style={{ maxWidth: '100%', overflowX: 'auto', alignSelf: 'flex-start' }}
        />
        <SearchField
          label={t('search')}
          value={q}
          onSearch={(words) => void navigate({ search: { status, ...(words && { q: words }) } })}
        />
        <Loaded query={shops} skeleton={<ReviewSkeleton />}>
          {({ items, total, size }) =>
            items.length > 0 ? (
              <>
                <SimpleGrid cols={{ base: 1, sm: 2, xl: 3 }}>
                  {items.map((shop) => (
                    <ShopReview
                      key={shop.id}
                      shop={shop}
                      owner={<Owner id={shop.settings?.owner_id} />}
                      deciding={decide.isPending && decide.variables.shop.id === shop.id}
                      onDecide={(decision) =>
                        decision === 'approve' ? take(shop, decision) : setUndecided({ shop, decision })
                      }
                    />
                  ))}
                </SimpleGrid>
                <Pages
                  page={page}
                  size={size}
                  total={total}
                  onChange={(next) => void navigate({ search: { status, ...(q && { q }), page: next } })}
                />
              </>
            ) : (
              <EmptyState icon={IconBuildingStore} title={q ? t('noneFound') : t(`none_${status}`)}>
                {t(status === 'pending' && !q ? 'none_pendingText' : 'noneText')}
              </EmptyState>
            )
          }
        </Loaded>
      </Stack>
      <DecisionSheet
        undecided={undecided}
        effects={undecided && <SuspendEffects shop={undecided.shop} />}
        onClose={() => setUndecided(null)}
        onDecide={({ shop, decision }, reason) => take(shop, decision, reason)}
      />
    </Page>
  );
}

function Owner({ id }: { id: string | undefined }) {
  const owner = usePerson(id).data;
  return owner ? [owner.name, owner.email].filter(Boolean).join(' · ') : '…';
}

/** What suspending the shop would do right now. */
function SuspendEffects({ shop }: { shop: Shop }) {
  const t = useApprovalTexts();
  const products = useProducts({ shop: shop.id, size: 1 }).data?.total;
  const orders = useOpenCount(shop.id).data;
  if (products === undefined || orders === undefined) return <Skeleton h={72} />;
  return (
    <List spacing={4}>
      <List.Item>{t('effectSelling', { count: products })}</List.Item>
      <List.Item>{orders > 0 ? t('effectOrders', { count: orders }) : t('effectNoOrders')}</List.Item>
      <List.Item>{t('effectAgain')}</List.Item>
    </List>
  );
}

function ReviewSkeleton() {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, xl: 3 }}>
      <Skeleton h={240} radius="lg" />
      <Skeleton h={240} radius="lg" />
    </SimpleGrid>
  );
}
