import type { PublicPlan } from "@nexa/contracts";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { api, client } from "../app/api.ts";
import { pagesOf } from "../queue/pages.ts";

/** Larger than any list of plans people read; a longer one arrives page by page. */
const PAGE = 500;

/** The prepaid plans on sale, most bought first; with words, those that match them, best first. */
export function usePlans(search?: string) {
  const query = useInfiniteQuery({
    ...pagesOf(
      api.catalog.listPlans.pathKey(),
      { type: "prepaid" as const, limit: PAGE, ...(search && { search }) },
      (input) => client.catalog.listPlans.query(input),
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
