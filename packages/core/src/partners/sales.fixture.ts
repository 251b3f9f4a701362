import { randomUUID } from "node:crypto";
import type { CreateRechargeOutput, PartnerRechargeInput } from "@nexa/contracts";
import { notifications, payments, transactions } from "@nexa/db";
import { and, asc, eq } from "drizzle-orm";
import type { CoreContext, PartnerActor } from "../context.ts";
import { partnerRouter } from "../partner-router.ts";
import { createRecharge, receiveWebhook } from "../recharge/index.ts";
import { aPhone, type TestCore, type TestPlan } from "../testing/index.ts";

type By = { readonly ctx: CoreContext<PartnerActor> };

/** Sells a plan to a new number, or as `fields` say, with an idempotency key of its own. */
export function sell(
  by: By,
  plan: Pick<TestPlan, "id">,
  fields: Partial<PartnerRechargeInput> = {},
): Promise<CreateRechargeOutput> {
  return createRecharge(by.ctx, {
    planId: plan.id,
    recipientPhoneNumber: aPhone(),
    paymentMethod: "upi",
    idempotencyKey: randomUUID(),
    ...fields,
  });
}

/** A transaction as the partner reads it. */
export function readAs({ ctx }: By, transactionId: string) {
  return partnerRouter.createCaller(ctx).transactions.get({ transactionId });
}

/** A transaction as it is stored. */
export async function transactionRow(core: TestCore, transactionId: string) {
  const [found] = await core.runtime.db.orm.select().from(transactions).where(eq(transactions.id, transactionId));
  return found;
}

export async function chargeOf(core: TestCore, transactionId: string): Promise<string> {
  const [attempt] = await core.runtime.db.orm
    .select()
    .from(payments)
    .where(and(eq(payments.transactionId, transactionId), eq(payments.kind, "charge")));
  if (!attempt) throw new Error("no charge");
  return attempt.id;
}

export function refundsOf(core: TestCore, transactionId: string) {
  return core.runtime.db.orm.select().from(transactions).where(eq(transactions.refundOfId, transactionId));
}

/** The types of the notices to a number, by name. */
export async function noticesTo(core: TestCore, phone: string) {
  const { orm } = core.runtime.db;
  const rows = await orm
    .select()
    .from(notifications)
    .where(eq(notifications.phone, phone))
    .orderBy(asc(notifications.type));
  return rows.map(({ type }) => type);
}

/** Delivers the gateway's webhook about an attempt. */
export async function deliverWebhook(core: TestCore, attemptId: string) {
  const { headers, body: rawBody } = await core.gateway.webhookFor(attemptId);
  return receiveWebhook(core.job(), { provider: "simulated", headers, rawBody });
}
