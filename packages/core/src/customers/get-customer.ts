import type { CustomerDetail, CustomerIdInput } from "@nexa/contracts";
import { customerSessions, customers } from "@nexa/db";
import { and, count, eq, getTableColumns, gt } from "drizzle-orm";
import type { AdminActor, CoreContext } from "../context.ts";
import { linesOf } from "../lines/index.ts";
import { customersErrors } from "./errors.ts";
import { lastActivePlanAt } from "./last-active-plan.ts";
import { toSummary } from "./profile-view.ts";

/** A customer as staff see them. Throws `customers.notFound`. */
export async function getCustomer(ctx: CoreContext<AdminActor>, input: CustomerIdInput): Promise<CustomerDetail> {
  const { customerId } = input;
  const now = ctx.clock.now();
  const [row] = await ctx.db.orm
    .select({ ...getTableColumns(customers), lastActivePlanAt: lastActivePlanAt(now) })
    .from(customers)
    .where(eq(customers.id, customerId));
  if (!row) throw customersErrors.notFound();
  const lines = await linesOf(ctx, customerId);
  const [sessions] = await ctx.db.orm
    .select({ count: count() })
    .from(customerSessions)
    .where(and(eq(customerSessions.userId, customerId), gt(customerSessions.expiresAt, now)));
  return {
    ...toSummary(row, now),
    lines,
    sessionCount: sessions?.count ?? 0,
    closedAt: row.closedAt?.toISOString() ?? null,
  };
}
