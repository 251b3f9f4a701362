import { decodeCursor, type ListCustomersInput, type ListCustomersOutput, parsePhone, toPage } from "@nexa/contracts";
import { customers } from "@nexa/db";
import { and, asc, desc, eq, getTableColumns, type SQL, sql } from "drizzle-orm";
import type { AdminActor, CoreContext } from "../context.ts";
import { requestErrors } from "../trpc/errors.ts";
import { lastActivePlanAt } from "./last-active-plan.ts";
import { toSummary } from "./profile-view.ts";

/** Customers for staff, newest first unless asked otherwise. Throws `request.badCursor`. */
export async function listCustomers(
  ctx: CoreContext<AdminActor>,
  input: ListCustomersInput,
): Promise<ListCustomersOutput> {
  const isOldestFirst = input.sort === "oldest";
  const direction = isOldestFirst ? asc : desc;
  const now = ctx.clock.now();
  const rows = await ctx.db.orm
    .select({ ...getTableColumns(customers), lastActivePlanAt: lastActivePlanAt(now) })
    .from(customers)
    .where(and(...conditions(ctx, input, isOldestFirst)))
    .orderBy(direction(customers.createdAt), direction(customers.id))
    .limit(input.limit + 1);
  const page = toPage(rows, input.limit, (row) => [row.createdAt.getTime(), row.id]);
  return { items: page.items.map((row) => toSummary(row, now)), nextCursor: page.nextCursor };
}

function conditions(ctx: CoreContext, input: ListCustomersInput, isOldestFirst: boolean): SQL[] {
  const found: SQL[] = [];
  if (input.status !== undefined) found.push(eq(customers.status, input.status));
  if (input.search !== undefined) found.push(matching(ctx, input.search));
  if (input.cursor !== undefined) found.push(after(input.cursor, isOldestFirst));
  return found;
}

/** A whole number is looked up by the index; parts of numbers and names are matched as text. */
function matching(ctx: CoreContext, search: string): SQL {
  const phone = parsePhone(search, ctx.runtime.config.operator.country);
  if (phone !== null) return eq(customers.phone, phone);
  const text = search.replaceAll(/[\\%_]/g, "\\$&");
  const digits = search.replaceAll(/[\s().-]/g, "");
  if (/^\+?[0-9]{3,}$/.test(digits)) return sql`${customers.phone} like ${`%${digits}%`}`;
  return sql`${customers.fullName} ilike ${`%${text}%`}`;
}

function after(cursor: string, isOldestFirst: boolean): SQL {
  const [at, id] = decodeCursor(cursor, 2) ?? [];
  if (typeof at !== "number" || typeof id !== "string" || !/^[0-9a-f-]{36}$/.test(id)) throw requestErrors.badCursor();
  const instant = new Date(at);
  if (Number.isNaN(instant.getTime())) throw requestErrors.badCursor();
  const position = sql`(${instant.toISOString()}::timestamptz, ${id}::uuid)`;
  const row = sql`(${customers.createdAt}, ${customers.id})`;
  return isOldestFirst ? sql`${row} > ${position}` : sql`${row} < ${position}`;
}
