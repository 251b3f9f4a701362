import type { ReferralDiscount, ReferralDiscountStatus } from "@nexa/contracts";
import { referralDiscounts } from "@nexa/db";
import { and, eq, gt, lte, type SQL } from "drizzle-orm";

export type DiscountRow = typeof referralDiscounts.$inferSelect;

/** What a discount is at `now`: its expiry is computed, the rest is stored. */
export function discountStatusOf(row: Pick<DiscountRow, "status" | "expiresAt">, now: Date): ReferralDiscountStatus {
  return row.status === "unused" && row.expiresAt <= now ? "expired" : row.status;
}

/** The SQL form of `discountStatusOf`. */
export function discountHasStatus(status: ReferralDiscountStatus, now: Date): SQL | undefined {
  if (status === "expired") {
    return and(eq(referralDiscounts.status, "unused"), lte(referralDiscounts.expiresAt, now));
  }
  if (status === "unused") return and(eq(referralDiscounts.status, "unused"), gt(referralDiscounts.expiresAt, now));
  return eq(referralDiscounts.status, status);
}

/** The contract's form of a discount. */
export function toReferralDiscount(row: DiscountRow, now: Date): ReferralDiscount {
  const { id, role, percent, transactionId } = row;
  const times = { createdAt: row.createdAt.toISOString(), expiresAt: row.expiresAt.toISOString() };
  return { id, role, percent, status: discountStatusOf(row, now), transactionId, ...times };
}
