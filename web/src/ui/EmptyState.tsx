import { Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { type Icon, IconBasket } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  icon?: Icon;
  title: string;
  /** What to do next. */
  children?: ReactNode;
  /** The button that does it. */
  action?: ReactNode;
}

export function EmptyState({ icon: Icon = IconBasket, title, children, action }: EmptyStateProps) {
  return (
    <Stack align="center" ta="center" gap="sm" py={48} px="md" maw={480} mx="auto">
      <ThemeIcon size={88} radius={44} variant="light" aria-hidden>
        <Icon size={40} stroke={1.5} />
      </ThemeIcon>
      <Title order={2} fz="1.25rem" mt="xs">
        {title}
      </Title>
      {children && <Text c="dimmed">{children}</Text>}
      {action}
    </Stack>
  );
}
