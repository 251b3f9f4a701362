import { api, queryClient } from "../app/api.ts";

/** After a change of one account: itself, its timeline, and the lists that show it are asked again. */
export function customerChanged(customerId: string): void {
  const keys = [
    api.customers.get.queryKey({ customerId }),
    api.customers.timeline.pathKey(),
    api.customers.list.pathKey(),
    api.customers.stats.pathKey(),
  ];
  for (const queryKey of keys) void queryClient.invalidateQueries({ queryKey });
}
