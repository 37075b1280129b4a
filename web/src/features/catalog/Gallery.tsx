import { Stack, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { Image } from '@/api/catalogTypes';
import classes from '@/features/catalog/gallery.module.css';
import { useCatalogTexts } from '@/features/catalog/i18n';
import { Picture } from '@/ui/Picture';

/** One large picture and the others as a strip below it. */
export function Gallery({ images, name }: { images: Image[]; name: string }) {
  const t = useCatalogTexts();
  const [chosen, setChosen] = useState(0);
  const shown = images[chosen] ?? images[0];
  return (
    <Stack gap="sm" component="section" aria-label={t('gallery', { name })}>
      <Picture key={shown?.id} src={shown?.url} alt={name} eager radius="var(--mantine-radius-xl)" />
      {images.length > 1 && (
        <div className={classes.strip}>
          {images.map((image, index) => (
            <UnstyledButton
              key={image.id}
              className={classes.thumb}
              aria-label={t('photo', { number: index + 1, total: images.length })}
              aria-current={image === shown}
              onClick={() => setChosen(index)}
            >
              <Picture src={image.small_url} alt="" />
            </UnstyledButton>
          ))}
        </div>
      )}
    </Stack>
  );
}
