import type { Role, User } from '@/api/types';

/** Everybody is a customer: that one is never taken away. */
export const GIVEN_ROLES = [
  'seller',
  'courier',
  'inspector',
  'branch_admin',
  'admin',
] as const satisfies Role[];
export const ROLES: readonly Role[] = ['customer', ...GIVEN_ROLES];
export const STATUSES = ['active', 'suspended', 'erased'] as const satisfies User['status'][];

export interface PeopleParams {
  q?: string;
  role?: Role;
  status?: User['status'];
  page?: number;
}

/** What may stand in the address, read with suspicion. */
export function readPeopleParams(raw: Record<string, unknown>): PeopleParams {
  const q = typeof raw.q === 'string' || typeof raw.q === 'number' ? String(raw.q).trim().slice(0, 100) : '';
  const role = ROLES.find((one) => one === raw.role);
  const status = STATUSES.find((one) => one === raw.status);
  const page = Number(raw.page);
  return {
    ...(q && { q }),
    ...(role && { role }),
    ...(status && { status }),
    ...(Number.isSafeInteger(page) && page > 1 && { page }),
  };
}
