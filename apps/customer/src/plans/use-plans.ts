import { pagesOf } from "@nexa/client";
import type { PublicPlan } from "@nexa/contracts";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { api, client } from "../app/api.ts";

/** Larger than any list of plans people read; a longer one arrives page by page. */
const PAGE = 500;

/** The prepaid plans on sale, most bought first; with words, those that match them, best first. */
export function usePlans(search?: string) {
  const input = { type: "prepaid" as const, limit: PAGE, ...(search && { search }) };
  const query = useInfiniteQuery({
    ...pagesOf([...api.catalog.listPlans.pathKey(), input], (page) =>
      client.catalog.listPlans.query({ ...input, ...page }),
    ),
    placeholderData: keepPreviousData,
  });
  const { hasNextPage, isFetching, isError, fetchNextPage } = query;
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, fetchNextPage]);
  const plans: PublicPlan[] | undefined = query.data?.pages.flatMap((page) => page.items);
  return { plans, error: query.error, isError: query.isError && !query.data, refetch: query.refetch };
}
