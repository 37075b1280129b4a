import { VisuallyHidden } from '@mantine/core';
import { IconPhoto } from '@tabler/icons-react';
import { useState } from 'react';
import classes from '@/ui/picture.module.css';

interface PictureProps {
  src: string | null | undefined;
  /** Empty for pictures that only repeat the words beside them. */
  alt: string;
  ratio?: number;
  /** The picture is on the first screen: load it at once. */
  eager?: boolean;
  radius?: string;
}

/** A picture in a box of known shape, so that nothing jumps while it loads; a soft ground where none is. */
export function Picture({
  src,
  alt,
  ratio = 1,
  eager = false,
  radius = 'var(--mantine-radius-md)',
}: PictureProps) {
  const [failed, setFailed] = useState<string | null>(null);
  const shown = src && failed !== src;
  return (
    <div className={classes.box} style={{ aspectRatio: ratio, borderRadius: radius }}>
      {shown ? (
        <img
          src={src}
          alt={alt}
          className={classes.image}
          loading={eager ? 'eager' : 'lazy'}
          decoding="async"
          fetchPriority={eager ? 'high' : 'auto'}
          onError={() => setFailed(src)}
        />
      ) : (
        <div className={classes.none}>
          <IconPhoto size="32%" stroke={1} aria-hidden />
          {alt && <VisuallyHidden>{alt}</VisuallyHidden>}
        </div>
      )}
    </div>
  );
}
