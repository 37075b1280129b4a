import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Shop } from '@/api/types';
import { useApprovalTexts } from '@/features/shops/approvals/i18n';
import type { Decision } from '@/features/shops/approvals/queries';
import { Sheet } from '@/ui/Sheet';

const SHORTEST_REASON = 3;

export interface Undecided {
  shop: Shop;
  decision: Exclude<Decision, 'approve'>;
}

interface DecisionSheetProps {
  /** Null: closed. */
  undecided: Undecided | null;
  /** What suspending would do now. */
  effects: ReactNode;
  onClose: () => void;
  onDecide: (undecided: Undecided, reason: string) => void;
}

/** Asks for the reason, and says what it leads to, before a shop is turned away. */
export function DecisionSheet({ undecided, effects, onClose, onDecide }: DecisionSheetProps) {
  const t = useApprovalTexts();
  return (
    <Sheet
      opened={undecided !== null}
      onClose={onClose}
      title={undecided ? t(`${undecided.decision}Of`, { name: undecided.shop.name }) : ''}
    >
      {undecided && (
        <Reason
          key={undecided.shop.id}
          undecided={undecided}
          effects={effects}
          onClose={onClose}
          onDecide={onDecide}
        />
      )}
    </Sheet>
  );
}

function Reason({ undecided, effects, onClose, onDecide }: DecisionSheetProps & { undecided: Undecided }) {
  const t = useApprovalTexts();
  const [reason, setReason] = useState('');
  const { decision } = undecided;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onDecide(undecided, reason.trim());
      }}
    >
      <Stack gap="md">
        <Text>{t(`${decision}Text`)}</Text>
        {decision === 'suspend' && effects}
        <Textarea
          label={t('reasonLabel')}
          required
          autosize
          minRows={2}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('keep')}
          </Button>
          <Button type="submit" color="red.8" disabled={reason.trim().length < SHORTEST_REASON}>
            {t(decision)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
