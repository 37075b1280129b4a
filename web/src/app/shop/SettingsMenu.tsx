import { Popover } from '@mantine/core';
import type { ReactNode } from 'react';
import { Preferences } from '@/app/shop/Preferences';

/** A guest's way to language and colours. Loaded when first opened. */
export function SettingsMenu({ button }: { button: ReactNode }) {
  return (
    <Popover defaultOpened position="bottom-end" width={320} shadow="md" trapFocus returnFocus>
      <Popover.Target>{button}</Popover.Target>
      <Popover.Dropdown>
        <Preferences />
      </Popover.Dropdown>
    </Popover>
  );
}
