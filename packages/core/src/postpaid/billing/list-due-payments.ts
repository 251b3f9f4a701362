import { decodeCursor, Id, type ListDuePaymentsInput, type ListDuePaymentsOutput, toPage } from "@nexa/contracts";
import { bills } from "@nexa/db";
import { and, asc, eq, inArray, lt, lte, sql } from "drizzle-orm";
import type { AdminActor, CoreContext } from "../../context.ts";
import { requestErrors } from "../../trpc/errors.ts";
import { viewAdminBills } from "./view-bills.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Bills with something outstanding for staff, the one that is due first coming first. Amounts in minor units. */
export async function listDuePayments(
  ctx: CoreContext<AdminActor>,
  input: ListDuePaymentsInput,
): Promise<ListDuePaymentsOutput> {
  const now = ctx.clock.now();
  const rows = await ctx.db.orm
    .select()
    .from(bills)
    .where(
      and(
        inArray(bills.status, ["issued", "overdue"]),
        input.isOverdue === true ? lte(bills.dueAt, now) : undefined,
        input.isOverdue === false ? sql`${bills.dueAt} > ${now.toISOString()}` : undefined,
        input.dueBefore === undefined ? undefined : lt(bills.dueAt, new Date(input.dueBefore)),
        input.customerId === undefined ? undefined : eq(bills.customerId, input.customerId),
        after(input.cursor),
      ),
    )
    .orderBy(asc(bills.dueAt), asc(bills.id))
    .limit(input.limit + 1);
  const page = toPage(rows, input.limit, (row) => [row.dueAt.toISOString(), row.id]);
  const items = (await viewAdminBills(ctx, page.items)).map((bill) => ({
    ...bill,
    daysOverdue: Math.max(0, Math.floor((now.getTime() - new Date(bill.dueAt).getTime()) / DAY_MS)),
  }));
  return { items, nextCursor: page.nextCursor };
}

function after(cursor: string | undefined) {
  if (cursor === undefined) return undefined;
  const [dueAt, id] = decodeCursor(cursor, 2) ?? [];
  const isKnown = typeof dueAt === "string" && !Number.isNaN(Date.parse(dueAt)) && Id.safeParse(id).success;
  if (!isKnown) throw requestErrors.badCursor();
  return sql`(${bills.dueAt}, ${bills.id}) > (${dueAt}::timestamptz, ${id}::uuid)`;
}
