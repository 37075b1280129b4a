import { Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconWallet } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { WalletEntry } from '@/api/purchaseTypes';
import { usePaymentTexts } from '@/features/payments/i18n';
import { useWalletEntries } from '@/features/payments/queries';
import classes from '@/features/payments/wallet-entries.module.css';
import { rupiah } from '@/lib/money';
import { EmptyState } from '@/ui/EmptyState';
import { Loaded } from '@/ui/Loaded';
import { When } from '@/ui/When';

const PLACES = ['one', 'two', 'three', 'four', 'five'];

/** The statement, newest first. */
export function WalletEntries() {
  const t = usePaymentTexts();
  const entries = useWalletEntries();
  return (
    <Stack component="section" gap="md">
      <Title order={2} fz="lg">
        {t('entries')}
      </Title>
      <Loaded query={entries} skeleton={PLACES.map((place) => <Skeleton key={place} h={56} mb="xs" />)}>
        {({ pages }) =>
          pages[0]?.items.length === 0 ? (
            <EmptyState icon={IconWallet} title={t('noEntries')}>
              {t('noEntriesText')}
            </EmptyState>
          ) : (
            <ul className={classes.list}>
              {pages
                .flatMap((page) => page.items)
                .map((entry) => (
                  <Entry key={entry.id} entry={entry} />
                ))}
            </ul>
          )
        }
      </Loaded>
      {entries.hasNextPage && (
        <Button
          variant="default"
          loading={entries.isFetchingNextPage}
          onClick={() => void entries.fetchNextPage()}
        >
          {t('moreEntries')}
        </Button>
      )}
    </Stack>
  );
}

function Entry({ entry }: { entry: WalletEntry }) {
  const t = usePaymentTexts();
  const came = entry.amount > 0;
  return (
    <li className={classes.entry}>
      <div>
        <EntryTitle entry={entry} />
        <Text size="sm" c="dimmed">
          {numberIn(entry) && `${numberIn(entry)} · `}
          <When at={entry.at} show="both" />
        </Text>
      </div>
      <Group gap={0} className={classes.amounts}>
        <Text span fw={650} c={came ? 'var(--niaga-good)' : undefined} className={classes.digits}>
          {came ? '+' : ''}
          {rupiah(entry.amount)}
        </Text>
        <Text span size="sm" c="dimmed" className={classes.digits}>
          {t('balanceAfter', { balance: rupiah(entry.balance) })}
        </Text>
      </Group>
    </li>
  );
}

/** The order's number, which people know it by. */
function numberIn({ description }: WalletEntry): string | undefined {
  return /NG-\d{6}-[0-9A-Z]+/.exec(description)?.[0];
}

/** Leads to the order, or for a top-up to its payment. */
function EntryTitle({ entry }: { entry: WalletEntry }) {
  const t = usePaymentTexts();
  const title = t(`kind_${entry.kind}`);
  if (entry.kind === 'opening') return <Text fw={600}>{title}</Text>;
  if (entry.kind === 'topup') {
    return (
      <Link
        to="/payments/$payment"
        params={{ payment: entry.reference }}
        className={`${classes.title} reach`}
      >
        {title}
      </Link>
    );
  }
  return (
    <Link to="/orders/$order" params={{ order: entry.reference }} className={`${classes.title} reach`}>
      {title}
    </Link>
  );
}
