import { Button, Group } from '@mantine/core';

interface ReadyReasonsProps {
  reasons: readonly string[];
  chosen: string;
  onChoose: (reason: string) => void;
}

/** The usual answers to "why?", one tap each, above the field for any other. */
export function ReadyReasons({ reasons, chosen, onChoose }: ReadyReasonsProps) {
  return (
    <Group gap="xs">
      {reasons.map((reason) => (
        <Button
          key={reason}
          size="sm"
          variant={reason === chosen ? 'light' : 'default'}
          aria-pressed={reason === chosen}
          onClick={() => onChoose(reason)}
        >
          {reason}
        </Button>
      ))}
    </Group>
  );
}
