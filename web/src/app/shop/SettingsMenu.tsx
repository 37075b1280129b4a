import { ActionIcon, Popover } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useAppTexts } from '@/app/i18n';
import { Preferences } from '@/app/shop/Preferences';

/** A guest's way to language and colours. */
export function SettingsMenu() {
  const t = useAppTexts();
  return (
    <Popover position="bottom-end" width={320} shadow="md" trapFocus>
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" size={44} aria-label={t('settings')}>
          <IconAdjustmentsHorizontal size={22} stroke={1.75} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Preferences />
      </Popover.Dropdown>
    </Popover>
  );
}
