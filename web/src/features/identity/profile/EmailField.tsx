import { Button, TextInput } from '@mantine/core';
import type { User } from '@/api/types';
import { useProfileTexts } from '@/features/identity/profile/i18n';

/** Not typed over like the rest: whoever has the address has the account, so changing it takes the password. */
export function EmailField({ user, onChange }: { user: User; onChange: () => void }) {
  const t = useProfileTexts();
  return (
    <TextInput
      label={t('email')}
      value={user.email ?? ''}
      readOnly
      rightSectionWidth="auto"
      rightSection={
        <Button variant="subtle" size="compact-sm" mr={6} onClick={onChange}>
          {t('changeEmail')}
        </Button>
      }
    />
  );
}
