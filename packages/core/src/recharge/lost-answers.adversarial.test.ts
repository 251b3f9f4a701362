import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditBooks } from "../audit/index.ts";
import { createTestCore, type TestCore } from "../testing/index.ts";
import { isOutage } from "../trpc/errors.ts";
import { loseAnswers, onServer } from "./faults.fixture.ts";
import { recharge, refer, refusalOf } from "./recharge.fixture.ts";
import { reconcilePayments } from "./reconcile-payments.ts";
import { refundTransaction } from "./request-refund.ts";

let core: TestCore;
const MINUTE_MS = 60_000;

beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-11-23T10:00:00Z") });
});
afterAll(() => core.close());

const findings = async () => (await auditBooks(core.job(), { withGateway: true, settleGraceMs: 0 })).findings;

describe("a connection that breaks after its statement committed", () => {
  it("does not keep recharges recorded together from being charged", async () => {
    const server = core.another();
    const plan = await core.plan();
    const payers = await Promise.all(Array.from({ length: 5 }, () => core.customer()));
    const [referrer, referee] = payers;
    if (!referrer || !referee) throw new Error("no payers");
    await refer(core, referrer, referee);
    loseAnswers(server, "recharge.intent", 1);
    const results = await Promise.all(payers.map((payer) => recharge(onServer(server, payer), plan.id)));
    expect(results.map(({ transaction }) => transaction.status)).toEqual(Array(5).fill("succeeded"));
    expect(await findings()).toEqual([]);
  });

  it("does not lose what settling together did", async () => {
    const server = core.another();
    const plan = await core.plan();
    const payers = await Promise.all(Array.from({ length: 5 }, () => core.customer()));
    loseAnswers(server, "recharge.settle", 1);
    const results = await Promise.all(payers.map((payer) => recharge(onServer(server, payer), plan.id)));
    expect(results.map(({ transaction }) => transaction.status)).toEqual(Array(5).fill("succeeded"));
    expect(results.every(({ subscription }) => subscription !== null)).toBe(true);
    expect(await findings()).toEqual([]);
  });

  it("tells a lone request that the service is away, and its key then names the transaction, given up when never charged", async () => {
    const server = core.another();
    const plan = await core.plan();
    const payer = await core.customer();
    const idempotencyKey = randomUUID();
    loseAnswers(server, "recharge.intent", 1);
    const lost = await recharge(onServer(server, payer), plan.id, { idempotencyKey }).catch((error: unknown) => error);
    expect(isOutage(lost)).toBe(true);
    const again = await recharge(payer, plan.id, { idempotencyKey });
    expect(again).toMatchObject({ transaction: { status: "pending" }, subscription: null });
    core.clock.advance(6 * MINUTE_MS);
    await reconcilePayments(core.job());
    const refusal = await refusalOf(recharge(payer, plan.id, { idempotencyKey }));
    expect(refusal).toMatchObject({ reason: "recharge.reversed", details: { transactionId: again.transaction.id } });
    expect(await findings()).toEqual([]);
  });

  it("makes nobody pay twice: once charged, a request that cannot settle is answered as pending", async () => {
    const server = core.another();
    const plan = await core.plan();
    const payer = await core.customer();
    const idempotencyKey = randomUUID();
    loseAnswers(server, "recharge.settle", 1);
    const left = await recharge(onServer(server, payer), plan.id, { idempotencyKey });
    expect(left).toMatchObject({ transaction: { status: "pending" }, subscription: null });
    const again = await recharge(payer, plan.id, { idempotencyKey });
    expect(again).toMatchObject({
      transaction: { id: left.transaction.id, status: "succeeded" },
      subscription: { status: "active" },
    });
    expect(await findings()).toEqual([]);
  });

  it("is made up for by the reconcile job where the database stayed away", async () => {
    const server = core.another();
    const plan = await core.plan();
    const payer = await core.customer();
    const { hot } = server.db;
    const query: typeof hot.query = (statement) =>
      statement.name === "recharge.settle" ? Promise.reject(new Error("Connection terminated")) : hot.query(statement);
    Object.assign(server.db, { hot: { query } });
    const { transaction } = await recharge(onServer(server, payer), plan.id);
    expect(transaction.status).toBe("pending");
    core.clock.advance(MINUTE_MS);
    await reconcilePayments(core.job());
    const [row] = await core.runtime.db.query({
      text: "select status from transactions where id = $1",
      values: [transaction.id],
    });
    expect(row).toEqual({ status: "succeeded" });
    expect(await findings()).toEqual([]);
  });

  it("makes nobody refund twice: a refund that cannot be recorded yet is answered as pending", async () => {
    const [payer, plan, staff] = [await core.customer(), await core.plan(), await core.admin("finance")];
    const { transaction } = await recharge(payer, plan.id);
    const { db } = core.runtime;
    let connections = 0;
    const connect = () => {
      connections += 1;
      return connections === 1 ? db.pool.connect() : Promise.reject(new Error("Connection terminated unexpectedly"));
    };
    const pool = new Proxy(db.pool, {
      get: (target, name) => (name === "connect" ? connect : Reflect.get(target, name, target)),
    });
    const wish = {
      transactionId: transaction.id,
      amountMinor: 100,
      reason: "Sold twice",
      idempotencyKey: randomUUID(),
    };
    const left = await refundTransaction({ ...staff, db: { ...db, pool } }, wish);
    expect(left.refund.status).toBe("pending");
    core.clock.advance(MINUTE_MS);
    await reconcilePayments(core.job());
    const again = await refundTransaction(staff, wish);
    expect(again).toMatchObject({ refund: { id: left.refund.id, status: "succeeded" } });
    expect(await findings()).toEqual([]);
  });
});
