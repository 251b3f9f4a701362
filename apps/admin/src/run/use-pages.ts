import { type QueryKey, useInfiniteQuery } from "@tanstack/react-query";

type Page<Row> = { items: Row[]; nextCursor: string | null };

/** A list that grows page by page. The typed client's own way sends a field that the server's inputs do not take. */
export function usePages<Row>(options: {
  queryKey: QueryKey;
  read: (page: { cursor?: string }) => Promise<Page<Row>>;
  refetchInterval?: number;
}) {
  const { queryKey, read, refetchInterval } = options;
  return useInfiniteQuery({
    queryKey: [...queryKey, "pages"],
    queryFn: ({ pageParam }) => read(pageParam === null ? {} : { cursor: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    ...(refetchInterval !== undefined && { refetchInterval }),
  });
}
