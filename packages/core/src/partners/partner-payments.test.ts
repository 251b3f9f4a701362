import { randomUUID } from "node:crypto";
import { lines } from "@nexa/db";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { auditBooks } from "../audit/index.ts";
import { cancelWithRefund, reconcilePayments, refundTransaction } from "../recharge/index.ts";
import { recharge, refusalOf } from "../recharge/recharge.fixture.ts";
import { aPhone, createTestCore, type TestCore, type TestPartner, type TestPlan } from "../testing/index.ts";
import { chargeOf, deliverWebhook, noticesTo, readAs, refundsOf, sell, transactionRow } from "./sales.fixture.ts";

const MINUTE_MS = 60_000;

let core: TestCore;
let partner: TestPartner;
let plan: TestPlan;

beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-11-23T10:00:00Z") });
  partner = await core.partner(["recharge:write", "transactions:read"]);
  plan = await core.plan();
});
afterAll(() => core.close());
// Whatever a test did to a sale without payer, the books must hold.
afterEach(async () => {
  expect((await auditBooks(core.job(), { withGateway: true, settleGraceMs: 0 })).findings).toEqual([]);
});

describe("the payment of a partner's sale", () => {
  it("is declined: 402, nothing on the line, nobody told", async () => {
    const phone = aPhone();
    const refusal = await refusalOf(sell(partner, plan, { recipientPhoneNumber: phone, paymentToken: "tok_declined" }));
    expect(refusal).toMatchObject({ code: "PAYMENT_DECLINED", reason: "recharge.declined" });
    expect(await transactionRow(core, String(refusal.details.transactionId))).toMatchObject({
      status: "failed",
      partnerId: partner.id,
    });
    expect(await noticesTo(core, phone)).toEqual([]);
  });

  it("stays pending until the webhook settles it, and the partner reads how it ended", async () => {
    const phone = aPhone();
    const { transaction, subscription } = await sell(partner, plan, {
      recipientPhoneNumber: phone,
      paymentToken: "tok_pending",
    });
    expect([transaction.status, subscription]).toEqual(["pending", null]);
    const attemptId = await chargeOf(core, transaction.id);
    await core.gateway.capture(attemptId);
    await Promise.all(Array.from({ length: 10 }, () => deliverWebhook(core, attemptId)));
    const read = await readAs(partner, transaction.id);
    expect(read).toMatchObject({ status: "succeeded", events: [{ toStatus: "pending" }, { toStatus: "succeeded" }] });
    expect(await noticesTo(core, phone)).toEqual(["plan_activated"]);
  });

  it("is settled by the reconcile job, or reversed when it is not final in time", async () => {
    const captured = await sell(partner, plan, { paymentToken: "tok_timeout" });
    const given = await sell(partner, plan, { paymentToken: "tok_pending" });
    await core.gateway.capture(await chargeOf(core, captured.transaction.id));
    core.clock.advance(6 * MINUTE_MS);
    await reconcilePayments(core.job());
    expect(await transactionRow(core, captured.transaction.id)).toMatchObject({ status: "succeeded" });
    expect(await transactionRow(core, given.transaction.id)).toMatchObject({ status: "reversed", capturedMinor: 0 });
  });

  it("that arrives after it was given up goes back to the partner", async () => {
    const phone = aPhone();
    const { transaction } = await sell(partner, plan, { recipientPhoneNumber: phone, paymentToken: "tok_pending" });
    const attemptId = await chargeOf(core, transaction.id);
    await core.runtime.db.query({
      text: "update transactions set status = 'reversed', settled_at = $2 where id = $1",
      values: [transaction.id, core.clock.now()],
    });
    await core.runtime.db.query({
      text: `insert into transaction_events (id, transaction_id, from_status, to_status, cause, actor_kind, created_at)
        values ($1, $2, 'pending', 'reversed', 'test', 'system', $3)`,
      values: [randomUUID(), transaction.id, core.clock.now()],
    });
    await core.gateway.capture(attemptId);
    await deliverWebhook(core, attemptId);
    expect(await refundsOf(core, transaction.id)).toMatchObject([
      { status: "succeeded", payerId: null, partnerId: partner.id, finalAmountMinor: 29_900 },
    ]);
    expect(await transactionRow(core, transaction.id)).toMatchObject({ status: "reversed", refundedMinor: 29_900 });
    expect(await noticesTo(core, phone)).toEqual([]);
  });

  it("goes back where the plan cannot be delivered any more", async () => {
    const holder = await core.customer();
    const { transaction } = await sell(partner, plan, {
      recipientPhoneNumber: holder.phone,
      paymentToken: "tok_pending",
    });
    await core.runtime.db.orm.update(lines).set({ mode: "postpaid_secondary" }).where(eq(lines.id, holder.lineId));
    const attemptId = await chargeOf(core, transaction.id);
    await core.gateway.capture(attemptId);
    await deliverWebhook(core, attemptId);
    await core.runtime.db.orm.update(lines).set({ mode: "idle" }).where(eq(lines.id, holder.lineId));
    expect(await refundsOf(core, transaction.id)).toMatchObject([{ status: "succeeded", partnerId: partner.id }]);
    expect(await transactionRow(core, transaction.id)).toMatchObject({ status: "reversed", refundedMinor: 29_900 });
    expect(await noticesTo(core, holder.phone)).toEqual([]);
  });
});

describe("giving a partner's sale back", () => {
  it("is staff's: the money goes to the partner's payment, the plan ends, and the line is told", async () => {
    const [holder, finance] = [await core.customer(), await core.admin("finance")];
    const { transaction } = await sell(partner, plan, { recipientPhoneNumber: holder.phone });
    const wish = { transactionId: transaction.id, reason: "Sold by mistake", idempotencyKey: randomUUID() };
    const { refund } = await refundTransaction(finance, wish);
    expect(await transactionRow(core, refund.id)).toMatchObject({
      payerId: null,
      partnerId: partner.id,
      status: "succeeded",
    });
    expect(await noticesTo(core, holder.phone)).toEqual(["plan_activated", "plan_cancelled", "refund_issued"]);
    expect(await readAs(partner, refund.id)).toMatchObject({ type: "refund_adjustment", status: "succeeded" });
    expect(await readAs(partner, transaction.id)).toMatchObject({ status: "refunded", refundedAmountMinor: 29_900 });
  });

  it("is refused to the owner of the line, who paid the partner and would get nothing", async () => {
    const holder = await core.customer();
    await recharge(holder, plan.id);
    const { subscription } = await sell(partner, plan, { recipientPhoneNumber: holder.phone });
    const cancel = cancelWithRefund(holder.ctx, {
      subscriptionId: subscription?.id ?? "",
      idempotencyKey: randomUUID(),
    });
    expect((await refusalOf(cancel)).reason).toBe("subscriptions.soldByPartner");
  });
});
