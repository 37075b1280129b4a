import { Anchor, Group, Stack, Text, Title, VisuallyHidden } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useSession } from '@/api/session';
import { useAppTexts } from '@/app/i18n';
import { Hero } from '@/app/shop/Hero';
import { LookedAt } from '@/app/shop/LookedAt';
import { CategoryTiles, CategoryTilesSkeleton } from '@/features/catalog/CategoryTiles';
import { useCatalogTexts } from '@/features/catalog/i18n';
import { ProductSection } from '@/features/catalog/ProductSection';
import { useCategories } from '@/features/catalog/queries';
import { BoughtBefore } from '@/features/orders/BoughtBefore';
import { useShopTexts } from '@/features/shops/i18n';
import { useShops } from '@/features/shops/queries';
import { ShopList, ShopListSkeleton } from '@/features/shops/ShopList';
import { Loaded } from '@/ui/Loaded';
import { Page } from '@/ui/Page';

const OPEN_SHOPS = { open_now: true, size: 8 } as const;

export function HomePage() {
  const t = useAppTexts();
  const catalog = useCatalogTexts();
  const { status } = useSession();
  const categories = useCategories();
  // Nothing else will come either: said once, and asked for again together.
  const unreachable = categories.isError && categories.data === undefined;
  const pictures = (categories.data ?? []).flatMap((category) => category.image_url ?? []);
  return (
    <Page title={t('home')} headless>
      <Stack gap="var(--niaga-section)">
        {status === 'guest' ? (
          <Hero pictures={pictures} />
        ) : (
          <VisuallyHidden component="h1">{t('home')}</VisuallyHidden>
        )}
        <section aria-label={catalog('categories')}>
          <Loaded query={categories} skeleton={<CategoryTilesSkeleton />}>
            {(tree) => <CategoryTiles categories={tree} />}
          </Loaded>
        </section>
        {!unreachable && <Shelves />}
      </Stack>
    </Page>
  );
}

function Shelves() {
  const catalog = useCatalogTexts();
  const { status } = useSession();
  return (
    <>
      {(status === 'signed_in' || status === 'starting') && <BoughtBefore />}
      <OpenShops />
      <LookedAt />
      <ProductSection
        title={catalog('popularNow')}
        query={{ sort: 'popular', in_stock: true }}
        count={12}
        all={{ sort: 'popular' }}
      />
      <ProductSection
        title={catalog('foodNow')}
        query={{ kind: 'food', sort: 'popular', in_stock: true }}
        count={6}
        all={{ kind: 'food' }}
        optional
      />
      <ProductSection
        title={catalog('justIn')}
        query={{ sort: 'newest', in_stock: true }}
        count={6}
        all={{ sort: 'newest' }}
        optional
      />
    </>
  );
}

function OpenShops() {
  const t = useShopTexts();
  const shops = useShops(OPEN_SHOPS);
  return (
    <Stack component="section" gap="md" aria-label={t('nearYou')}>
      <Group justify="space-between" align="baseline" wrap="nowrap">
        <Title order={2} fz={{ base: '1.25rem', sm: '1.5rem' }}>
          {t('nearYou')}
        </Title>
        <Anchor renderRoot={(props) => <Link to="/shops" {...props} />} size="sm" fw={600}>
          {t('all')}
        </Anchor>
      </Group>
      <Loaded query={shops} skeleton={<ShopListSkeleton shape="row" count={OPEN_SHOPS.size} />}>
        {({ items }) =>
          items.length > 0 ? <ShopList shops={items} shape="row" /> : <Text c="dimmed">{t('noneOpen')}</Text>
        }
      </Loaded>
    </Stack>
  );
}
