import type { Category } from '@/api/catalogTypes';

/** From the top of the tree down to the category with this slug or id; empty when there is none. */
export function pathTo(tree: Category[], wanted: string | undefined): Category[] {
  for (const category of tree) {
    if (category.slug === wanted || category.id === wanted) return [category];
    const below = pathTo(category.children, wanted);
    if (below.length > 0) return [category, ...below];
  }
  return [];
}
