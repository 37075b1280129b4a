import { Alert, Button, Group, Text } from '@mantine/core';
import { isProblem } from '@/api/problem';
import { useCheckoutTexts } from '@/features/orders/checkout/i18n';

/** What the server had too little of when the buyer ordered. */
export interface Shortage {
  offer_id: string;
  wanted: number;
  available: number;
}

/** By offer; empty when the refusal is about something else. */
export function shortagesIn(error: unknown): Map<string, Shortage> {
  if (!isProblem(error, 'out_of_stock') || !Array.isArray(error.data.lines)) return new Map();
  const lines = error.data.lines as Shortage[];
  return new Map(lines.map((line) => [line.offer_id, line]));
}

export function isShort(shortage: Shortage | undefined, quantity: number): shortage is Shortage {
  return shortage !== undefined && shortage.available < quantity;
}

interface ShortLineProps {
  shortage: Shortage | undefined;
  /** What is asked for now; once it is no more than there is, all is well again. */
  quantity: number;
  /** 0: take it out. */
  onQuantity: (quantity: number) => void;
}

/** At the line itself: how much there is, and the two ways out. */
export function ShortLine({ shortage, quantity, onQuantity }: ShortLineProps) {
  const t = useCheckoutTexts();
  if (!isShort(shortage, quantity)) return null;
  const { available } = shortage;
  return (
    <Alert color="red" mt="xs" py={6} px="sm" role="alert" data-attention>
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={600}>
          {available > 0 ? t('left', { left: available }) : t('soldOut')}
        </Text>
        <Group gap="xs">
          {available > 0 && (
            <Button size="compact-sm" variant="default" onClick={() => onQuantity(available)}>
              {t('take', { left: available })}
            </Button>
          )}
          <Button size="compact-sm" variant="default" onClick={() => onQuantity(0)}>
            {t('remove')}
          </Button>
        </Group>
      </Group>
    </Alert>
  );
}
