import { ActionIcon } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconShare2 } from '@tabler/icons-react';
import { useUiTexts } from '@/ui/i18n';

/** Sends this page's address the way the device does; where it knows none, the address is copied. */
export function ShareButton({ title }: { title: string }) {
  const t = useUiTexts();

  async function share() {
    const url = location.origin + location.pathname;
    try {
      if (navigator.share) await navigator.share({ title, url });
      else {
        await navigator.clipboard.writeText(url);
        notifications.show({ message: t('linkCopied') });
      }
    } catch (error) {
      // Who closes the sheet has decided; only what cannot be done is said.
      if (!(error instanceof DOMException && error.name === 'AbortError')) {
        notifications.show({ color: 'red', message: t('linkNotCopied', { url }) });
      }
    }
  }

  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={44}
      aria-label={t('shareWhat', { title })}
      style={{ flexShrink: 0 }}
      onClick={() => void share()}
    >
      <IconShare2 size={22} stroke={1.75} aria-hidden />
    </ActionIcon>
  );
}
