import {
  keepPreviousData,
  type QueryClient,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { call } from '@/api/client';
import { keys } from '@/api/keys';
import type { UserEdit, UserQuery } from '@/api/sellerTypes';
import type { Page, User } from '@/api/types';

const PAGE_SIZE = 24;

export function usePeople(query: UserQuery) {
  return useQuery({
    queryKey: keys.identity.peopleFound(query),
    queryFn: ({ signal }) => call('GET /users', { query: { ...query, size: PAGE_SIZE }, signal }),
    placeholderData: keepPreviousData,
  });
}

export function personQuery(id: string) {
  return queryOptions({
    queryKey: keys.identity.person(id),
    queryFn: ({ signal }) => call('GET /users/{id}', { path: { id }, signal }),
    staleTime: 5 * 60_000,
  });
}

/** By id, for where only the id is known. */
export function usePerson(id: string | undefined) {
  return useQuery({ ...personQuery(id ?? ''), enabled: id !== undefined });
}

function personBecame(client: QueryClient, person: User): void {
  client.setQueryData(personQuery(person.id).queryKey, person);
  client.setQueriesData<Page<User>>({ queryKey: keys.identity.people }, (page) => {
    return page && { ...page, items: page.items.map((one) => (one.id === person.id ? person : one)) };
  });
}

/** Counts at once, for tokens that are out there too. */
export function useChangePerson() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ person, changes }: { person: User; changes: UserEdit }) =>
      call('PUT /users/{id}', { path: { id: person.id }, body: changes }),
    onSuccess: (changed) => personBecame(client, changed),
  });
}
