import { useRouter } from '@tanstack/react-router';
import { InboxList } from '@/features/notifications/InboxList';
import { useNotificationTexts } from '@/features/notifications/i18n';
import { Page } from '@/ui/Page';

export function NotificationsPage() {
  const t = useNotificationTexts();
  const router = useRouter();
  return (
    <Page title={t('title')} width="reading">
      <InboxList open={(path) => router.history.push(path)} />
    </Page>
  );
}
