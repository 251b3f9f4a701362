import { randomUUID } from "node:crypto";
import { CoreError, type CreateRechargeInput } from "@nexa/contracts";
import { withTransaction } from "../../context.ts";
import { sequenceNotices } from "../../notifications/index.ts";
import {
  cancelWithRefund,
  createRecharge,
  receiveWebhook,
  reconcilePayments,
  refundTransaction,
} from "../../recharge/index.ts";
import { generateReferralCode, takeReferralSlot } from "../../referrals/index.ts";
import { activateNow, recordPlanBoundaries } from "../../subscriptions/index.ts";
import type { TestCore, TestCustomer, TestPlan } from "../../testing/index.ts";
import { recordAudit, sealAuditEvents } from "../index.ts";
import { PostpaidBooks, type PostpaidWorld } from "./postpaid-world.fixture.ts";
import { makeUsage, type UsageWorld } from "./usage-world.fixture.ts";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Ids by what they are, for tests that break one of them. */
export type World = PostpaidWorld &
  UsageWorld & { succeeded: string; refunded: string; pending: string; running: string; line: string };

type Shop = { core: TestCore; plan: TestPlan; topup: TestPlan };

/** Business of every kind: sold, queued, topped up, declined, pending, reversed, refunded, cancelled, activated, referred; and a family's. */
export async function makeWorld(core: TestCore): Promise<World> {
  const shop = {
    core,
    plan: await core.plan({ validityDays: 7 }),
    topup: await core.plan({ isTopup: true, validityDays: 1 }),
  };
  await trade(shop);
  await fail(shop);
  const referred = await refer(shop);
  const refunded = await giveBack(shop);
  core.clock.advance(8 * DAY_MS);
  await recordPlanBoundaries(core.job());
  const customer = await core.customer();
  const first = await buy(customer, shop.plan.id);
  await buy(customer, shop.plan.id);
  await buy(customer, shop.topup.id);
  const pending = await buy(customer, shop.plan.id, { paymentToken: "tok_pending" });
  const head = await core.customer();
  const postpaid = await new PostpaidBooks(core, head).write();
  const usage = await makeUsage(core, head, postpaid);
  await sequenceNotices(core.job());
  await sealAuditEvents(core.job());
  const line = customer.lineId;
  return {
    ...postpaid,
    ...usage,
    succeeded: referred,
    refunded,
    pending: pending.transaction.id,
    running: first.subscription?.id ?? "",
    line,
  };
}

/** A recharge of the customer's own number. */
export function buy(customer: TestCustomer, planId: string, fields: Partial<CreateRechargeInput> = {}) {
  return createRecharge(customer.ctx, {
    ...{ planId, recipientPhoneNumber: customer.phone, paymentMethod: "upi", idempotencyKey: randomUUID() },
    ...fields,
  });
}

async function trade({ core, plan, topup }: Shop): Promise<void> {
  const customer = await core.customer();
  await buy(customer, plan.id);
  await buy(customer, topup.id);
  const second = await buy(customer, plan.id);
  const third = await buy(customer, plan.id);
  core.clock.advance(DAY_MS);
  await activateNow(customer.ctx, { subscriptionId: third.subscription?.id ?? "" });
  await cancelWithRefund(customer.ctx, {
    subscriptionId: second.subscription?.id ?? "",
    idempotencyKey: randomUUID(),
  });
}

async function fail({ core, plan }: Shop): Promise<void> {
  const customer = await core.customer();
  const declined = await buy(customer, plan.id, { paymentToken: "tok_declined" }).catch((error: unknown) => error);
  if (!(declined instanceof CoreError)) throw new Error("the payment was not declined");
  await buy(customer, plan.id, { paymentToken: "tok_pending" });
  const late = await buy(customer, plan.id, { paymentToken: "tok_late_capture" });
  core.clock.advance(10 * MINUTE_MS);
  await reconcilePayments(core.job());
  const [attempt] = await core.runtime.db.query<{ id: string }>({
    text: "select id from payments where transaction_id = $1",
    values: [late.transaction.id],
  });
  await core.gateway.capture(attempt?.id ?? "");
  const webhook = await core.gateway.webhookFor(attempt?.id ?? "");
  await receiveWebhook(core.job(), { provider: "simulated", headers: webhook.headers, rawBody: webhook.body });
}

async function refer({ core, plan }: Shop): Promise<string> {
  const [referrer, referee, idle] = [await core.customer(), await core.customer(), await core.customer()];
  for (const newcomer of [referee, idle]) {
    const { code } = await generateReferralCode(referrer.ctx, {});
    await withTransaction(core.job(), (tx) => takeReferralSlot(tx, { code, refereeId: newcomer.id }));
  }
  const { transaction } = await buy(referee, plan.id);
  await buy(idle, plan.id, { paymentToken: "tok_pending" });
  await buy(referrer, plan.id);
  return transaction.id;
}

async function giveBack({ core, plan }: Shop): Promise<string> {
  const customer = await core.customer();
  const staff = await core.admin("finance");
  const refund = (transactionId: string, amountMinor?: number) =>
    refundTransaction(staff, { transactionId, amountMinor, reason: "No service", idempotencyKey: randomUUID() });
  const running = await buy(customer, plan.id);
  const part = await buy(customer, plan.id);
  const pending = await buy(customer, plan.id, { paymentToken: "tok_refund_pending" });
  const refused = await buy(customer, plan.id, { paymentToken: "tok_refund_fails" });
  core.clock.advance(DAY_MS);
  await refund(running.transaction.id);
  await refund(part.transaction.id, 1_000);
  await refund(part.transaction.id, 2_000);
  await refund(pending.transaction.id);
  await refund(refused.transaction.id);
  await withTransaction(staff, (tx) => recordAudit(tx, { action: "settings.update", after: { maxQueuedPlans: 3 } }));
  return running.transaction.id;
}
