import { Group, Text } from '@mantine/core';
import { IconClockHour4 } from '@tabler/icons-react';
import type { ShopOrder } from '@/api/purchaseTypes';
import { useOrderTexts } from '@/features/orders/i18n';
import { When } from '@/ui/When';

type Estimated = Pick<ShopOrder, 'status' | 'prep_minutes' | 'ready_at'>;

interface ReadyByProps {
  part: Estimated;
  /** The shop's own; where it is not known the reader's. */
  zone?: string | undefined;
}

/** When it will be ready: by the clock once the shop is at work, until then how long that takes. Says nothing when the
 * shop has not said. */
export function ReadyBy({ part, zone }: ReadyByProps) {
  const t = useOrderTexts();
  const waits = part.status === 'pending' || part.status === 'paid';
  if (!part.ready_at && !(waits && part.prep_minutes !== null)) return null;
  return (
    <Group gap={6} wrap="nowrap" fz="sm">
      <IconClockHour4 size={16} stroke={1.75} aria-hidden style={{ flexShrink: 0 }} />
      <Text span inherit>
        {part.ready_at ? (
          <>
            {t('readyAbout')} <When at={part.ready_at} zone={zone} />
          </>
        ) : (
          t('readyIn', { count: part.prep_minutes ?? 0 })
        )}
      </Text>
    </Group>
  );
}
