import type { Page } from "@nexa/contracts/paging";
import { infiniteQueryOptions } from "@tanstack/react-query";

/**
 * A list read page by page. tRPC's own options also send a direction, which the contracts' strict inputs refuse.
 *
 * @param pathKey of the procedure, so that what invalidates it reaches these pages too
 */
export function pagesOf<Item, Input extends object>(
  pathKey: readonly unknown[],
  input: Input,
  read: (input: Input & { cursor?: string }) => Promise<Page<Item>>,
) {
  return infiniteQueryOptions({
    queryKey: [...pathKey, "pages", input],
    queryFn: ({ pageParam }) => read({ ...input, ...(pageParam !== undefined && { cursor: pageParam }) }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}
