import type { ReactNode } from 'react';
import classes from '@/ui/side-by-side.module.css';

/** What the page is about, and beside it on a desktop, below it on a phone, what belongs to it. */
export function SideBySide({ children, aside }: { children: ReactNode; aside: ReactNode }) {
  return (
    <div className={classes.columns}>
      <div className={classes.main}>{children}</div>
      <div className={classes.aside}>{aside}</div>
    </div>
  );
}
