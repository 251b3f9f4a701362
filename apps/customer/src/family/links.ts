import { pagesOf } from "@nexa/client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { api, client, queryClient } from "../app/api.ts";

const PAGE = 50;

export function useLinks() {
  const { list } = client.linkedAccounts;
  return useInfiniteQuery(pagesOf(api.linkedAccounts.list.pathKey(), (page) => list.query({ limit: PAGE, ...page })));
}

export function useIncomingLinks() {
  const { listIncoming } = client.linkedAccounts;
  return useInfiniteQuery(
    pagesOf(api.linkedAccounts.listIncoming.pathKey(), (page) => listIncoming.query({ limit: PAGE, ...page })),
  );
}

/** Both sides are asked anew: a link may be between two numbers of people on one device. */
export function refreshLinks(): void {
  void queryClient.invalidateQueries({ queryKey: api.linkedAccounts.list.pathKey() });
  void queryClient.invalidateQueries({ queryKey: api.linkedAccounts.listIncoming.pathKey() });
}
