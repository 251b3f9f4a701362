import { useInfiniteQuery } from "@tanstack/react-query";
import { api, queryClient } from "../app/api.ts";

const PAGE = 50;

export function useLinks() {
  return useInfiniteQuery(
    api.linkedAccounts.list.infiniteQueryOptions({ limit: PAGE }, { getNextPageParam: (page) => page.nextCursor }),
  );
}

export function useIncomingLinks() {
  return useInfiniteQuery(
    api.linkedAccounts.listIncoming.infiniteQueryOptions(
      { limit: PAGE },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  );
}

/** Both sides are asked anew: a link may be between two numbers of people on one device. */
export function refreshLinks(): void {
  void queryClient.invalidateQueries({ queryKey: api.linkedAccounts.list.pathKey() });
  void queryClient.invalidateQueries({ queryKey: api.linkedAccounts.listIncoming.pathKey() });
}
