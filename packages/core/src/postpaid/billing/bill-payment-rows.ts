import { billPayments, bills, postpaidActivations, transactions } from "@nexa/db";
import { and, eq } from "drizzle-orm";
import type { CoreContext } from "../../context.ts";
import type { BillRow } from "./close-cycle.ts";
import { billingErrors } from "./errors.ts";

/** What is still to be paid of a bill, in minor units. */
export function outstandingOf(bill: BillRow): number {
  return bill.status === "void" ? 0 : Math.max(0, bill.totalMinor - bill.creditedMinor - bill.paidMinor);
}

/** A bill under its row lock. Lock its activation first where that may change too. @throws billing.billUnknown */
export async function lockBill(tx: CoreContext, billId: string): Promise<BillRow> {
  const [row] = await tx.db.orm.select().from(bills).where(eq(bills.id, billId)).for("no key update");
  if (!row) throw billingErrors.billUnknown();
  return row;
}

/** The payment of a bill that is pending or succeeded, or null. Reliable under the bill's lock. */
export async function livePaymentOf(
  ctx: CoreContext,
  billId: string,
): Promise<typeof transactions.$inferSelect | null> {
  const [row] = await ctx.db.orm
    .select({ transaction: transactions })
    .from(billPayments)
    .innerJoin(transactions, eq(transactions.id, billPayments.transactionId))
    .where(and(eq(billPayments.billId, billId), eq(billPayments.isLive, true)));
  return row?.transaction ?? null;
}

/** The bill a transaction pays, not locked, or null. */
export async function findBillOfPayment(ctx: CoreContext, transactionId: string): Promise<BillRow | null> {
  const [row] = await ctx.db.orm
    .select({ bill: bills })
    .from(billPayments)
    .innerJoin(bills, eq(bills.id, billPayments.billId))
    .where(eq(billPayments.transactionId, transactionId));
  return row?.bill ?? null;
}

/** Says no while nothing is outstanding, or another payment may still pay it. @throws billing.billSettled paymentUnderWay */
export async function assertPayable(tx: CoreContext, bill: BillRow): Promise<void> {
  if (outstandingOf(bill) === 0) throw billingErrors.billSettled();
  const live = await livePaymentOf(tx, bill.id);
  if (live) throw billingErrors.paymentUnderWay({ transactionId: live.id });
}

/** The plan that a bill is for. */
export async function planOfBill(ctx: CoreContext, bill: BillRow): Promise<string | null> {
  const [row] = await ctx.db.orm
    .select({ planId: postpaidActivations.planId })
    .from(postpaidActivations)
    .where(eq(postpaidActivations.id, bill.activationId));
  return row?.planId ?? null;
}
