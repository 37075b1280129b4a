import { useQuery } from '@tanstack/react-query';
import { send } from '@/api/client';
import { keys } from '@/api/keys';
import type { Schemas } from '@/api/types';

const ASK_EVERY_MS = 30_000;

/** What the server says of itself. It answers 503 with the same words when something it needs is away. */
export function useHealth() {
  return useQuery({
    queryKey: keys.health.all,
    queryFn: async ({ signal }): Promise<Schemas['Health']> =>
      (await send('/health/ready', { signal })).json(),
    refetchInterval: ASK_EVERY_MS,
    staleTime: 0,
  });
}
