import { ActionIcon, Avatar, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useSession } from '@/api/session';
import { useAppTexts } from '@/app/i18n';

const loadAccount = () => import('@/app/shop/AccountMenu');
const loadSettings = () => import('@/app/shop/SettingsMenu');
const AccountMenu = lazy(() => loadAccount().then((module) => ({ default: module.AccountMenu })));
const SettingsMenu = lazy(() => loadSettings().then((module) => ({ default: module.SettingsMenu })));

/** The button in the corner. Its menu weighs as much as a page, so it comes when somebody reaches for it. */
export function CornerMenu() {
  const t = useAppTexts();
  const { user } = useSession();
  const [wanted, setWanted] = useState(false);
  const opener = wanted ? {} : { onClick: () => setWanted(true), 'aria-haspopup': true };

  if (user) {
    const button = (
      <UnstyledButton p={4} onPointerEnter={() => void loadAccount()} {...opener}>
        <Avatar src={user.avatar_url} alt="" name={user.name} color="bata" size={36} aria-hidden />
        <VisuallyHidden>{`${t('account')}: ${user.name}`}</VisuallyHidden>
      </UnstyledButton>
    );
    return wanted ? (
      <Suspense fallback={button}>
        <AccountMenu user={user} button={button} />
      </Suspense>
    ) : (
      button
    );
  }
  const button = (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={44}
      aria-label={t('settings')}
      onPointerEnter={() => void loadSettings()}
      {...opener}
    >
      <IconAdjustmentsHorizontal size={22} stroke={1.75} />
    </ActionIcon>
  );
  return wanted ? (
    <Suspense fallback={button}>
      <SettingsMenu button={button} />
    </Suspense>
  ) : (
    button
  );
}
