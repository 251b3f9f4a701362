import { type InfiniteData, infiniteQueryOptions, type QueryKey } from "@tanstack/react-query";

type Page = { readonly items: readonly unknown[]; readonly nextCursor: string | null };

/**
 * A list read page by page: `useInfiniteQuery(pagesOf(key, (page) => client.x.list.query({ ...input, ...page })))`. tRPC's own options
 * also send a direction, which the contracts' strict inputs refuse.
 *
 * @param key the procedure's path or query key with the input, so that what invalidates the procedure reaches the pages too
 */
export function pagesOf<P extends Page>(key: QueryKey, read: (page: { cursor?: string }) => Promise<P>) {
  return infiniteQueryOptions({
    queryKey: [...key, "pages"],
    queryFn: ({ pageParam }: { pageParam: string | undefined }) =>
      read(pageParam === undefined ? {} : { cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: P) => page.nextCursor ?? undefined,
  });
}

/** What was loaded so far, in order; undefined before the first page. */
export function itemsOf<P extends Page>(data: InfiniteData<P, unknown> | undefined): P["items"][number][] | undefined {
  return data?.pages.flatMap(({ items }) => items);
}
