import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { onLeaving } from '@/lib/leaving';

const SHOWN_MS = 7_000;

interface Undoable {
  message: string;
  undoLabel: string;
  onUndo: () => void;
  /** When it was not undone in time, or the page is left: what cannot be taken back happens only now. */
  onKept?: () => void;
}

/** Says what was done and offers to take it back for a while. Closing it by hand keeps what was done. */
export function undoToast({ message, undoLabel, onUndo, onKept }: Undoable): void {
  let undone = false;
  const id = notifications.show({
    autoClose: SHOWN_MS,
    onClose: () => {
      calledOff?.();
      if (!undone) onKept?.();
    },
    message: (
      <Group justify="space-between" wrap="nowrap">
        {message}
        <Button
          size="compact-sm"
          variant="light"
          style={{ flexShrink: 0 }}
          onClick={() => {
            undone = true;
            notifications.hide(id);
            onUndo();
          }}
        >
          {undoLabel}
        </Button>
      </Group>
    ),
  });
  const calledOff = onKept && onLeaving(() => notifications.hide(id));
}
