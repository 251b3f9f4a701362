import { api, queryClient } from "../app/api.ts";

/** What a change of a plan, its numbers or its bills touches. */
export async function refreshPostpaid(): Promise<void> {
  const changed = [
    api.postpaid.pathKey(),
    api.lines.pathKey(),
    api.transactions.pathKey(),
    api.notifications.pathKey(),
  ];
  await Promise.all(changed.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
}
