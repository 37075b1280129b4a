import { Button, Skeleton, Stack, Text } from '@mantine/core';
import { IconCreditCard } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { refined } from '@/app/refined';
import type { PaymentsParams } from '@/features/payments/books/filters';
import { useBooksTexts } from '@/features/payments/books/i18n';
import { PaymentFilters } from '@/features/payments/books/PaymentFilters';
import { PaymentTable } from '@/features/payments/books/PaymentTable';
import { usePayments } from '@/features/payments/books/queries';
import { EmptyState } from '@/ui/EmptyState';
import { Loaded } from '@/ui/Loaded';
import { Page } from '@/ui/Page';
import { Pages } from '@/ui/Pages';

export function PaymentsPage() {
  const t = useBooksTexts();
  const { page = 1, ...filters } = useSearch({ from: '/admin/payments' });
  const navigate = useNavigate({ from: '/admin/payments' });
  const payments = usePayments({ ...filters, page });
  const onlyFlagged = Object.keys(filters).length === 1 && filters.flagged;

  const change = (changes: { [K in keyof PaymentsParams]?: PaymentsParams[K] | undefined }) =>
    void navigate({ search: refined(filters, changes) });

  return (
    <Page title={t('title')}>
      <Stack gap="md">
        <PaymentFilters params={filters} onChange={change} />
        <Loaded query={payments} skeleton={<Skeleton h={420} radius="lg" />}>
          {({ items, total, size }) =>
            items.length > 0 ? (
              <>
                <Text size="sm" c="dimmed" role="status">
                  {t('found', { count: total })}
                </Text>
                <PaymentTable payments={items} />
                <Pages page={page} size={size} total={total} onChange={(next) => change({ page: next })} />
              </>
            ) : (
              <EmptyState
                icon={IconCreditCard}
                title={t(onlyFlagged ? 'noneFlagged' : 'none')}
                action={<Button onClick={() => void navigate({ search: {} })}>{t('clear')}</Button>}
              >
                {!onlyFlagged && t(filters.q ? 'noneFound' : 'noneText')}
              </EmptyState>
            )
          }
        </Loaded>
      </Stack>
    </Page>
  );
}
