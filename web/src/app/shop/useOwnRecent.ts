import { useSession } from '@/api/session';
import { type Recent, useRecent } from '@/lib/recent';

/** What the person in front of the screen has looked for or at lately; guests of one device share theirs. */
export function useOwnRecent(kind: 'searches' | 'products'): Recent {
  const { status, user } = useSession();
  return useRecent(kind, status === 'guest' ? 'guest' : user?.id);
}
