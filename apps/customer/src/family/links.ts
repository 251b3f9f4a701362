import { api, client, queryClient } from "../app/api.ts";
import { usePages } from "./use-pages.ts";

const PAGE = 50;

export function useLinks() {
  const { list } = client.linkedAccounts;
  return usePages(api.linkedAccounts.list.pathKey(), (cursor) => list.query({ limit: PAGE, ...cursor }));
}

export function useIncomingLinks() {
  const { listIncoming } = client.linkedAccounts;
  return usePages(api.linkedAccounts.listIncoming.pathKey(), (cursor) =>
    listIncoming.query({ limit: PAGE, ...cursor }),
  );
}

/** Both sides are asked anew: a link may be between two numbers of people on one device. */
export function refreshLinks(): void {
  void queryClient.invalidateQueries({ queryKey: api.linkedAccounts.list.pathKey() });
  void queryClient.invalidateQueries({ queryKey: api.linkedAccounts.listIncoming.pathKey() });
}
