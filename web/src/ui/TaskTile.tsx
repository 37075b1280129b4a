import { Skeleton } from '@mantine/core';
import { createLink, type LinkComponent } from '@tanstack/react-router';
import type { ComponentPropsWithRef } from 'react';
import classes from '@/ui/task-tile.module.css';

interface TaskTileProps {
  /** Undefined until it is known. */
  count: number | undefined;
  label: string;
  /** What the number does not say: since when, what to do. */
  detail?: string | undefined;
  /** Counted things that wait for this person: `now` is work, `low` is trouble. Zero of anything is calm. */
  tone?: 'now' | 'low';
}

function Tile({
  count,
  label,
  detail,
  tone,
  className: _given,
  ...anchor
}: TaskTileProps & ComponentPropsWithRef<'a'>) {
  return (
    <a {...anchor} className={classes.tile} data-tone={count ? tone : undefined}>
      {count === undefined ? (
        <Skeleton h={32} w={40} my={4} />
      ) : (
        <span className={classes.count}>{count.toLocaleString('id-ID')}</span>
      )}
      <span className={classes.label}>{label}</span>
      {detail && <span className={classes.detail}>{detail}</span>}
    </a>
  );
}

/** How much of something waits, leading to where it is done. */
export const TaskTile: LinkComponent<typeof Tile> = createLink(Tile);
