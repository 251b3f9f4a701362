import { api, queryClient } from "../app/api.ts";

/** What a payment changes, whichever way it ended: what was shown of it before is old. */
export async function refreshAfterRecharge(): Promise<void> {
  const changed = [
    api.transactions.pathKey(),
    api.subscriptions.pathKey(),
    api.usage.pathKey(),
    api.lines.pathKey(),
    api.referrals.pathKey(),
    api.linkedAccounts.pathKey(),
    api.notifications.pathKey(),
    api.recharge.quote.pathKey(),
  ];
  await Promise.all(changed.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
}
