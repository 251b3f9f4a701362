import { billNumber } from "@nexa/contracts";
import { customers } from "@nexa/db";
import { inArray } from "drizzle-orm";
import type { CoreContext } from "../../context.ts";
import { enqueueNotices } from "../../notifications/index.ts";
import { outstandingOf } from "./bill-payment-rows.ts";
import type { BillRow } from "./close-cycle.ts";

/** Tells the customers of bills that wait to be paid: that they are due soon, or overdue and when the line is suspended. Once for each bill. */
export async function tellDue(
  tx: CoreContext,
  rows: readonly BillRow[],
  what: { type: "postpaid_due_date" } | { type: "postpaid_overdue"; suspendAfterMs: number },
): Promise<void> {
  if (rows.length === 0) return;
  const owners = await tx.db.orm
    .select({ id: customers.id, phone: customers.phone })
    .from(customers)
    .where(inArray(customers.id, [...new Set(rows.map((row) => row.customerId))]));
  const phoneOf = new Map(owners.map((owner) => [owner.id, owner.phone]));
  await enqueueNotices(
    tx,
    rows.map((bill) => {
      const phone = phoneOf.get(bill.customerId) ?? bill.phone;
      const address = { customerId: bill.customerId, phone, lineId: bill.lineId, causeKey: `${what.type}:${bill.id}` };
      const params = {
        ...{ planName: bill.planName, phone: bill.phone, billNumber: billNumber(bill.number) },
        ...{ amountMinor: outstandingOf(bill), currency: bill.currency, dueAt: bill.dueAt.toISOString() },
      };
      if (what.type === "postpaid_due_date") return { type: what.type, ...address, params };
      const suspendsAt = new Date(bill.dueAt.getTime() + what.suspendAfterMs).toISOString();
      return { type: what.type, ...address, params: { ...params, suspendsAt } };
    }),
  );
}
