import { Badge, type MantineColor } from '@mantine/core';
import { useUiTexts } from '@/ui/i18n';

const COLOURS: Record<string, MantineColor> = {
  pending: 'yellow',
  pending_payment: 'yellow',
  approved: 'teal',
  authorized: 'yellow',
  paid: 'blue',
  processing: 'blue',
  packed: 'blue',
  ready_for_pickup: 'teal',
  shipped: 'cyan',
  delivered: 'teal',
  completed: 'green',
  cancelled: 'gray',
  expired: 'gray',
  rejected: 'red',
  suspended: 'red',
  failed: 'red',
  refunded: 'grape',
  partly_refunded: 'grape',
};

interface StatusBadgeProps {
  status: string;
  size?: 'sm' | 'md' | 'lg';
  /** Where it has another name than its state. */
  word?: string;
}

/** The state of an order, a shop order, a payment or a shop, in words and never by colour alone. */
export function StatusBadge({ status, size = 'md', word = status }: StatusBadgeProps) {
  const t = useUiTexts();
  return (
    <Badge
      color={COLOURS[status] ?? 'gray'}
      autoContrast
      size={size}
      variant="light"
      data-status={status}
      // The word is what it is for: whatever stands beside it gives way.
      style={{ flexShrink: 0 }}
    >
      {useUiTexts.has(word) ? t(word) : word}
    </Badge>
  );
}
