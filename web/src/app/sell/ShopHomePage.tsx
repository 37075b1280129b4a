import { Group, Stack } from '@mantine/core';
import { useSellTexts } from '@/app/sell/i18n';
import { OtherShops } from '@/app/sell/OtherShops';
import { SetUp } from '@/app/sell/SetUp';
import { mayIn, useSellShop } from '@/app/sell/sellShop';
import { WorkNow } from '@/app/sell/WorkNow';
import { OpenState } from '@/features/shops/OpenState';
import { ButtonLink } from '@/ui/ButtonLink';
import { Page } from '@/ui/Page';

/** Where a day in the shop begins: what has to be done now, and what a new shop still lacks. */
export function ShopHomePage() {
  const t = useSellTexts();
  const shop = useSellShop();
  const settings = mayIn(shop, 'settings');
  const everSold = shop.status === 'approved' || shop.status === 'suspended';
  return (
    <Page
      title={t('homeTitle')}
      actions={
        everSold && (
          <Group gap="xs">
            <OpenState shop={shop} />
            {settings && (
              <ButtonLink
                to="/sell/$shop/settings"
                params={{ shop: shop.id }}
                variant="subtle"
                size="compact-sm"
              >
                {t('changeHours')}
              </ButtonLink>
            )}
          </Group>
        )
      }
    >
      <Stack gap="lg">
        {everSold && <WorkNow shop={shop} />}
        {settings && <SetUp shop={shop} />}
        <OtherShops />
      </Stack>
    </Page>
  );
}
