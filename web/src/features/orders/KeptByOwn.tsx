import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useOrderTexts } from '@/features/orders/i18n';

/** It is not sold out for the one who ordered it: leads to the order that keeps it. */
export function KeptByOwn({ order }: { order: string }) {
  const t = useOrderTexts();
  return (
    <Anchor
      renderRoot={(props) => <Link to="/orders/$order" params={{ order }} {...props} />}
      size="sm"
      fw={600}
      underline="always"
    >
      {t('keptByOwn')}
    </Anchor>
  );
}
