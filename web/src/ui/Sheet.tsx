import { Drawer, Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';

interface SheetProps {
  opened: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
}

/** From the bottom edge on a phone, within the thumb's reach; a dialog in the middle on anything wider. */
export function Sheet({ opened, onClose, title, children }: SheetProps) {
  const wide = useMediaQuery('(min-width: 48em)');
  const shared = {
    opened,
    onClose,
    title,
    // Mantine's <header> would be a second banner of the page.
    attributes: { header: { role: 'presentation' } },
    styles: { title: { fontWeight: 700, fontSize: '1.125rem' } },
  };
  if (wide) {
    return (
      <Modal {...shared} centered radius="lg" size="lg">
        {children}
      </Modal>
    );
  }
  return (
    <Drawer
      {...shared}
      position="bottom"
      size="auto"
      styles={{
        ...shared.styles,
        content: {
          borderRadius: 'var(--mantine-radius-lg) var(--mantine-radius-lg) 0 0',
          // As tall as what is in it: the drawer would fill the screen.
          height: 'auto',
          maxHeight: '88dvh',
          paddingBottom: 'env(safe-area-inset-bottom)',
        },
      }}
    >
      {children}
    </Drawer>
  );
}
