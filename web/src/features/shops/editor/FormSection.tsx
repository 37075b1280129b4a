import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useShopEditorTexts } from '@/features/shops/editor/i18n';

interface FormSectionProps {
  title: string;
  text: string;
  /** Without it there is nothing to save: what is in it saves itself. */
  onSubmit?: (event?: FormEvent<HTMLFormElement>) => void;
  saving?: boolean;
  changed?: boolean;
  children: ReactNode;
}

/** One part of the settings, saved for itself, so that a mistake elsewhere does not hold it up. */
export function FormSection({ title, text, onSubmit, saving = false, changed, children }: FormSectionProps) {
  const t = useShopEditorTexts();
  const content = (
    <Stack gap="md">
      <div>
        <Title order={2} fz="1.125rem">
          {title}
        </Title>
        <Text size="sm" c="dimmed">
          {text}
        </Text>
      </div>
      {children}
      {onSubmit && (
        <Group justify="flex-end">
          <Button type="submit" loading={saving} disabled={changed === false}>
            {t('save')}
          </Button>
        </Group>
      )}
    </Stack>
  );
  return (
    <Card component="section" aria-label={title} p={{ base: 'md', sm: 'lg' }}>
      {onSubmit ? (
        <form noValidate onSubmit={onSubmit}>
          {content}
        </form>
      ) : (
        content
      )}
    </Card>
  );
}
