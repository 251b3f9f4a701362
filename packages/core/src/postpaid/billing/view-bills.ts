import { type AdminBill, type Bill, type BillLine, billNumber } from "@nexa/contracts";
import { billLines, billPayments, customers, transactions } from "@nexa/db";
import { and, asc, eq, inArray } from "drizzle-orm";
import type { CoreContext } from "../../context.ts";
import { outstandingOf } from "./bill-payment-rows.ts";
import type { BillRow } from "./close-cycle.ts";

/** Bills in the contract's form, with their lines: two statements however many they are. Check first that the caller may see them. */
export async function viewBills(ctx: CoreContext, rows: readonly BillRow[]): Promise<Bill[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const lines = await ctx.db.orm
    .select()
    .from(billLines)
    .where(inArray(billLines.billId, ids))
    .orderBy(asc(billLines.billId), asc(billLines.position));
  const pending = await ctx.db.orm
    .select({ billId: billPayments.billId })
    .from(billPayments)
    .innerJoin(transactions, eq(transactions.id, billPayments.transactionId))
    .where(and(inArray(billPayments.billId, ids), eq(billPayments.isLive, true), eq(transactions.status, "pending")));
  const linesOf = Map.groupBy(lines, (line) => line.billId);
  const isPending = new Set(pending.map((row) => row.billId));
  return rows.map((row) => toBill(row, linesOf.get(row.id) ?? [], isPending.has(row.id)));
}

/** One bill in the contract's form. */
export async function viewBill(ctx: CoreContext, row: BillRow): Promise<Bill> {
  const [bill] = await viewBills(ctx, [row]);
  if (!bill) throw new Error(`bill ${row.id} has no form`);
  return bill;
}

/** Bills as staff see them, with whom they are for. */
export async function viewAdminBills(ctx: CoreContext, rows: readonly BillRow[]): Promise<AdminBill[]> {
  if (rows.length === 0) return [];
  const owners = await ctx.db.orm
    .select({ id: customers.id, fullName: customers.fullName, phoneNumber: customers.phone })
    .from(customers)
    .where(inArray(customers.id, [...new Set(rows.map((row) => row.customerId))]));
  const ownerOf = new Map(owners.map((owner) => [owner.id, owner]));
  const bills = await viewBills(ctx, rows);
  return bills.flatMap((bill, index) => {
    const customer = ownerOf.get(rows[index]?.customerId ?? "");
    return customer ? [{ ...bill, customer }] : [];
  });
}

/** One bill as staff see it. */
export async function viewAdminBill(ctx: CoreContext, row: BillRow): Promise<AdminBill> {
  const [bill] = await viewAdminBills(ctx, [row]);
  if (!bill) throw new Error(`bill ${row.id} is nobody's`);
  return bill;
}

function toBill(row: BillRow, lines: readonly (BillLine & { id: string })[], isPaymentPending: boolean): Bill {
  const { id, activationId, planName, status, totalMinor, taxMinor, taxPercent, taxName, currency } = row;
  return {
    ...{ id, number: billNumber(row.number), activationId, phoneNumber: row.phone, planName },
    ...{ periodStartsAt: row.periodStart.toISOString(), periodEndsAt: row.periodEnd.toISOString(), status },
    lines: lines.map(({ kind, description, quantity, amountMinor }) => ({ kind, description, quantity, amountMinor })),
    ...{ totalMinor, taxMinor, taxPercent, taxName, currency },
    ...{ creditedMinor: row.creditedMinor, paidMinor: row.paidMinor, outstandingMinor: outstandingOf(row) },
    ...{ isPaymentPending, issuedAt: row.issuedAt.toISOString(), dueAt: row.dueAt.toISOString() },
    settledAt: row.settledAt?.toISOString() ?? null,
  };
}
