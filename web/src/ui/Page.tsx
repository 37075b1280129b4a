import { Container, Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTitle } from '@/lib/title';

interface PageProps {
  title: string;
  /** The page shows its own big heading (a product's name, a shop's): this names only the tab. */
  headless?: boolean;
  intro?: string;
  /** Buttons beside the heading. */
  actions?: ReactNode;
  /** `narrow` for forms and single columns of text. */
  width?: 'wide' | 'narrow';
  children: ReactNode;
}

export function Page({ title, headless = false, intro, actions, width = 'wide', children }: PageProps) {
  useTitle(title);
  return (
    <Container
      size={width === 'wide' ? 'var(--niaga-width)' : '30rem'}
      px={{ base: 'md', sm: 'lg' }}
      py={{ base: 'md', sm: 'xl' }}
    >
      <Stack gap="lg">
        {!headless && (
          <Group justify="space-between" align="flex-end">
            <div>
              <Title order={1} fz={{ base: '1.5rem', sm: '2rem' }}>
                {title}
              </Title>
              {intro && <Text c="dimmed">{intro}</Text>}
            </div>
            {actions}
          </Group>
        )}
        {children}
      </Stack>
    </Container>
  );
}
