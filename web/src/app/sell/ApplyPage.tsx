import { Card } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useNavigate } from '@tanstack/react-router';
import { Header } from '@/app/shop/Header';
import classes from '@/app/shop/shop-layout.module.css';
import { ApplyForm } from '@/features/shops/editor/ApplyForm';
import { useShopEditorTexts } from '@/features/shops/editor/i18n';
import { Page } from '@/ui/Page';

/** The way to a shop of one's own. */
export function ApplyPage() {
  const t = useShopEditorTexts();
  const navigate = useNavigate();
  return (
    <div className={classes.frame}>
      <Header />
      <main id="content" tabIndex={-1} className={classes.content}>
        <Page title={t('applyTitle')} intro={t('applyIntro')} width="reading">
          <Card p={{ base: 'md', sm: 'lg' }}>
            <ApplyForm
              onApplied={(shop) => {
                notifications.show({ color: 'teal', message: t('sent') });
                void navigate({ to: '/sell/$shop', params: { shop: shop.id } });
              }}
            />
          </Card>
        </Page>
      </main>
    </div>
  );
}
