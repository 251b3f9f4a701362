import type { ListCustomersInput, ListCustomersOutput } from "@nexa/contracts";
import type { AdminActor, CoreContext } from "../context.ts";
import { toSummary } from "./profile-view.ts";
import { filtersOf } from "./search/filters.ts";
import { findCustomers } from "./search/find-customers.ts";
import { cursorOf, positionOf } from "./search/order.ts";
import { readSearch } from "./search/read-search.ts";

/**
 * Customers for staff, newest first unless asked otherwise: found by part of a number or name while it is typed, or by the reference of a
 * transaction or bill. Throws `request.badCursor`.
 */
export async function listCustomers(
  ctx: CoreContext<AdminActor>,
  input: ListCustomersInput,
): Promise<ListCustomersOutput> {
  const { limit, sort = "newest", cursor, search } = input;
  const now = ctx.clock.now();
  const rows = await findCustomers(ctx, {
    search: search === undefined ? null : readSearch(search, ctx.runtime.config.operator.country),
    sort,
    after: positionOf(sort, cursor),
    limit: limit + 1,
    filters: (given) => filtersOf(input, now, given),
  });
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const isMore = rows.length > limit && last !== undefined;
  return {
    items: items.map((row) => toSummary(row, now)),
    nextCursor: isMore ? cursorOf(sort, { id: last.id, name: last.nameKey }) : null,
  };
}
