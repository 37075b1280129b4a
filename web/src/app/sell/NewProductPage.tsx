import { Alert, Skeleton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { Product } from '@/api/catalogTypes';
import { idempotencyKey } from '@/api/client';
import { isProblem } from '@/api/problem';
import { NotFoundPage } from '@/app/NotFoundPage';
import { BackToProducts } from '@/app/sell/BackToProducts';
import { useSellShop } from '@/app/sell/sellShop';
import { copyOf } from '@/features/catalog/editor/copy';
import { blankDraft, draftFrom, type ProductDraft } from '@/features/catalog/editor/draft';
import { ImageTiles, moved, type Tile } from '@/features/catalog/editor/ImageTiles';
import { useEditorTexts } from '@/features/catalog/editor/i18n';
import { useListTexts } from '@/features/catalog/editor/listTexts';
import { ProductForm } from '@/features/catalog/editor/ProductForm';
import { useAddImages, useCopied, useCreateProduct } from '@/features/catalog/editor/queries';
import { Loaded } from '@/ui/Loaded';
import { Page } from '@/ui/Page';

interface Chosen extends Tile {
  file: File;
}

const NONE: File[] = [];

/** An empty form, or one filled with what another product of the shop says. */
export function NewProductPage() {
  const t = useEditorTexts();
  const list = useListTexts();
  const shop = useSellShop();
  const { from } = useSearch({ from: '/sell/$shop/products/new' });
  const copied = useCopied(shop.id, from);
  if (!from) {
    return (
      <Page title={t('newTitle')} width="work" above={<BackToProducts />}>
        <NewProduct initial={blankDraft(shop.kind === 'canteen' ? 'food' : 'goods')} files={NONE} />
      </Page>
    );
  }
  const others = copied.data && copied.data.product.owner_shop_id !== shop.id;
  if (others || isProblem(copied.error, 'not_found')) return <NotFoundPage />;
  const name = copied.data?.product.name;
  return (
    <Page
      title={list('copyTitle')}
      {...(name && { intro: list('copyIntro', { name }) })}
      width="work"
      above={<BackToProducts />}
    >
      <Loaded query={copied} skeleton={<Skeleton h={560} radius="lg" />}>
        {({ product, offers, files, missing }) => (
          <>
            {missing > 0 && <Alert color="yellow">{list('picturesMissing', { count: missing })}</Alert>}
            <NewProduct
              key={product.id}
              initial={copyOf(draftFrom(product, offers, shop.id), list('copyName', { name: product.name }))}
              files={files}
            />
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** Pictures wait on this page until there is a product they can belong to. */
function NewProduct({ initial, files }: { initial: ProductDraft; files: File[] }) {
  const t = useEditorTexts();
  const shop = useSellShop();
  const navigate = useNavigate();
  const create = useCreateProduct(shop.id);
  const addImages = useAddImages({ quiet: true });
  const [id] = useState(idempotencyKey);
  const [chosen, setChosen] = useState<Chosen[]>(() => files.map(asTile));
  useForgotten(chosen);

  function made(product: Product) {
    const created = {
      color: 'teal',
      message: t(shop.status === 'approved' ? 'created' : 'createdPending'),
    };
    const target = {
      to: '/sell/$shop/products/$product',
      params: { shop: shop.id, product: product.id },
    } as const;
    if (chosen.length === 0) {
      notifications.show(created);
      return void navigate(target);
    }
    addImages.mutate(
      { product: product.id, files: chosen.map(({ file }) => file) },
      {
        // One message for all that was done: the first would be untrue as soon as the second comes.
        onSuccess: () => notifications.show(created),
        onError: () => notifications.show({ color: 'red', message: t('picturesRefused') }),
        onSettled: () => void navigate(target),
      },
    );
  }

  const save = (draft: ProductDraft) => create.mutate({ id, draft }, { onSuccess: made });

  return (
    <ProductForm
      initial={initial}
      made={false}
      saving={create.isPending || addImages.isPending}
      error={create.error}
      stockLink={() => null}
      onSubmit={save}
      pictureCount={chosen.length}
      pictures={
        <ImageTiles
          tiles={chosen}
          uploading={false}
          onAdd={(added) => setChosen((present) => [...present, ...added.map(asTile)])}
          onMove={(key, to) => setChosen((present) => moved(present, key, to))}
          onRemove={(key) => setChosen((present) => present.filter((one) => one.key !== key))}
        />
      }
    />
  );
}

function asTile(file: File): Chosen {
  const src = URL.createObjectURL(file);
  return { key: src, src, file };
}

/** Gives the memory of the previews back when the page is left. */
function useForgotten(chosen: Chosen[]): void {
  const latest = useRef(chosen);
  latest.current = chosen;
  useEffect(
    () => () => {
      for (const { src } of latest.current) URL.revokeObjectURL(src);
    },
    [],
  );
}
