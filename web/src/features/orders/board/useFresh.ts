import { useEffect, useRef, useState } from 'react';
import type { BoardOrder } from '@/api/sellerTypes';
import { useSession } from '@/api/session';
import { chime } from '@/features/orders/board/chime';
import { useSound } from '@/features/orders/board/useSound';
import { isQuiet } from '@/lib/quiet';

export interface Fresh {
  ids: ReadonlySet<string>;
  /** The latest one's call number, for who listens rather than looks. */
  announced: string;
  seen: (id: string) => void;
}

/** Which orders have come in while one was at work, until they are touched. Each wave of them is heard once. */
export function useFresh(waiting: BoardOrder[] | undefined): Fresh {
  const known = useRef<Set<string> | null>(null);
  const audible = useRef(false);
  const { on } = useSound();
  const { user } = useSession();
  audible.current = on && !(user && isQuiet(user, new Date()));
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [announced, setAnnounced] = useState('');

  useEffect(() => {
    if (!waiting) return;
    const before = known.current;
    known.current = new Set([...(before ?? []), ...waiting.map(({ id }) => id)]);
    const arrived = before ? waiting.filter(({ id }) => !before.has(id)) : [];
    const last = arrived.at(-1);
    if (!last) return;
    setIds((present) => new Set([...present, ...arrived.map(({ id }) => id)]));
    setAnnounced(last.call_number);
    if (audible.current) chime();
  }, [waiting]);

  const seen = (id: string) => setIds((present) => new Set([...present].filter((one) => one !== id)));
  return { ids, announced, seen };
}
