import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '@/api/client';
import { keys } from '@/api/keys';
import type { CategoryEdit } from '@/api/sellerTypes';

/** Hidden ones too, which only administrators see. */
const wholeTreeQuery = queryOptions({
  queryKey: keys.catalog.wholeTree,
  queryFn: ({ signal }) => call('GET /categories', { query: { hidden: true }, signal }),
});

export function useWholeTree() {
  return useQuery(wholeTreeQuery);
}

function useChanged() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: keys.catalog.categories });
}

export function useAddCategory() {
  const changed = useChanged();
  return useMutation({
    mutationFn: (category: { id: string; name: string; parent_id: string | null }) =>
      call('POST /categories', { body: category }),
    onSuccess: changed,
  });
}

export function useEditCategory() {
  const changed = useChanged();
  return useMutation({
    mutationFn: ({ id, ...changes }: CategoryEdit & { id: string }) =>
      call('PUT /categories/{id}', { path: { id }, body: changes }),
    onSettled: changed,
  });
}

export function useRemoveCategory() {
  const changed = useChanged();
  return useMutation({
    mutationFn: (id: string) => call('DELETE /categories/{id}', { path: { id } }),
    onSuccess: changed,
  });
}
