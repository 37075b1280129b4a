import { Alert, Anchor, Group, Skeleton, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Product } from '@/api/catalogTypes';
import { idempotencyKey } from '@/api/client';
import { isProblem } from '@/api/problem';
import type { ShopOffer } from '@/api/sellerTypes';
import { NotFoundPage } from '@/app/NotFoundPage';
import { BackToProducts } from '@/app/sell/BackToProducts';
import { useSellShop } from '@/app/sell/sellShop';
import { draftFrom, type ProductDraft } from '@/features/catalog/editor/draft';
import { useEditorTexts } from '@/features/catalog/editor/i18n';
import { OfferTable } from '@/features/catalog/editor/OfferTable';
import { ProductForm } from '@/features/catalog/editor/ProductForm';
import {
  MAX_OFFERS,
  useEditedProduct,
  useSaveProduct,
  useShopOffers,
} from '@/features/catalog/editor/queries';
import { SavedImages } from '@/features/catalog/editor/SavedImages';
import { useTermsTexts } from '@/features/catalog/editor/termsTexts';
import { ButtonLink } from '@/ui/ButtonLink';
import { Loaded } from '@/ui/Loaded';
import { Page } from '@/ui/Page';
import { Picture } from '@/ui/Picture';

/** One's own product wholly; of a central one only the shop's prices. */
export function EditProductPage() {
  const t = useEditorTexts();
  const terms = useTermsTexts();
  const shop = useSellShop();
  const { product } = useParams({ from: '/sell/$shop/products/$product' });
  const edited = useEditedProduct(shop.id, product);
  if (isProblem(edited.error, 'not_found')) return <NotFoundPage />;
  return (
    <Page
      title={edited.data?.product.name ?? t('editTitle')}
      width="work"
      above={<BackToProducts />}
      actions={
        edited.data?.product.owner_shop_id === shop.id && (
          <ButtonLink
            to="/sell/$shop/products/prices"
            params={{ shop: shop.id }}
            search={{ product: edited.data.product.id }}
            variant="default"
          >
            {terms('column')}
          </ButtonLink>
        )
      }
    >
      <Loaded query={edited} skeleton={<Skeleton h={560} radius="lg" />}>
        {({ product: found, offers }) =>
          found.owner_shop_id === shop.id ? (
            // A saved product begins a new form: it has a new version, and its variants have ids.
            <OwnProduct key={`${found.id}.${found.version}`} product={found} offers={offers} />
          ) : (
            <CentralProduct product={found} />
          )
        }
      </Loaded>
    </Page>
  );
}

interface EditedProps {
  product: Product;
  offers: ShopOffer[];
}

function OwnProduct({ product, offers }: EditedProps) {
  const t = useEditorTexts();
  const shop = useSellShop();
  const save = useSaveProduct(shop.id);
  const [key] = useState(idempotencyKey);

  function submit(draft: ProductDraft) {
    save.mutate(
      { product, draft, key },
      {
        onSuccess: ({ refused }) =>
          refused.length > 0
            ? notifications.show({
                color: 'red',
                message: t('someRefused', { messages: refused.join('; ') }),
              })
            : notifications.show({ color: 'teal', message: t('saved') }),
      },
    );
  }

  return (
    <ProductForm
      initial={draftFrom(product, offers, shop.id)}
      made
      saving={save.isPending}
      error={save.error}
      onSubmit={submit}
      pictures={<SavedImages product={product} />}
      pictureCount={product.images.length}
      stockLink={({ sku, available }) => (
        <Anchor
          renderRoot={(props) => (
            <Link to="/sell/$shop/inventory" params={{ shop: shop.id }} search={{ q: sku }} {...props} />
          )}
          size="sm"
          display="inline-block"
          py={8}
        >
          {available} {t('available').toLowerCase()}
        </Anchor>
      )}
    />
  );
}

function CentralProduct({ product }: { product: Product }) {
  const t = useEditorTexts();
  const shop = useSellShop();
  const offers = useShopOffers(shop.id, { product_id: product.id, size: MAX_OFFERS });
  return (
    <Stack gap="md">
      <Alert color="blue" title={t('notOwned')}>
        {t('notOwnedText')}
      </Alert>
      <Group wrap="nowrap" align="flex-start">
        <div style={{ flex: '0 0 6rem' }}>
          <Picture src={product.image_url} alt="" eager />
        </div>
        <Text size="sm" c="dimmed" lineClamp={4}>
          {product.description}
        </Text>
      </Group>
      <Loaded query={offers} skeleton={<Skeleton h={240} radius="lg" />}>
        {({ items }) => <OfferTable shop={shop.id} zone={shop.timezone} offers={items} />}
      </Loaded>
    </Stack>
  );
}
