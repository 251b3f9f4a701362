import { newId, RECORDED_PAYMENT_METHODS, type RecordedPaymentMethod } from "@nexa/contracts";
import type { PlanTerms, payments, subscriptionEvents, subscriptions, transactionEvents, transactions } from "@nexa/db";
import { IMPORTED_PROVIDER } from "../../payments/index.ts";
import type { Laid } from "./lay-plans.ts";
import type { StagedPayment } from "./staging.ts";

/** A payment, with what it bought where that was delivered. */
export type Sale = {
  /** Unique in all imports: the name of the source and its id of the payment, or of the plan whose payment it lacks. */
  readonly reference: string;
  readonly status: StagedPayment["status"];
  readonly isTopup: boolean;
  readonly at: Date;
  readonly amountMinor: number;
  readonly method: string | null;
  readonly detail: string | null;
  readonly payerId: string;
  readonly phone: string;
  /** Null only for what was not delivered. */
  readonly lineId: string | null;
  readonly planId: string;
  readonly terms: PlanTerms;
  readonly laid: Laid | null;
};

export type SaleRows = {
  transactions: (typeof transactions.$inferInsert)[];
  transactionEvents: (typeof transactionEvents.$inferInsert)[];
  payments: (typeof payments.$inferInsert)[];
  subscriptions: (typeof subscriptions.$inferInsert)[];
  subscriptionEvents: (typeof subscriptionEvents.$inferInsert)[];
};

export function emptyRows(): SaleRows {
  return { transactions: [], transactionEvents: [], payments: [], subscriptions: [], subscriptionEvents: [] };
}

const ACTOR = { actorKind: "job", actorId: "import" } as const;

/** Adds all that a sale leaves in the books. Answers the ids of its transaction and plan. */
export function addSale(rows: SaleRows, sale: Sale, context: { currency: string; now: Date }) {
  const transactionId = newId(sale.at);
  const chargeId = newId(sale.at);
  const isPaid = sale.status === "succeeded" || sale.status === "refunded";
  const isRefunded = sale.status === "refunded";
  const terms = {
    ...sale.terms,
    isTopup: sale.isTopup,
    validityDays: sale.laid?.validityDays ?? sale.terms.validityDays,
  };
  const shared = {
    ...{ payerId: sale.payerId, lineId: sale.lineId, recipientPhone: sale.phone, planId: sale.planId, terms },
    ...{ originalAmountMinor: sale.amountMinor, finalAmountMinor: sale.amountMinor, currency: context.currency },
    ...{ paymentMethod: methodOf(sale.method), createdAt: sale.at, settledAt: sale.at },
  };
  const money = isPaid ? sale.amountMinor : 0;
  rows.transactions.push({
    ...{
      ...shared,
      id: transactionId,
      type: sale.isTopup ? "topup_purchase" : "prepaid_recharge",
      status: sale.status,
    },
    ...{ capturedMinor: money, refundedMinor: isRefunded ? money : 0, refundRequestedMinor: isRefunded ? money : 0 },
    detail: sale.detail,
  });
  addMoves(rows, transactionId, sale, isPaid ? "succeeded" : sale.status);
  const attempt = {
    ...{ provider: IMPORTED_PROVIDER, amountMinor: sale.amountMinor, currency: context.currency },
    ...{ createdAt: sale.at, updatedAt: sale.at },
  };
  rows.payments.push({
    ...{ ...attempt, id: chargeId, transactionId, kind: "charge", status: isPaid ? "succeeded" : sale.status },
    providerReference: isPaid ? sale.reference : null,
  });
  if (isRefunded) addRefund(rows, sale, { shared, attempt, transactionId, chargeId });
  const subscriptionId = sale.laid && sale.lineId !== null ? newId(sale.at) : null;
  if (sale.laid && sale.lineId !== null && subscriptionId !== null) {
    addPlan(
      rows,
      { ...sale, laid: sale.laid, lineId: sale.lineId },
      { subscriptionId, transactionId, terms, now: context.now },
    );
  }
  return { transactionId, subscriptionId };
}

function addMoves(rows: SaleRows, transactionId: string, { at, amountMinor }: Sale, outcome: Sale["status"]): void {
  const move = (fromStatus: string | null, toStatus: string) => {
    const event = {
      id: newId(at),
      transactionId,
      fromStatus,
      toStatus,
      cause: "imported",
      ...ACTOR,
      amountMinor,
      createdAt: at,
    };
    rows.transactionEvents.push(event);
  };
  move(null, "pending");
  move("pending", outcome);
}

type Refunded = {
  shared: Omit<SaleRows["transactions"][number], "id" | "type">;
  attempt: Pick<SaleRows["payments"][number], "provider" | "amountMinor" | "currency" | "createdAt" | "updatedAt">;
  transactionId: string;
  chargeId: string;
};

/** All of it went back; when, the source does not say. */
function addRefund(rows: SaleRows, sale: Sale, { shared, attempt, transactionId, chargeId }: Refunded): void {
  const refundId = newId(sale.at);
  rows.transactions.push({
    ...{ ...shared, id: refundId, type: "refund_adjustment", status: "succeeded", refundOfId: transactionId },
    ...{ capturedMinor: sale.amountMinor, detail: "Refunded before it was imported." },
  });
  addMoves(rows, refundId, sale, "succeeded");
  rows.transactionEvents.push({
    ...{
      id: newId(sale.at),
      transactionId,
      fromStatus: "succeeded",
      toStatus: "refunded",
      cause: "imported",
      ...ACTOR,
    },
    ...{ amountMinor: sale.amountMinor, createdAt: sale.at },
  });
  rows.payments.push({
    ...{ ...attempt, id: newId(sale.at), transactionId: refundId, kind: "refund", status: "succeeded", chargeId },
    providerReference: `${sale.reference}:refund`,
  });
}

type PlanIds = { subscriptionId: string; transactionId: string; terms: PlanTerms; now: Date };

/** What started and ended before is recorded as such, so that nobody is told of it again. */
function addPlan(
  rows: SaleRows,
  sale: Sale & { laid: Laid; lineId: string },
  { subscriptionId, transactionId, terms, now }: PlanIds,
): void {
  const [startsAt, endsAt] = [new Date(sale.laid.startsAt), new Date(sale.laid.endsAt)];
  const isRefunded = sale.status === "refunded";
  const [hasStarted, hasEnded] = [startsAt <= now, endsAt <= now];
  rows.subscriptions.push({
    ...{ id: subscriptionId, lineId: sale.lineId, transactionId, payerId: sale.payerId, planId: sale.planId, terms },
    ...{ isTopup: sale.isTopup, startsAt, endsAt, cancelledAt: isRefunded ? startsAt : null, createdAt: sale.at },
    ...{ startRecordedAt: hasStarted ? startsAt : null, endRecordedAt: hasEnded ? endsAt : null },
  });
  const event = (kind: SaleRows["subscriptionEvents"][number]["kind"], at: Date) => {
    const where = { subscriptionId, lineId: sale.lineId, startsAt, endsAt, ...ACTOR };
    rows.subscriptionEvents.push({
      ...where,
      id: newId(at),
      kind,
      causeKey: `${kind}:${subscriptionId}`,
      createdAt: at,
    });
  };
  event(hasStarted ? "activated" : "queued", hasStarted ? startsAt : now);
  if (isRefunded) event("refunded", startsAt);
  else if (hasEnded) event("expired", endsAt);
}

function methodOf(text: string | null): RecordedPaymentMethod {
  const said = text?.toLowerCase().replaceAll(/[\s-]+/g, "_");
  return RECORDED_PAYMENT_METHODS.find((method) => method === said) ?? "offline";
}
