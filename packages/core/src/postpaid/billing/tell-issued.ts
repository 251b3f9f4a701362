import { billNumber, newId } from "@nexa/contracts";
import { postpaidEvents } from "@nexa/db";
import { actorId, type CoreContext } from "../../context.ts";
import { enqueueNotices, type Notice } from "../../notifications/index.ts";
import type { BillRow } from "./close-cycle.ts";
import { insertRows } from "./insert-rows.ts";

type Issued = { bill: BillRow; customerPhone: string | null };

/** Writes event and notice of each bill. The customer's own number is told; that of the line where the account has none any more. */
export async function tellIssued(tx: CoreContext, issued: readonly Issued[]): Promise<void> {
  const now = tx.clock.now();
  const actor = { actorKind: tx.actor.kind, actorId: actorId(tx.actor) };
  await insertRows(
    tx,
    postpaidEvents,
    issued.map(({ bill }) => ({
      ...{ id: newId(now), activationId: bill.activationId, kind: "bill_issued", causeKey: `bill_issued:${bill.id}` },
      ...{ ...actor, detail: billNumber(bill.number), createdAt: now },
    })),
  );
  await enqueueNotices(tx, issued.map(noticeOf));
}

function noticeOf({ bill, customerPhone }: Issued): Notice {
  return {
    ...{ type: "bill_issued", customerId: bill.customerId, phone: customerPhone ?? bill.phone, lineId: bill.lineId },
    params: {
      ...{ planName: bill.planName, phone: bill.phone, billNumber: billNumber(bill.number) },
      ...{ amountMinor: bill.totalMinor, currency: bill.currency, dueAt: bill.dueAt.toISOString() },
      ...{ periodStartAt: bill.periodStart.toISOString(), periodEndAt: bill.periodEnd.toISOString() },
    },
    causeKey: `bill_issued:${bill.id}`,
  };
}
