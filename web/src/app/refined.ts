/** A list's address with other filters: what is undefined is left out, and another filter begins at its first page. */
export function refined<P extends object>(params: P, changes: { [K in keyof P]?: P[K] | undefined }): P {
  const next = Object.entries({ ...params, page: undefined, ...changes });
  return Object.fromEntries(next.filter(([, value]) => value !== undefined)) as unknown as P;
}
