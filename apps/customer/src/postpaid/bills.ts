import type { Bill } from "@nexa/contracts";
import { queryOptions, useInfiniteQuery } from "@tanstack/react-query";
import { api, client } from "../app/api.ts";

const PAGE = 20;
const LOOKED_THROUGH = 100;

export function useBills() {
  return useInfiniteQuery(
    api.postpaid.listBills.infiniteQueryOptions({ limit: PAGE }, { getNextPageParam: (page) => page.nextCursor }),
  );
}

/** One of the customer's bills; null where there is none of this id. */
export function billQuery(billId: string) {
  return queryOptions({
    queryKey: [...api.postpaid.listBills.pathKey(), { billId }],
    queryFn: async (): Promise<Bill | null> => {
      for (let cursor: string | undefined; ; ) {
        const page = await client.postpaid.listBills.query({ limit: LOOKED_THROUGH, ...(cursor && { cursor }) });
        const found = page.items.find(({ id }) => id === billId);
        if (found || page.nextCursor === null) return found ?? null;
        cursor = page.nextCursor;
      }
    },
  });
}
