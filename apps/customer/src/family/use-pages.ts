import { type QueryKey, useInfiniteQuery } from "@tanstack/react-query";

type Page<T> = { items: T[]; nextCursor: string | null };

/** Loads a list page by page. tRPC's own infinite options add a field that our strict inputs refuse. */
export function usePages<T>(queryKey: QueryKey, load: (cursor: { cursor?: string }) => Promise<Page<T>>) {
  return useInfiniteQuery({
    queryKey: [...queryKey, "pages"],
    queryFn: ({ pageParam }) => load(pageParam === null ? {} : { cursor: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}
