import { Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useOrderTexts } from '@/features/orders/i18n';
import classes from '@/features/orders/orders.module.css';
import { rupiah } from '@/lib/money';
import { joined } from '@/lib/unbroken';
import { Money } from '@/ui/Money';
import { Picture } from '@/ui/Picture';

interface LineRowProps {
  line: {
    product_id: string;
    name: string;
    options: Record<string, string>;
    image_url: string | null;
    note: string;
    quantity: number;
    unit_price: number;
    subtotal: number;
  };
  /** What there is to say or do about this line. */
  children?: ReactNode;
}

/** One line of an order or a quote. */
export function LineRow({ line, children }: LineRowProps) {
  const t = useOrderTexts();
  const options = Object.values(line.options).join(', ');
  return (
    <li className={classes.line}>
      <div className={classes.thumb}>
        <Picture src={line.image_url} alt="" />
      </div>
      <div className={classes.words}>
        <Group justify="space-between" align="flex-start" wrap="nowrap" gap="sm">
          <Link
            to="/products/$product"
            params={{ product: line.product_id }}
            className={`${classes.name} reach`}
          >
            {joined(line.name)}
          </Link>
          <Money amount={line.subtotal} fw={600} />
        </Group>
        <Text size="sm" c="dimmed">
          {line.quantity} × {rupiah(line.unit_price)}
          {options && ` · ${options}`}
        </Text>
        {line.note && (
          <Text size="sm" c="dimmed" fs="italic">
            {t('note', { note: line.note })}
          </Text>
        )}
        {children}
      </div>
    </li>
  );
}
