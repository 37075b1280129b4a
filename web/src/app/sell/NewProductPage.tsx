import { notifications } from '@mantine/notifications';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { Product } from '@/api/catalogTypes';
import { idempotencyKey } from '@/api/client';
import { BackToProducts } from '@/app/sell/BackToProducts';
import { useSellShop } from '@/app/sell/sellShop';
import { blankDraft, type ProductDraft } from '@/features/catalog/editor/draft';
import { ImageTiles, moved, type Tile } from '@/features/catalog/editor/ImageTiles';
import { useEditorTexts } from '@/features/catalog/editor/i18n';
import { ProductForm } from '@/features/catalog/editor/ProductForm';
import { useAddImages, useCreateProduct } from '@/features/catalog/editor/queries';
import { Page } from '@/ui/Page';

interface Chosen extends Tile {
  file: File;
}

/** Pictures wait on this page until there is a product they can belong to. */
export function NewProductPage() {
  const t = useEditorTexts();
  const shop = useSellShop();
  const navigate = useNavigate();
  const create = useCreateProduct(shop.id);
  const addImages = useAddImages();
  const [id] = useState(idempotencyKey);
  const [chosen, setChosen] = useState<Chosen[]>([]);
  useForgotten(chosen);

  function made(product: Product) {
    notifications.show({
      color: 'teal',
      message: t(shop.status === 'approved' ? 'created' : 'createdPending'),
    });
    const target = {
      to: '/sell/$shop/products/$product',
      params: { shop: shop.id, product: product.id },
    } as const;
    if (chosen.length === 0) return void navigate(target);
    addImages.mutate(
      { product: product.id, files: chosen.map(({ file }) => file) },
      {
        onError: () => notifications.show({ color: 'red', message: t('picturesRefused') }),
        onSettled: () => void navigate(target),
      },
    );
  }

  const save = (draft: ProductDraft) => create.mutate({ id, draft }, { onSuccess: made });

  return (
    <Page title={t('newTitle')} width="work" above={<BackToProducts />}>
      <ProductForm
        initial={blankDraft(shop.kind === 'canteen' ? 'food' : 'goods')}
        made={false}
        saving={create.isPending || addImages.isPending}
        error={create.error}
        stockLink={() => null}
        onSubmit={save}
        pictures={
          <ImageTiles
            tiles={chosen}
            uploading={false}
            onAdd={(files) => setChosen((present) => [...present, ...files.map(asTile)])}
            onMove={(key, to) => setChosen((present) => moved(present, key, to))}
            onRemove={(key) => setChosen((present) => present.filter((one) => one.key !== key))}
          />
        }
      />
    </Page>
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
