import { createHash } from "node:crypto";
import { type CoreError, newId, type PayBillInput, type PayBillOutput } from "@nexa/contracts";
import { bills, postpaidActivations, postpaidCycles, transactions } from "@nexa/db";
import { and, eq, or } from "drizzle-orm";
import { type CoreContext, type CustomerActor, withTransaction } from "../../context.ts";
import { type Charge, type ChargeAnswer, chargeGateway, claimKey, performRefund } from "../../payments/index.ts";
import { referenceOf, toTransaction } from "../../transactions/index.ts";
import { lockBuyer } from "../lock-buyer.ts";
import { assertPayable, findBillOfPayment, lockBill } from "./bill-payment-rows.ts";
import type { BillRow } from "./close-cycle.ts";
import { billingErrors } from "./errors.ts";
import { openBillPayment } from "./open-bill-payment.ts";
import { settleBillCharge } from "./settle-bill-charge.ts";
import { viewBill } from "./view-bills.ts";

const OPERATION = "postpaid.payBill";

type Opened = { kind: "opened"; charge: Charge } | { kind: "replay"; transactionId: string };

/**
 * Pays all that is outstanding of an own bill: intent, charge, settle, like a recharge. The same key and body answers with the same
 * transaction as it is then; it is pending where the gateway did not say how it ended.
 *
 * @throws billing.billUnknown cycleOpen billSettled paymentUnderWay keyReused declined reversed; what `lockBuyer` throws
 */
export async function payBill(ctx: CoreContext<CustomerActor>, input: PayBillInput): Promise<PayBillOutput> {
  const opened = await withTransaction(ctx, (tx) => openPayment(tx, input));
  if (opened.kind === "replay") {
    if (ctx.reply) ctx.reply.replayed = true;
    return answerOf(ctx, opened.transactionId);
  }
  await settleOrLeave(ctx, await chargeGateway(ctx, opened.charge));
  return answerOf(ctx, opened.charge.transactionId);
}

async function openPayment(tx: CoreContext<CustomerActor>, input: PayBillInput): Promise<Opened> {
  const now = tx.clock.now();
  const [transactionId, attemptId] = [newId(now), newId(now)];
  const { idempotencyKey: key, billId, paymentMethod: method, paymentToken: token } = input;
  const requestHash = createHash("sha256")
    .update(JSON.stringify([billId, method, token]))
    .digest("base64url");
  const known = await claimKey(tx, { operation: OPERATION, key, requestHash, subjectId: transactionId });
  if (known && known.requestHash !== requestHash) throw billingErrors.keyReused();
  if (known) return { kind: "replay", transactionId: known.subjectId };
  await lockBuyer(tx);
  const bill = await lockOwnBill(tx, billId);
  await assertPayable(tx, bill);
  const { provider } = tx.gateways.payments;
  const { amountMinor } = await openBillPayment(tx, { bill, transactionId, attemptId, method, provider });
  const reference = referenceOf({ id: transactionId, type: "postpaid_bill_payment" });
  const { currency } = bill;
  return { kind: "opened", charge: { transactionId, attemptId, amountMinor, currency, method, token, reference } };
}

/** The customer's bill by its own id or its cycle's. Other people's are unknown. */
async function lockOwnBill(tx: CoreContext<CustomerActor>, billId: string): Promise<BillRow> {
  const { customerId } = tx.actor;
  const [known] = await tx.db.orm
    .select({ id: bills.id })
    .from(bills)
    .where(and(eq(bills.customerId, customerId), or(eq(bills.id, billId), eq(bills.cycleId, billId))));
  if (known) return lockBill(tx, known.id);
  const [cycle] = await tx.db.orm
    .select({ endsAt: postpaidCycles.endsAt })
    .from(postpaidCycles)
    .innerJoin(postpaidActivations, eq(postpaidActivations.id, postpaidCycles.activationId))
    .where(and(eq(postpaidCycles.id, billId), eq(postpaidActivations.customerId, customerId)));
  if (!cycle) throw billingErrors.billUnknown();
  throw cycleOpen(tx, cycle.endsAt);
}

function cycleOpen(ctx: CoreContext, endsAt: Date): CoreError {
  const facts = { cycleEndsAt: endsAt.toISOString() };
  if (endsAt <= ctx.clock.now()) {
    return billingErrors.cycleOpen(facts, "This billing cycle has just ended. Its bill can be paid in a few minutes.");
  }
  const { timezone: timeZone } = ctx.runtime.config.operator;
  const day = new Intl.DateTimeFormat("en-IN", { dateStyle: "long", timeZone }).format(endsAt);
  return billingErrors.cycleOpen(facts, `This billing cycle runs until ${day}. Its bill can be paid after that.`);
}

/**
 * Settles, or leaves it to webhook and reconcile job where that is not possible now. Money may have moved, so the answer is the pending
 * transaction: an error would make people pay again.
 */
async function settleOrLeave(ctx: CoreContext, charged: ChargeAnswer): Promise<void> {
  try {
    const { refundAttemptId } = await settleBillCharge(ctx, charged);
    if (refundAttemptId) await performRefund(ctx, refundAttemptId);
  } catch (error) {
    const { transactionId } = charged;
    ctx.logger.error(
      { err: error, transactionId, requestId: ctx.requestId },
      "a bill's charge is left to be settled later",
    );
  }
}

/** The payment as it is now, with its bill. */
async function answerOf(ctx: CoreContext, transactionId: string): Promise<PayBillOutput> {
  const [row] = await ctx.db.orm.select().from(transactions).where(eq(transactions.id, transactionId));
  const bill = await findBillOfPayment(ctx, transactionId);
  if (!row || !bill) throw new Error(`an idempotency key names transaction ${transactionId}, which pays no bill`);
  const name = { transactionId, reference: referenceOf(row) };
  if (row.status === "failed")
    throw row.detail ? billingErrors.declined(name, row.detail) : billingErrors.declined(name);
  if (row.status === "reversed") throw billingErrors.reversed(name);
  return { transaction: toTransaction(row), bill: await viewBill(ctx, bill) };
}
