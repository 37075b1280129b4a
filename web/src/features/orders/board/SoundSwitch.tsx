import { ActionIcon, Tooltip } from '@mantine/core';
import { IconVolume, IconVolumeOff } from '@tabler/icons-react';
import { chime } from '@/features/orders/board/chime';
import { useBoardTexts } from '@/features/orders/board/i18n';
import { useSound } from '@/features/orders/board/useSound';

/** Turned on it sounds once, so that one knows what to listen for. */
export function SoundSwitch() {
  const t = useBoardTexts();
  const { on, turn } = useSound();
  const Volume = on ? IconVolume : IconVolumeOff;
  return (
    <Tooltip label={t(on ? 'soundOn' : 'soundOff')}>
      <ActionIcon
        role="switch"
        aria-checked={on}
        aria-label={t('sound')}
        variant="default"
        size={44}
        radius="xl"
        onClick={() => {
          turn(!on);
          if (!on) chime();
        }}
      >
        <Volume size={20} stroke={1.75} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
