import { Container, Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTitle } from '@/lib/title';

const WIDTHS = { wide: 'var(--niaga-width)', work: '64rem', reading: '48rem', narrow: '30rem' };

interface PageProps {
  title: string;
  /** The page shows its own big heading (a product's name, a shop's): this names only the tab. */
  headless?: boolean;
  intro?: string;
  /** Buttons beside the heading. */
  actions?: ReactNode;
  /** `narrow` for forms, `work` for long ones, `reading` for a single column of cards or text. */
  width?: keyof typeof WIDTHS;
  /** Over the heading: the way back up. */
  above?: ReactNode;
  children: ReactNode;
}

export function Page({
  title,
  headless = false,
  intro,
  actions,
  width = 'wide',
  above,
  children,
}: PageProps) {
  useTitle(title);
  return (
    <Container size={WIDTHS[width]} px={{ base: 'md', sm: 'lg' }} py={{ base: 'md', sm: 'xl' }}>
      <Stack gap="lg">
        {above}
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
