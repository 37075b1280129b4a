import type { Shop } from '@/api/types';
import { useSellTexts } from '@/app/sell/i18n';
import { useOwnProducts } from '@/features/catalog/editor/queries';
import { SetupList } from '@/features/shops/editor/SetupList';
import { ButtonLink } from '@/ui/ButtonLink';

/** The first steps of a new shop, each with the way to it. */
export function SetUp({ shop }: { shop: Shop }) {
  const t = useSellTexts();
  const products = useOwnProducts(shop.id, {}).data;
  if (!products) return null;
  const params = { shop: shop.id };
  const look = { variant: 'light', size: 'compact-md' } as const;
  const settings = (
    <ButtonLink to="/sell/$shop/settings" params={params} {...look}>
      {t('setupFill')}
    </ButtonLink>
  );
  const add = (
    <ButtonLink to="/sell/$shop/products/new" params={params} {...look}>
      {t('setupAdd')}
    </ButtonLink>
  );
  return (
    <SetupList
      shop={shop.id}
      steps={[
        { key: 'product', label: t('setupProduct'), done: products.total > 0, link: add },
        {
          key: 'about',
          label: t('setupAbout'),
          done: Boolean(shop.description && shop.address),
          link: settings,
        },
        { key: 'logo', label: t('setupLogo'), done: shop.logo_url !== null, link: settings },
        { key: 'hours', label: t('setupHours'), done: shop.opening_hours.length > 0, link: settings },
      ]}
    />
  );
}
