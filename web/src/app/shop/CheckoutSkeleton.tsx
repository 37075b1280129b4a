import { Skeleton, Stack } from '@mantine/core';
import { StickySummary } from '@/ui/StickySummary';

export function CheckoutSkeleton() {
  return (
    <StickySummary
      summary={<Skeleton h={150} aria-hidden />}
      action={<Skeleton h={44} radius="xl" aria-hidden />}
    >
      <Stack gap="md" aria-busy>
        <Skeleton h={220} radius="lg" />
        <Skeleton h={320} radius="lg" />
        <Skeleton h={420} radius="lg" />
      </Stack>
    </StickySummary>
  );
}
