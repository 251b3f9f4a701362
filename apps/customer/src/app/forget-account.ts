import { api, queryClient } from "./api.ts";
import { forgetLine } from "./use-line.ts";

/**
 * Drops everything loaded for one account before another is shown. What the operator says of itself stays: every screen stands on it.
 */
export function forgetAccount(): void {
  const [kept] = api.settings.operator.queryKey({});
  queryClient.removeQueries({ predicate: ({ queryKey }) => JSON.stringify(queryKey[0]) !== JSON.stringify(kept) });
  forgetLine();
}
