import { usageDays } from "@nexa/db";
import { and, asc, between, eq } from "drizzle-orm";
import type { CoreContext } from "../context.ts";

/** What a line used of one kind on one day. Data in bytes, voice in seconds, SMS in messages; roaming and uncovered are parts of the amount. */
export type UsageDay = Pick<
  typeof usageDays.$inferSelect,
  "day" | "kind" | "amount" | "roamingAmount" | "uncoveredAmount"
>;

/**
 * What a line used from one day of the operator (`YYYY-MM-DD`) to another, both included, in the order of days. Whoever shows it keeps
 * to the days since the line has its owner.
 */
export function usageDaysOf(ctx: CoreContext, lineId: string, from: string, to: string): Promise<UsageDay[]> {
  return ctx.db.orm
    .select({
      day: usageDays.day,
      kind: usageDays.kind,
      amount: usageDays.amount,
      roamingAmount: usageDays.roamingAmount,
      uncoveredAmount: usageDays.uncoveredAmount,
    })
    .from(usageDays)
    .where(and(eq(usageDays.lineId, lineId), between(usageDays.day, from, to)))
    .orderBy(asc(usageDays.day), asc(usageDays.kind));
}
