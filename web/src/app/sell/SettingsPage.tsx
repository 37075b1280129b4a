import { Stack } from '@mantine/core';
import { useSellTexts } from '@/app/sell/i18n';
import { useSellShop } from '@/app/sell/sellShop';
import { DeliverySection } from '@/features/shops/editor/DeliverySection';
import { HolidaysSection } from '@/features/shops/editor/HolidaysSection';
import { HoursSection } from '@/features/shops/editor/HoursSection';
import { PicturesSection } from '@/features/shops/editor/PicturesSection';
import { PointsSection } from '@/features/shops/editor/PointsSection';
import { ProfileSection } from '@/features/shops/editor/ProfileSection';
import { Page } from '@/ui/Page';

export function SettingsPage() {
  const t = useSellTexts();
  const shop = useSellShop();
  return (
    <Page title={t('settingsTitle')} width="reading">
      <Stack gap="md">
        <ProfileSection shop={shop} />
        <PicturesSection shop={shop} />
        <HoursSection shop={shop} />
        <HolidaysSection shop={shop} />
        <PointsSection shop={shop} />
        <DeliverySection shop={shop} />
      </Stack>
    </Page>
  );
}
