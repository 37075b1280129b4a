import { Card } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useNavigate } from '@tanstack/react-router';
import { useAppTexts } from '@/app/i18n';
import { BackLink } from '@/app/shop/BackLink';
import { ShopFrame } from '@/app/shop/ShopFrame';
import { ApplyForm } from '@/features/shops/editor/ApplyForm';
import { useShopEditorTexts } from '@/features/shops/editor/i18n';
import { Page } from '@/ui/Page';

/** The way to a shop of one's own. */
export function ApplyPage() {
  const t = useShopEditorTexts();
  const app = useAppTexts();
  const navigate = useNavigate();
  return (
    <ShopFrame>
      <Page
        title={t('applyTitle')}
        intro={t('applyIntro')}
        width="reading"
        above={<BackLink to="/account">{app('account')}</BackLink>}
      >
        <Card p={{ base: 'md', sm: 'lg' }}>
          <ApplyForm
            onApplied={(shop) => {
              notifications.show({ color: 'teal', message: t('sent') });
              void navigate({ to: '/sell/$shop', params: { shop: shop.id } });
            }}
          />
        </Card>
      </Page>
    </ShopFrame>
  );
}
