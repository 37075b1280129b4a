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

/** Every category by its whole way from the top, `Makanan › Minuman`, for lists one chooses from. */
export function categoryOptions(tree: Category[], above = ''): { value: string; label: string }[] {
  return tree.flatMap(({ id, name, children }) => {
    const label = above ? `${above} › ${name}` : name;
    return [{ value: id, label }, ...categoryOptions(children, label)];
  });
}
