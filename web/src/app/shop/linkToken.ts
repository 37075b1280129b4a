import { useLocation } from '@tanstack/react-router';

/**
 * The secret of a link from a mail. It stands behind the `#`, the part of an address that browsers send to nobody:
 * it is in no server's log and in no Referer.
 */
export function useLinkToken(): string | undefined {
  const hash = useLocation({ select: (location) => location.hash });
  return hash || undefined;
}
