import '@mantine/dropzone/styles.css';
import { ActionIcon, Badge, Stack, Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { notifications } from '@mantine/notifications';
import { IconChevronLeft, IconChevronRight, IconPhotoPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import classes from '@/features/catalog/editor/editor.module.css';
import { useEditorTexts } from '@/features/catalog/editor/i18n';
import { isPicture } from '@/lib/pictures';
import { Picture } from '@/ui/Picture';

export interface Tile {
  key: string;
  src: string;
}

interface ImageTilesProps {
  tiles: Tile[];
  uploading: boolean;
  onAdd: (files: File[]) => void;
  /** The tile `key` goes to place `to`. */
  onMove: (key: string, to: number) => void;
  onRemove: (key: string) => void;
}

const ACCEPTED = ['image/jpeg', 'image/png', 'image/webp'];
const MAX_BYTES = 5 * 1024 * 1024;
export const MAX_IMAGES = 12;

/** Pictures in order: dropped in, dragged about, or moved one place by the arrows that keys and thumbs can reach. */
export function ImageTiles({ tiles, uploading, onAdd, onMove, onRemove }: ImageTilesProps) {
  const t = useEditorTexts();
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const [looking, setLooking] = useState(false);
  const refuse = (files: File[]) => {
    const name = files.map((file) => file.name).join(', ');
    if (files.length > 0) notifications.show({ color: 'red', message: t('dropRefused', { name }) });
  };

  /** Only what can be shown is taken, and the rest is said at once, not after everything else is saved. */
  async function take(files: File[]) {
    setLooking(true);
    const shown = await Promise.all(files.map(isPicture));
    setLooking(false);
    refuse(files.filter((_, at) => !shown[at]));
    const taken = files.filter((_, at) => shown[at]).slice(0, MAX_IMAGES - tiles.length);
    if (taken.length > 0) onAdd(taken);
  }

  return (
    <Stack gap="md">
      {tiles.length > 0 && (
        <ul className={classes.tiles}>
          {tiles.map(({ key, src }, place) => {
            const number = place + 1;
            return (
              <li
                key={key}
                className={classes.tile}
                data-over={over === key || undefined}
                draggable
                onDragStart={() => setDragged(key)}
                onDragEnd={() => {
                  setDragged(null);
                  setOver(null);
                }}
                onDragOver={(event) => {
                  if (!dragged) return;
                  event.preventDefault();
                  setOver(key);
                }}
                onDrop={(event) => {
                  event.preventDefault();
                  if (dragged) onMove(dragged, place);
                }}
              >
                <Picture src={src} alt={t('picture', { number })} eager />
                {place === 0 && (
                  <Badge className={classes.main} variant="filled" color="dark">
                    {t('first')}
                  </Badge>
                )}
                <div className={classes.tools}>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size={32}
                    disabled={place === 0}
                    aria-label={t('forward', { number })}
                    onClick={() => onMove(key, place - 1)}
                  >
                    <IconChevronLeft size={18} />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size={32}
                    aria-label={t('removePicture', { number })}
                    onClick={() => onRemove(key)}
                  >
                    <IconTrash size={18} />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size={32}
                    disabled={place === tiles.length - 1}
                    aria-label={t('back', { number })}
                    onClick={() => onMove(key, place + 1)}
                  >
                    <IconChevronRight size={18} />
                  </ActionIcon>
                </div>
              </li>
            );
          })}
        </ul>
      )}
      {tiles.length < MAX_IMAGES && (
        <Dropzone
          className={classes.drop}
          accept={ACCEPTED}
          maxSize={MAX_BYTES}
          loading={uploading || looking}
          onDrop={take}
          onReject={(files) => refuse(files.map(({ file }) => file))}
          inputProps={{ 'aria-label': t('drop') }}
        >
          <IconPhotoPlus size={32} stroke={1.5} aria-hidden />
          <Text fw={600}>{t('drop')}</Text>
          <Text size="sm" c="dimmed">
            {t('dropHint')}
          </Text>
        </Dropzone>
      )}
    </Stack>
  );
}

/** The list with the tile `key` at place `to`. */
export function moved<T extends { key: string }>(tiles: T[], key: string, to: number): T[] {
  const tile = tiles.find((one) => one.key === key);
  if (!tile) return tiles;
  const others = tiles.filter((one) => one.key !== key);
  return [...others.slice(0, to), tile, ...others.slice(to)];
}
