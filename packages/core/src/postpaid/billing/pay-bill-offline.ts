import { createHash } from "node:crypto";
import { newId, type PayBillOfflineInput, type PayBillOfflineOutput } from "@nexa/contracts";
import { bills, transactions, violatedConstraint } from "@nexa/db";
import { eq } from "drizzle-orm";
import { recordAudit } from "../../audit/index.ts";
import { type AdminActor, type CoreContext, withTransaction } from "../../context.ts";
import { claimKey, OFFLINE_PROVIDER } from "../../payments/index.ts";
import { assertAccountStands } from "../../recharge/index.ts";
import { toTransaction } from "../../transactions/index.ts";
import { lockActivation } from "../lock-activation.ts";
import { assertPayable, findBillOfPayment, lockBill } from "./bill-payment-rows.ts";
import { billingErrors } from "./errors.ts";
import { openBillPayment } from "./open-bill-payment.ts";
import { settleBillCharge } from "./settle-bill-charge.ts";
import { viewAdminBill } from "./view-bills.ts";

const OPERATION = "postpaid.payBillOffline";

type Recorded = { transactionId: string; isReplay: boolean };

/**
 * Staff record that all that is outstanding of a bill was paid past the gateway. It settles like any payment. A reference counts once.
 *
 * @throws billing.billUnknown billSettled paymentUnderWay referenceUsed keyReused; identity.sessionEnded staffDisabled
 */
export async function payBillOffline(
  ctx: CoreContext<AdminActor>,
  input: PayBillOfflineInput,
): Promise<PayBillOfflineOutput> {
  const recorded = await withTransaction(ctx, (tx) => record(tx, input)).catch((error: unknown) => {
    throw violatedConstraint(error) === "payments_provider_reference_idx" ? billingErrors.referenceUsed() : error;
  });
  if (recorded.isReplay && ctx.reply) ctx.reply.replayed = true;
  const [row] = await ctx.db.orm.select().from(transactions).where(eq(transactions.id, recorded.transactionId));
  const bill = await findBillOfPayment(ctx, recorded.transactionId);
  if (!row || !bill) throw new Error(`an idempotency key names payment ${recorded.transactionId}, which is not there`);
  return { transaction: toTransaction(row), bill: await viewAdminBill(ctx, bill) };
}

async function record(tx: CoreContext<AdminActor>, input: PayBillOfflineInput): Promise<Recorded> {
  const now = tx.clock.now();
  const [transactionId, attemptId] = [newId(now), newId(now)];
  const { billId, reference, reason, idempotencyKey: key } = input;
  const requestHash = createHash("sha256")
    .update(JSON.stringify([billId, reference, reason]))
    .digest("base64url");
  const claim = { operation: OPERATION, key, requestHash, subjectId: transactionId };
  const known = await claimKey(tx, claim);
  if (known && known.requestHash !== requestHash) throw billingErrors.keyReused();
  if (known) return { transactionId: known.subjectId, isReplay: true };
  await assertAccountStands(tx);
  const [found] = await tx.db.orm.select({ activationId: bills.activationId }).from(bills).where(eq(bills.id, billId));
  if (!found) throw billingErrors.billUnknown();
  await lockActivation(tx, found.activationId);
  const bill = await lockBill(tx, billId);
  await assertPayable(tx, bill);
  const { amountMinor } = await openBillPayment(tx, {
    ...{ bill, transactionId, attemptId, method: "offline", provider: OFFLINE_PROVIDER },
  });
  await settleBillCharge(tx, { transactionId, outcome: "succeeded", providerReference: reference, cause: "offline" });
  await recordAudit(tx, {
    action: "postpaid.payBillOffline",
    subject: { kind: "bill", id: billId },
    before: { status: bill.status, outstandingMinor: amountMinor },
    after: { status: "paid", outstandingMinor: 0, transactionId, reference },
    reason,
  });
  return { transactionId, isReplay: false };
}
