import { keepPreviousData, type QueryKey, useInfiniteQuery } from "@tanstack/react-query";

type Page<T> = { items: readonly T[]; nextCursor: string | null };

/**
 * A list that grows page by page. `key` starts with the procedure's path, so that what invalidates the procedure reloads this too. (The
 * ready-made options of tRPC also send a direction, which the contracts refuse.)
 */
export function usePages<TPage extends Page<unknown>>(
  key: QueryKey,
  load: (cursor: string | undefined) => Promise<TPage>,
  options: { keepsPrevious?: boolean } = {},
) {
  const list = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }: { pageParam: string | undefined }) => load(pageParam),
    initialPageParam: undefined,
    getNextPageParam: (page: TPage) => page.nextCursor ?? undefined,
    placeholderData: options.keepsPrevious ? keepPreviousData : undefined,
  });
  const items = list.data?.pages.flatMap((page) => page.items as TPage["items"][number][]);
  return { list, items };
}
