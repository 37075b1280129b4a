import { Badge, Group, Table, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import type { PaymentInBooks } from '@/api/sellerTypes';
import classes from '@/features/payments/books/books.module.css';
import { useBooksTexts } from '@/features/payments/books/i18n';
import { bankName } from '@/features/payments/i18n';
import { Money } from '@/ui/Money';
import { StatusBadge } from '@/ui/StatusBadge';
import { When } from '@/ui/When';

export function PaymentTable({ payments }: { payments: PaymentInBooks[] }) {
  const t = useBooksTexts();
  const wide = useMediaQuery('(min-width: 62em)', undefined, { getInitialValueInEffect: false });
  if (!wide) {
    return (
      <ul className={classes.cards}>
        {payments.map((payment) => (
          <li key={payment.id} className={classes.card}>
            <Group justify="space-between" wrap="nowrap" align="flex-start">
              <Name payment={payment} />
              <Money amount={payment.amount} fw={700} />
            </Group>
            <Payer payment={payment} />
            <Group justify="space-between" mt="xs">
              <State payment={payment} />
              <Text size="sm" c="dimmed">
                <When at={payment.created_at} />
              </Text>
            </Group>
          </li>
        ))}
      </ul>
    );
  }
  return (
    <Table verticalSpacing="sm" highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('payment')}</Table.Th>
          <Table.Th>{t('payer')}</Table.Th>
          <Table.Th>{t('status')}</Table.Th>
          <Table.Th>{t('at')}</Table.Th>
          <Table.Th ta="right">{t('amount')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {payments.map((payment) => (
          <Table.Tr key={payment.id}>
            <Table.Th scope="row" fw={400}>
              <Name payment={payment} />
            </Table.Th>
            <Table.Td>
              <Payer payment={payment} />
            </Table.Td>
            <Table.Td>
              <State payment={payment} />
            </Table.Td>
            <Table.Td>
              <When at={payment.created_at} show="both" />
            </Table.Td>
            <Table.Td ta="right">
              <Money amount={payment.amount} fw={600} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Name({ payment }: { payment: PaymentInBooks }) {
  const t = useBooksTexts();
  return (
    <div>
      <Link to="/admin/payments/$payment" params={{ payment: payment.id }} className={classes.name}>
        {payment.description || payment.id}
      </Link>
      <Text size="sm" c="dimmed">
        {[t(`method_${payment.method}`), bankName(payment.bank)].filter(Boolean).join(' · ')}
      </Text>
    </div>
  );
}

function Payer({ payment }: { payment: PaymentInBooks }) {
  return (
    <div className={classes.payer}>
      <Text size="sm">{payment.payer_name ?? '—'}</Text>
      {payment.payer_email && (
        <Text size="sm" c="dimmed">
          {payment.payer_email}
        </Text>
      )}
    </div>
  );
}

function State({ payment }: { payment: PaymentInBooks }) {
  const t = useBooksTexts();
  return (
    <Group gap={6}>
      <StatusBadge status={payment.status} />
      {payment.flag && <Badge color="red">{t(`flag_${payment.flag}`)}</Badge>}
    </Group>
  );
}
