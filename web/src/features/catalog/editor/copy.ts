/** A product as the beginning of another one: its words, options and prices; not what belongs to it alone. */
import type { Product } from '@/api/catalogTypes';
import type { ProductDraft } from '@/features/catalog/editor/draft';
import { blankVariant } from '@/features/catalog/editor/matrix';

export const MAX_NAME = 120;

/** Codes, stock and offers stay with the old one: the new one gets its own. */
export function copyOf(draft: ProductDraft, name: string): ProductDraft {
  const variants = draft.variants.map(({ choice, price, compareAt, weight }) => ({
    ...blankVariant(choice),
    price,
    compareAt,
    weight,
  }));
  return { ...draft, name: name.slice(0, MAX_NAME), variants };
}

/** Its pictures as files to be uploaded again, in order, and how many could not be fetched. */
export async function picturesOf({ images }: Product): Promise<{ files: File[]; missing: number }> {
  const fetched = await Promise.allSettled(images.map(({ id, url }) => pictureAt(url, id)));
  const files = fetched.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  return { files, missing: images.length - files.length };
}

async function pictureAt(url: string, name: string): Promise<File> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  const content = await answer.blob();
  return new File([content], `${name}.webp`, { type: content.type });
}
