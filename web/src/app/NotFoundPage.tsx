import { IconMapQuestion } from '@tabler/icons-react';
import { useAppTexts } from '@/app/i18n';
import { ButtonLink } from '@/ui/ButtonLink';
import { EmptyState } from '@/ui/EmptyState';
import { Page } from '@/ui/Page';

export function NotFoundPage() {
  const t = useAppTexts();
  return (
    <Page title={t('notFoundTitle')} headless>
      <EmptyState
        icon={IconMapQuestion}
        title={t('notFoundTitle')}
        action={<ButtonLink to="/">{t('toHome')}</ButtonLink>}
      >
        {t('notFoundText')}
      </EmptyState>
    </Page>
  );
}
