import { IconChevronLeft } from '@tabler/icons-react';
import { ButtonLink } from '@/ui/ButtonLink';

/** One step up, above a page's heading. */
export function BackLink({
  to,
  children,
}: {
  to: '/account' | '/orders' | '/cart' | '/wallet';
  children: string;
}) {
  return (
    <ButtonLink
      to={to}
      variant="subtle"
      size="compact-md"
      ml={-8}
      leftSection={<IconChevronLeft size={18} aria-hidden />}
      style={{ alignSelf: 'flex-start' }}
    >
      {children}
    </ButtonLink>
  );
}
