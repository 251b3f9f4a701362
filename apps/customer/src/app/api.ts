import { createCustomerClient, createCustomerQueries, createQueryClient } from "@nexa/client";

const listeners = new Set<() => void>();

/** Told when the server says that nobody is signed in any more. @returns what stops it */
export function onSessionEnded(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export const queryClient = createQueryClient(() => {
  for (const listener of listeners) listener();
});

export const client = createCustomerClient({ url: location.origin });

/** Query and mutation options of every procedure: `useQuery(api.lines.list.queryOptions({}))`. */
export const api = createCustomerQueries(client, queryClient);
