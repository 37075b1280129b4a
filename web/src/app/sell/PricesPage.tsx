import { Skeleton, Stack } from '@mantine/core';
import { IconTag } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { BackToProducts } from '@/app/sell/BackToProducts';
import { useSellShop } from '@/app/sell/sellShop';
import { useEditorTexts } from '@/features/catalog/editor/i18n';
import { OfferTable } from '@/features/catalog/editor/OfferTable';
import { usePricingTexts } from '@/features/catalog/editor/pricingTexts';
import { useShopOffers } from '@/features/catalog/editor/queries';
import { ButtonLink } from '@/ui/ButtonLink';
import { EmptyState } from '@/ui/EmptyState';
import { Loaded } from '@/ui/Loaded';
import { Page } from '@/ui/Page';
import { Pages } from '@/ui/Pages';
import { SearchField } from '@/ui/SearchField';

const PAGE_SIZE = 50;

export function PricesPage() {
  const t = usePricingTexts();
  const editor = useEditorTexts();
  const shop = useSellShop();
  const { q, page = 1, product } = useSearch({ from: '/sell/$shop/products/prices' });
  const navigate = useNavigate({ from: '/sell/$shop/products/prices' });
  const offers = useShopOffers(shop.id, {
    page,
    size: PAGE_SIZE,
    ...(q && { q }),
    ...(product && { product_id: product }),
  });
  return (
    <Page title={t('pricesTitle')} intro={t('pricesIntro')} width="work" above={<BackToProducts />}>
      <Stack gap="md">
        <SearchField
          label={editor('search')}
          value={q}
          onSearch={(words) => void navigate({ search: words ? { q: words } : {} })}
        />
        <Loaded query={offers} skeleton={<Skeleton h={420} radius="lg" />}>
          {({ items, total, size }) =>
            items.length > 0 ? (
              <>
                {/* Another page is another table: what was typed and not saved does not follow. */}
                <OfferTable key={`${q}.${page}`} shop={shop.id} zone={shop.timezone} offers={items} />
                <Pages
                  page={page}
                  size={size}
                  total={total}
                  onChange={(next) =>
                    void navigate({ search: { ...(q && { q }), ...(next > 1 && { page: next }) } })
                  }
                />
              </>
            ) : (
              <EmptyState
                icon={IconTag}
                title={q ? editor('noneFound') : t('noOffers')}
                action={
                  <ButtonLink to="/sell/$shop/products" params={{ shop: shop.id }}>
                    {editor('products')}
                  </ButtonLink>
                }
              >
                {q ? editor('noneFoundText') : editor('noneText')}
              </EmptyState>
            )
          }
        </Loaded>
      </Stack>
    </Page>
  );
}
