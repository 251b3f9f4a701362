import { type ListBillsInput, type ListBillsOutput, toPage } from "@nexa/contracts";
import { bills } from "@nexa/db";
import { and, desc, eq, lt } from "drizzle-orm";
import type { CoreContext, CustomerActor } from "../../context.ts";
import { billCursor } from "./bill-cursor.ts";
import { viewBills } from "./view-bills.ts";

/** The signed-in customer's bills of all plans, or of one, the newest first. Amounts in minor units. */
export async function listBills(ctx: CoreContext<CustomerActor>, input: ListBillsInput): Promise<ListBillsOutput> {
  const after = billCursor(input.cursor, "own");
  const rows = await ctx.db.orm
    .select()
    .from(bills)
    .where(
      and(
        eq(bills.customerId, ctx.actor.customerId),
        input.activationId === undefined ? undefined : eq(bills.activationId, input.activationId),
        input.status === undefined ? undefined : eq(bills.status, input.status),
        after === null ? undefined : lt(bills.number, after),
      ),
    )
    .orderBy(desc(bills.number))
    .limit(input.limit + 1);
  const page = toPage(rows, input.limit, (row) => ["own", row.number]);
  return { items: await viewBills(ctx, page.items), nextCursor: page.nextCursor };
}
