import { queryOptions } from "@tanstack/react-query";
import { api, client, queryClient } from "../app/api.ts";
import { allPages } from "./all-pages.ts";

/** Every plan, inactive ones included. There is no read of one plan for staff: panels find theirs in here. */
export const allPlans = queryOptions({
  queryKey: [...api.catalog.listPlans.pathKey(), "all"],
  queryFn: () => allPages((page) => client.catalog.listPlans.query({ ...page, sort: "name" })),
});

/** Every offer in any status. */
export const allOffers = queryOptions({
  queryKey: [...api.catalog.listOffers.pathKey(), "all"],
  queryFn: () => allPages((page) => client.catalog.listOffers.query({ ...page, sort: "validFrom" })),
});

export const allCategories = queryOptions({
  queryKey: [...api.catalog.listCategories.pathKey(), "all"],
  queryFn: () => allPages((page) => client.catalog.listCategories.query(page)),
});

/** A plan shows its best offer, an offer its plan's price, a category its count: a change of one reaches all three. */
export async function invalidateCatalog(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: api.catalog.pathKey() });
}
