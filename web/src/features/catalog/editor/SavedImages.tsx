import { useEffect, useRef, useState } from 'react';
import type { Product } from '@/api/catalogTypes';
import { ImageTiles, moved } from '@/features/catalog/editor/ImageTiles';
import { useEditorTexts } from '@/features/catalog/editor/i18n';
import { useAddImages, useOrderImages } from '@/features/catalog/editor/queries';
import { undoToast } from '@/ui/undoToast';

/** The pictures of a product that is there: every change is saved by itself, and a removal can be taken back. */
export function SavedImages({ product }: { product: Product }) {
  const t = useEditorTexts();
  const add = useAddImages();
  const order = useOrderImages();
  const [images, setImages] = useState(
    product.images.map(({ id, medium_url }) => ({ key: id, src: medium_url })),
  );
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const latest = useRef(images);
  useEffect(() => {
    latest.current = images;
  }, [images]);
  const shown = images.filter(({ key }) => !hidden.has(key));

  const show = (saved: Product) =>
    setImages(saved.images.map(({ id, medium_url }) => ({ key: id, src: medium_url })));
  const save = (next: typeof images, before: typeof images) =>
    order.mutate(
      { product: product.id, ids: next.map(({ key }) => key) },
      { onSuccess: show, onError: () => setImages(before) },
    );

  function move(key: string, to: number) {
    // What is only hidden so far keeps its place at the end: it may still be taken back.
    const next = [...moved(shown, key, to), ...images.filter((one) => hidden.has(one.key))];
    setImages(next);
    save(next, images);
  }

  function remove(key: string) {
    setHidden((present) => new Set([...present, key]));
    undoToast({
      message: t('pictureRemoved'),
      undoLabel: t('undo'),
      onUndo: () => setHidden((present) => new Set([...present].filter((one) => one !== key))),
      onKept: () => {
        const next = latest.current.filter((one) => one.key !== key);
        save(next, latest.current);
        setImages(next);
      },
    });
  }

  return (
    <ImageTiles
      tiles={shown}
      uploading={add.isPending}
      onMove={move}
      onRemove={remove}
      onAdd={(files) =>
        add.mutate({ product: product.id, files }, { onSuccess: (saved) => saved && show(saved) })
      }
    />
  );
}
