import type { ReactNode } from 'react';
import classes from '@/ui/task-tile.module.css';

/** Tiles side by side, two in a row on a phone. */
export function TaskTiles({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav className={classes.tiles} aria-label={label}>
      {children}
    </nav>
  );
}
