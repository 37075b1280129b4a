import { useAppTexts } from '@/app/i18n';
import { useProducts } from '@/features/catalog/queries';
import { Loaded } from '@/ui/Loaded';
import { Page } from '@/ui/Page';
import { ProductGrid, ProductGridSkeleton } from '@/ui/ProductGrid';

export function HomePage() {
  const t = useAppTexts();
  const popular = useProducts({ sort: 'popular', size: 12 });
  return (
    <Page title={t('home')} headless>
      <Loaded query={popular} skeleton={<ProductGridSkeleton />}>
        {(page) => <ProductGrid products={page.items} eager={4} />}
      </Loaded>
    </Page>
  );
}
