import { Button, Card, Group, Text, Title } from '@mantine/core';
import { IconCircle, IconCircleCheckFilled } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useShopEditorTexts } from '@/features/shops/editor/i18n';
import { readStored, writeStored } from '@/lib/stored';

export interface SetupStep {
  key: string;
  label: string;
  done: boolean;
  /** The way to where it is done. */
  link: ReactNode;
}

/** What a shop still lacks before buyers find what they look for; gone once all is done, or when it is put away. */
export function SetupList({ shop, steps }: { shop: string; steps: SetupStep[] }) {
  const t = useShopEditorTexts();
  const name = `setup_put_away.${shop}`;
  const [away, setAway] = useState(() => readStored(name) !== null);
  const done = steps.filter((step) => step.done).length;
  if (away || done === steps.length) return null;
  return (
    <Card component="section" aria-label={t('setup')}>
      <Group justify="space-between" wrap="nowrap" align="flex-start" mb="xs">
        <div>
          <Title order={2} fz="1.125rem">
            {t('setup')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('setupDone', { done, all: steps.length })}
          </Text>
        </div>
        <Button
          variant="subtle"
          size="compact-sm"
          color="gray"
          c="dimmed"
          onClick={() => {
            writeStored(name, 'yes');
            setAway(true);
          }}
        >
          {t('setupPutAway')}
        </Button>
      </Group>
      {steps.map(({ key, label, done: ready, link }) => (
        <Group key={key} gap="sm" wrap="nowrap" mih={48} py={4}>
          {ready ? (
            <IconCircleCheckFilled size={22} color="var(--niaga-good)" aria-label={t('setupReady')} />
          ) : (
            <IconCircle size={22} stroke={1.5} color="var(--mantine-color-dimmed)" aria-hidden />
          )}
          <Text flex={1} lh={1.3} c={ready ? 'dimmed' : undefined} fw={ready ? 400 : 600}>
            {label}
          </Text>
          {!ready && link}
        </Group>
      ))}
    </Card>
  );
}
