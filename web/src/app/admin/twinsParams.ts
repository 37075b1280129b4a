/** Which two products the address puts side by side, read with suspicion: people edit and share addresses. */
import type { Pair } from '@/features/catalog/twins/queries';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function readTwins({ goes, stays }: Record<string, unknown>): Partial<Pair> {
  const isId = (value: unknown): value is string => typeof value === 'string' && ID.test(value);
  return {
    ...(isId(goes) && { goes }),
    ...(isId(stays) && stays !== goes && { stays }),
  };
}
