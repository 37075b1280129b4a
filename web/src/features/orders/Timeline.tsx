import { Button, Timeline as Line, Stack, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { ShopOrder, ShopOrderStatus } from '@/api/purchaseTypes';
import { useOrderTexts } from '@/features/orders/i18n';
import classes from '@/features/orders/orders.module.css';
import { reasonOf } from '@/features/orders/reasons';
import { stepsTaken, stepsToCome } from '@/features/orders/steps';
import { When } from '@/ui/When';

const BAD: ReadonlySet<ShopOrderStatus> = new Set(['cancelled', 'rejected']);

interface TimelineProps {
  part: ShopOrder;
  /** Paid at the shop, so that paying is not a step before preparing. */
  cash: boolean;
}

/** What has happened with one shop's part, by whom, and what is still to come. */
export function Timeline({ part, cash }: TimelineProps) {
  const t = useOrderTexts();
  const wide = useMediaQuery('(min-width: 48em)', undefined, { getInitialValueInEffect: false });
  const [opened, setOpened] = useState(false);
  const allTaken = stepsTaken(part.history);
  const allToCome = stepsToCome(part, cash);
  // On a phone: where it is now and what comes next; the rest is a tap away.
  const whole = wide || opened;
  const taken = whole ? allTaken : allTaken.slice(-1);
  const toCome = whole ? allToCome : allToCome.slice(0, 1);
  const hidden = allTaken.length + allToCome.length > 2;
  return (
    <Stack gap="xs" align="flex-start">
      <Line active={taken.length - 1} bulletSize={22} lineWidth={2} aria-label={t('history')}>
        {taken.map((step) => (
          <Line.Item
            key={`${step.status}-${step.at}`}
            color={BAD.has(step.status) ? 'red' : 'teal'}
            bullet={
              BAD.has(step.status) ? <IconX size={13} stroke={3} /> : <IconCheck size={13} stroke={3} />
            }
            title={t(`step_${step.status}`)}
          >
            <Text size="sm" c="dimmed">
              <When at={step.at} show="both" /> · {t(`by_${step.actor}`)}
            </Text>
            {step.reason && <Text size="sm">{reasonOf(step, 'buyer')}</Text>}
          </Line.Item>
        ))}
        {toCome.map((status) => (
          <Line.Item
            key={status}
            title={t(`step_${status}`)}
            className={classes.toCome}
            lineVariant="dashed"
          />
        ))}
      </Line>
      {!wide && hidden && (
        <Button variant="subtle" ml={-16} aria-expanded={opened} onClick={() => setOpened(!opened)}>
          {t(opened ? 'hideHistory' : 'showHistory')}
        </Button>
      )}
    </Stack>
  );
}
