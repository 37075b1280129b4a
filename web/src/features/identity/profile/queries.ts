/** One's own profile, addresses and sessions. */

import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '@/api/client';
import { keys } from '@/api/keys';
import type { Device } from '@/api/purchaseTypes';
import { sessionEnded, sessionUserChanged } from '@/api/session';
import type { Address, AddressWrite, ProfileChange } from '@/api/types';

const quiet = { quiet: true };

export function useChangeProfile() {
  return useMutation({
    mutationFn: (change: ProfileChange) => call('PUT /users/me', { body: change }),
    onSuccess: sessionUserChanged,
    meta: quiet,
  });
}

/** Not the new e-mail address after all. */
export function useWithdrawEmail() {
  return useMutation({
    mutationFn: () => call('DELETE /users/me/pending-email'),
    onSuccess: sessionUserChanged,
  });
}

export function useChangeAvatar() {
  return useMutation({
    mutationFn: (file: File) => {
      const body = new FormData();
      body.append('file', file);
      return call('POST /users/me/avatar', { body });
    },
    onSuccess: sessionUserChanged,
  });
}

const addressesQuery = queryOptions({
  queryKey: keys.identity.addresses,
  queryFn: ({ signal }) => call('GET /users/me/addresses', { signal }),
});

export function useAddresses() {
  return useQuery(addressesQuery);
}

/** Another address becomes the default by saying so there; none can stop being it. */
type Written = Partial<Omit<AddressWrite, 'id' | 'is_default'>> & { is_default?: true };

/** `id`: changes that address; without it a new one is added. */
export function useSaveAddress() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, address }: { id?: string | undefined; address: Written }) =>
      id
        ? call('PUT /users/me/addresses/{id}', { path: { id }, body: address })
        : call('POST /users/me/addresses', { body: address as AddressWrite }),
    onSuccess: () => client.invalidateQueries({ queryKey: addressesQuery.queryKey }),
    meta: quiet,
  });
}

/** Gone from the list at once; back in it when the server refuses. */
export function useRemoveAddress() {
  const client = useQueryClient();
  const { queryKey } = addressesQuery;
  return useMutation({
    mutationFn: (address: Address) => call('DELETE /users/me/addresses/{id}', { path: { id: address.id } }),
    onMutate: async (address) => {
      await client.cancelQueries({ queryKey });
      const before = client.getQueryData(queryKey);
      client.setQueryData(
        queryKey,
        before?.filter(({ id }) => id !== address.id),
      );
      return before;
    },
    onError: (_error, _address, before) => client.setQueryData(queryKey, before),
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
}

const devicesQuery = queryOptions({
  queryKey: keys.identity.sessions,
  queryFn: ({ signal }) => call('GET /auth/sessions', { signal }),
});

export function useDevices() {
  return useQuery(devicesQuery);
}

export function useEndDevice() {
  const client = useQueryClient();
  const { queryKey } = devicesQuery;
  return useMutation({
    mutationFn: (device: Device) => call('DELETE /auth/sessions/{id}', { path: { id: device.id } }),
    onMutate: async (device) => {
      await client.cancelQueries({ queryKey });
      const before = client.getQueryData(queryKey);
      client.setQueryData(
        queryKey,
        before?.filter(({ id }) => id !== device.id),
      );
      return before;
    },
    onError: (_error, _device, before) => client.setQueryData(queryKey, before),
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
}

export function useSignOutEverywhere() {
  return useMutation({ mutationFn: () => call('POST /auth/logout-all'), onSuccess: sessionEnded });
}

export function useChangePassword() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wanted: { password: string; new_password: string }) =>
      call('POST /auth/change-password', { body: wanted }),
    onSuccess: () => client.invalidateQueries({ queryKey: devicesQuery.queryKey }),
    meta: quiet,
  });
}
