import { createHash } from "node:crypto";
import { newId, type RefundOutput, type RefundTransactionInput } from "@nexa/contracts";
import { subscriptions, transactions, violatedConstraint } from "@nexa/db";
import { eq } from "drizzle-orm";
import { recordAudit } from "../audit/index.ts";
import { type AdminActor, type CoreContext, type CustomerActor, withTransaction } from "../context.ts";
import { claimKey, openRefundAttempt, performRefund } from "../payments/index.ts";
import { refundableOfBill } from "../postpaid/index.ts";
import { returnDiscount, revokeReward } from "../referrals/index.ts";
import { endSubscription } from "../subscriptions/index.ts";
import { type TransactionRow, toTransaction } from "../transactions/index.ts";
import { assertAccountStands } from "./assert-account-stands.ts";
import { refundErrors } from "./errors.ts";
import { findKey } from "./intent.ts";

export type RefundRequest = RefundTransactionInput & {
  operation: "transactions.refund" | "subscriptions.cancel";
  /** Why the plan ends: staff refund it also while it runs, customers cancel it only while it waits. */
  cause: "refunded" | "cancelled";
};

type Requested = { refundId: string; attemptId: string | null; isReplay: boolean };

/**
 * Staff give money back, all of what is left or a part of it. A full refund ends the plan now, returns a used discount and revokes an
 * unspent reward; a partial one leaves the plan. Of a bill it becomes a credit note once done. The refund is a transaction of its own and an attempt with the gateway, which may
 * stay pending.
 *
 * @throws refund.transactionUnknown notRefundable aboveCaptured keyReused; identity.sessionEnded staffDisabled
 */
export function refundTransaction(ctx: CoreContext<AdminActor>, input: RefundTransactionInput): Promise<RefundOutput> {
  return requestRefund(ctx, { ...input, operation: "transactions.refund", cause: "refunded" });
}

/** The refund behind `refundTransaction` and cancelling a waiting plan: what it changes is committed before the gateway is asked. */
export async function requestRefund(
  ctx: CoreContext<AdminActor | CustomerActor>,
  request: RefundRequest,
): Promise<RefundOutput> {
  const requested = await withTransaction(ctx, (tx) => openRefund(tx, request)).catch((error: unknown) => {
    throw violatedConstraint(error)?.endsWith("transactions_refund_check") ? refundErrors.aboveCaptured() : error;
  });
  if (requested.isReplay && ctx.reply) ctx.reply.replayed = true;
  if (requested.attemptId) {
    // What is committed will be carried out: an error now would make people ask for it again.
    await performRefund(ctx, requested.attemptId).catch((error: unknown) => {
      ctx.logger.error(
        { err: error, refundId: requested.refundId, requestId: ctx.requestId },
        "a refund is left to the reconcile job",
      );
    });
  }
  return readRefund(ctx, requested.refundId, request.transactionId);
}

async function openRefund(tx: CoreContext<AdminActor | CustomerActor>, request: RefundRequest): Promise<Requested> {
  const now = tx.clock.now();
  const [refundId, attemptId] = [newId(now), newId(now)];
  const earlier = await claimRefund(tx, request, refundId);
  if (earlier !== null) return { refundId: earlier, attemptId: null, isReplay: true };
  await assertAccountStands(tx);
  const original = await lockRefundable(tx, request.transactionId);
  const isBill = original.type === "postpaid_bill_payment";
  const left = isBill ? await refundableOfBill(tx, original) : original.capturedMinor - original.refundRequestedMinor;
  const amount = request.amountMinor ?? left;
  if (left === 0) throw refundErrors.notRefundable();
  if (amount > left) throw refundErrors.aboveCaptured({ refundableMinor: left });
  await openRefundAttempt(tx, {
    original,
    refundId,
    attemptId,
    amountMinor: amount,
    reason: request.reason,
    cause: "requested",
  });
  if (amount === left && !isBill) await undoSale(tx, original, request.cause);
  if (tx.actor.kind === "admin") {
    await recordAudit(tx, {
      action: "transactions.refund",
      subject: { kind: "transaction", id: original.id },
      before: { refundRequestedMinor: original.refundRequestedMinor },
      after: { refundRequestedMinor: original.refundRequestedMinor + amount, refundId },
      reason: request.reason,
    });
  }
  return { refundId, attemptId, isReplay: false };
}

/** The refund this key stands for already, or null after claiming it for `refundId`. */
async function claimRefund(
  tx: CoreContext<AdminActor | CustomerActor>,
  request: RefundRequest,
  refundId: string,
): Promise<string | null> {
  const { operation, idempotencyKey: key } = request;
  const requestHash = hashOf(request);
  const known = await claimKey(tx, { operation, key, requestHash, subjectId: refundId });
  if (known && known.requestHash !== requestHash) throw refundErrors.keyReused();
  return known?.subjectId ?? null;
}

/** The refund that this key made before, or null. @throws refund.keyReused where it was for another request */
export async function findEarlierRefund(
  ctx: CoreContext<AdminActor | CustomerActor>,
  request: RefundRequest,
): Promise<string | null> {
  const { actorKind, actorId, operation, key } = keyOf(ctx, request);
  const name = { actor_kind: actorKind, actor_id: actorId, operation, key };
  const known = await findKey(ctx.db, name, ctx.clock.now());
  if (known && known.requestHash !== hashOf(request)) throw refundErrors.keyReused();
  return known?.transactionId ?? null;
}

function keyOf({ actor }: CoreContext<AdminActor | CustomerActor>, request: RefundRequest) {
  const actorId = actor.kind === "admin" ? actor.adminId : actor.customerId;
  return { actorKind: actor.kind, actorId, operation: request.operation, key: request.idempotencyKey };
}

function hashOf({ transactionId, amountMinor, reason }: RefundRequest): string {
  return createHash("sha256")
    .update(JSON.stringify([transactionId, amountMinor, reason]))
    .digest("base64url");
}

async function lockRefundable(tx: CoreContext, transactionId: string): Promise<TransactionRow> {
  const [row] = await tx.db.orm
    .select()
    .from(transactions)
    .where(eq(transactions.id, transactionId))
    .for("no key update");
  if (!row) throw refundErrors.transactionUnknown();
  const isPaid = row.status === "succeeded" || row.status === "partially_refunded";
  if (!isPaid || row.type === "refund_adjustment") throw refundErrors.notRefundable();
  if (row.refundRequestedMinor === row.capturedMinor) throw refundErrors.notRefundable();
  return row;
}

async function undoSale(tx: CoreContext, original: TransactionRow, cause: RefundRequest["cause"]): Promise<void> {
  const [sold] = await tx.db.orm.select().from(subscriptions).where(eq(subscriptions.transactionId, original.id));
  if (sold) await endSubscription(tx, { subscriptionId: sold.id, cause });
  await returnDiscount(tx, original.id);
  await revokeReward(tx, original.id);
}

/** The refund and what it refunds, as they are now. */
export async function readRefund(ctx: CoreContext, refundId: string, transactionId: string): Promise<RefundOutput> {
  const read = async (id: string) => {
    const [row] = await ctx.db.orm.select().from(transactions).where(eq(transactions.id, id));
    if (!row) throw refundErrors.transactionUnknown();
    return toTransaction(row);
  };
  return { refund: await read(refundId), transaction: await read(transactionId) };
}
