import { Badge, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useHealth } from '@/app/admin/health';
import { useAdminTexts } from '@/app/admin/i18n';
import { WaitingShops } from '@/app/admin/WaitingShops';
import { usePeople } from '@/features/identity/people/queries';
import { useFlaggedCount } from '@/features/payments/books/queries';
import { usePendingCount, useShopsByStatus } from '@/features/shops/approvals/queries';
import { ErrorState } from '@/ui/ErrorState';
import { Page } from '@/ui/Page';
import { TaskTile } from '@/ui/TaskTile';
import { TaskTiles } from '@/ui/TaskTiles';

/** What waits for an administrator, and whether the platform is well. */
export function AdminHomePage() {
  const t = useAdminTexts();
  const pending = usePendingCount();
  const flagged = useFlaggedCount();
  return (
    <Page title={t('homeTitle')}>
      <Stack gap="lg">
        <TaskTiles label={t('todo')}>
          <TaskTile
            to="/admin/shops"
            count={pending}
            label={t('applications')}
            detail={t(pending ? 'applicationsText' : 'noApplications')}
            tone="now"
          />
          <TaskTile
            to="/admin/payments"
            search={{ flagged: true }}
            count={flagged}
            label={t('flagged')}
            detail={t(flagged ? 'flaggedText' : 'noneFlagged')}
            tone="low"
          />
          <TaskTile
            to="/admin/shops"
            search={{ status: 'approved' }}
            count={useShopsByStatus('approved', undefined, 1).data?.total}
            label={t('shopsOpen')}
          />
          <TaskTile to="/admin/users" count={usePeople({ page: 1 }).data?.total} label={t('people')} />
        </TaskTiles>
        <WaitingShops />
        <System />
      </Stack>
    </Page>
  );
}

function System() {
  const t = useAdminTexts();
  const health = useHealth();
  if (health.isError) return <ErrorState error={health.error} onRetry={() => void health.refetch()} />;
  if (!health.data) return null;
  const { status, checks } = health.data;
  return (
    <Card component="section" aria-label={t('system')}>
      <Group justify="space-between">
        <Title order={2} fz="1.125rem">
          {t('system')}
        </Title>
        <Badge color={status === 'ok' ? 'teal' : 'red'} size="lg">
          {t(`system_${status}`)}
        </Badge>
      </Group>
      {status !== 'ok' && (
        <Text size="sm" c="dimmed" mt="xs">
          {Object.entries(checks)
            .filter(([, said]) => said !== 'ok')
            .map(([name, said]) => `${name}: ${said}`)
            .join(' · ')}
        </Text>
      )}
    </Card>
  );
}
