import { randomUUID } from "node:crypto";
import { transactions } from "@nexa/db";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { activateNow } from "../subscriptions/index.ts";
import { createTestCore, type TestCore, type TestCustomer } from "../testing/index.ts";
import { cancelWithRefund } from "./cancel-with-refund.ts";
import { recharge, refusalOf } from "./recharge.fixture.ts";
import { refundTransaction } from "./request-refund.ts";

let core: TestCore;

beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-11-23T10:00:00Z") });
});
afterAll(() => core.close());

const cancel = (customer: TestCustomer, subscriptionId: string) =>
  cancelWithRefund(customer.ctx, { subscriptionId, idempotencyKey: randomUUID() });

async function statusOf(id: string) {
  const [row] = await core.runtime.db.orm.select().from(transactions).where(eq(transactions.id, id));
  return row && { status: row.status, asked: row.refundRequestedMinor };
}

describe("who was signed out, suspended or disabled a moment ago on another server", () => {
  it("gives no money back", async () => {
    const [customer, plan] = [await core.customer(), await core.plan()];
    const { transaction } = await recharge(customer, plan.id);
    const waiting = (await recharge(customer, plan.id)).subscription?.id ?? "";
    const run = (text: string, id: string) => core.runtime.db.query({ text, values: [id] });
    const status = "update customers set status = $2 where id = $1";
    const staff = await core.admin("finance");
    await run("update admins set status = 'disabled' where id = $1", staff.actor.adminId);
    const wish = { transactionId: transaction.id, reason: "Sold by mistake", idempotencyKey: randomUUID() };
    expect(await refusalOf(refundTransaction(staff, wish))).toMatchObject({ reason: "identity.staffDisabled" });
    for (const [to, reason] of [
      ["suspended", "identity.accountSuspended"],
      ["inactive", "request.accountInactive"],
    ]) {
      await core.runtime.db.query({ text: status, values: [customer.id, to] });
      expect(await refusalOf(cancel(customer, waiting))).toMatchObject({ reason });
    }
    await core.runtime.db.query({ text: status, values: [customer.id, "active"] });
    await run("delete from customer_sessions where user_id = $1", customer.id);
    expect(await refusalOf(cancel(customer, waiting))).toMatchObject({ reason: "identity.sessionEnded" });
    expect(await statusOf(transaction.id)).toEqual({ status: "succeeded", asked: 0 });
  });
});

describe("cancelling a waiting plan", () => {
  it("is refused once the plan was started and cut short, however close the requests", async () => {
    const [customer, plan] = [await core.customer(), await core.plan()];
    await recharge(customer, plan.id);
    const [second, third] = [await recharge(customer, plan.id), await recharge(customer, plan.id)];
    const secondId = second.subscription?.id ?? "";
    const slow = cancelWithRefund(
      { ...customer.ctx, db: pausedBeforeTransaction(customer, [secondId, third.subscription?.id ?? ""]) },
      { subscriptionId: secondId, idempotencyKey: randomUUID() },
    );
    expect(await refusalOf(slow)).toMatchObject({ reason: "subscriptions.alreadyEnded" });
    expect(await statusOf(second.transaction.id)).toEqual({ status: "succeeded", asked: 0 });
  });
});

/** The customer's database, but plans are started one after the other between the check and the first transaction that follows it. */
function pausedBeforeTransaction(owner: TestCustomer, startedMeanwhile: string[]) {
  const { db } = owner.ctx;
  const connect = async () => {
    for (const subscriptionId of startedMeanwhile.splice(0)) {
      await activateNow(owner.ctx, { subscriptionId });
      core.clock.advance(1);
    }
    return db.pool.connect();
  };
  const pool = new Proxy(db.pool, {
    get: (target, name) => (name === "connect" ? connect : Reflect.get(target, name, target)),
  });
  return { ...db, pool };
}
