import { Skeleton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Category } from '@/api/catalogTypes';
import classes from '@/features/catalog/category-tiles.module.css';
import { Picture } from '@/ui/Picture';

/** The top of the tree as pictures; slides sideways on a phone. */
export function CategoryTiles({ categories }: { categories: Category[] }) {
  return (
    <ul className={classes.row}>
      {categories.map((category) => (
        <li key={category.id}>
          <Link to="/search" search={{ category: category.slug }} className={classes.tile}>
            <Picture src={category.image_url} alt="" radius="var(--mantine-radius-xl)" eager />
            <span className={classes.name}>{category.name}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

const PLACES = Array.from({ length: 8 }, (_, place) => `place-${place}`);

export function CategoryTilesSkeleton() {
  return (
    <div className={classes.row}>
      {PLACES.map((place) => (
        <div key={place} className={classes.tile}>
          <Skeleton radius="xl" style={{ aspectRatio: '1' }} />
          <span className={classes.name}>
            <Skeleton component="span" height={14} width="70%" mx="auto" mt={2} />
          </span>
        </div>
      ))}
    </div>
  );
}
