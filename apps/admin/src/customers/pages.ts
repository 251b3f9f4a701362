import { infiniteQueryOptions, type QueryKey } from "@tanstack/react-query";

type Page<Item> = { items: Item[]; nextCursor: string | null };
type Cursor = { cursor?: string };

/**
 * A list page after page. The procedure's own infinite options send a `direction`, which strict inputs refuse.
 *
 * @param key of the plain query, so that what invalidates it reaches the pages too
 */
export function pages<Item>(key: QueryKey, ask: (cursor: Cursor) => Promise<Page<Item>>) {
  return infiniteQueryOptions({
    queryKey: [...key, "pages"],
    queryFn: ({ pageParam }) => ask(pageParam === null ? {} : { cursor: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}
