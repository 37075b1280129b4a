import { Button, Chip, Group, Select, Skeleton, Stack } from '@mantine/core';
import { IconCreditCard } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { refined } from '@/app/refined';
import { PAYMENT_STATUSES, type PaymentsParams } from '@/features/payments/books/filters';
import { useBooksTexts } from '@/features/payments/books/i18n';
import { PaymentTable } from '@/features/payments/books/PaymentTable';
import { usePayments } from '@/features/payments/books/queries';
import { EmptyState } from '@/ui/EmptyState';
import { useUiTexts } from '@/ui/i18n';
import { Loaded } from '@/ui/Loaded';
import { Page } from '@/ui/Page';
import { Pages } from '@/ui/Pages';

export function PaymentsPage() {
  const t = useBooksTexts();
  const ui = useUiTexts();
  const { page = 1, ...filters } = useSearch({ from: '/admin/payments' });
  const navigate = useNavigate({ from: '/admin/payments' });
  const payments = usePayments({ ...filters, page });

  const change = (changes: { [K in keyof PaymentsParams]?: PaymentsParams[K] | undefined }) =>
    void navigate({ search: refined(filters, changes) });

  return (
    <Page title={t('title')}>
      <Stack gap="md">
        <Group gap="sm">
          <Select
            aria-label={t('status')}
            placeholder={t('anyStatus')}
            clearable
            data={PAYMENT_STATUSES.map((value) => ({ value, label: ui(value) }))}
            value={filters.status ?? null}
            onChange={(value) => change({ status: PAYMENT_STATUSES.find((one) => one === value) })}
          />
          <Chip
            color="red.8"
            checked={filters.flagged === true}
            onChange={(on) => change({ flagged: on ? true : undefined })}
          >
            {t('onlyFlagged')}
          </Chip>
        </Group>
        <Loaded query={payments} skeleton={<Skeleton h={420} radius="lg" />}>
          {({ items, total, size }) =>
            items.length > 0 ? (
              <>
                <PaymentTable payments={items} />
                <Pages page={page} size={size} total={total} onChange={(next) => change({ page: next })} />
              </>
            ) : (
              <EmptyState
                icon={IconCreditCard}
                title={t(filters.flagged ? 'noneFlagged' : 'none')}
                action={<Button onClick={() => void navigate({ search: {} })}>{t('clear')}</Button>}
              >
                {!filters.flagged && t('noneText')}
              </EmptyState>
            )
          }
        </Loaded>
      </Stack>
    </Page>
  );
}
