import { Alert, Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconHourglass } from '@tabler/icons-react';
import type { Shop } from '@/api/types';
import { useShopEditorTexts } from '@/features/shops/editor/i18n';
import { useReapply } from '@/features/shops/editor/queries';
import { ButtonLink } from '@/ui/ButtonLink';

/** Why a shop does not sell yet, or not any more, and what its owner can do about it. */
export function StandingNotice({ shop }: { shop: Shop }) {
  const t = useShopEditorTexts();
  const reapply = useReapply(shop);
  const reason = shop.settings?.reason;
  if (shop.status === 'approved') return null;
  if (shop.status === 'pending') {
    return (
      <Alert color="yellow" icon={<IconHourglass aria-hidden />} title={t('pendingTitle')}>
        {t('pendingText')}
      </Alert>
    );
  }
  const rejected = shop.status === 'rejected';
  return (
    <Alert
      color="red"
      icon={<IconAlertTriangle aria-hidden />}
      title={t(rejected ? 'rejectedTitle' : 'suspendedTitle')}
    >
      {reason && (
        <Text fw={600}>
          {shop.settings?.reason_code === 'owner_gone' ? t('ownerGone') : t('reason', { reason })}
        </Text>
      )}
      <Text size="sm">{t(rejected ? 'rejectedText' : 'suspendedText')}</Text>
      {rejected && (
        <Group mt="sm" gap="xs">
          <ButtonLink to="/sell/$shop/settings" params={{ shop: shop.id }} variant="default" size="sm">
            {t('toSettings')}
          </ButtonLink>
          <Button
            size="sm"
            loading={reapply.isPending}
            onClick={() =>
              reapply.mutate(undefined, {
                onSuccess: () => notifications.show({ color: 'teal', message: t('reapplied') }),
              })
            }
          >
            {t('reapply')}
          </Button>
        </Group>
      )}
    </Alert>
  );
}
