import { pagesOf } from "@nexa/client";
import type { Bill } from "@nexa/contracts";
import { queryOptions, useInfiniteQuery } from "@tanstack/react-query";
import { api, client } from "../app/api.ts";

const PAGE = 20;
const LOOKED_THROUGH = 100;

export function useBills() {
  const { listBills } = client.postpaid;
  return useInfiniteQuery(
    pagesOf(api.postpaid.listBills.pathKey(), (page) => listBills.query({ limit: PAGE, ...page })),
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
