import { randomUUID } from "node:crypto";
import type { CreateRechargeOutput } from "@nexa/contracts";
import { afterAll, beforeAll, expect, it } from "vitest";
import { auditBooks } from "../audit/index.ts";
import type { AdminActor, CoreContext } from "../context.ts";
import { activateNow, recordPlanBoundaries } from "../subscriptions/index.ts";
import { contextOf, createTestCore, type TestCore, type TestCustomer, type TestPlan } from "../testing/index.ts";
import { isOutage, toCoreError } from "../trpc/errors.ts";
import { cancelWithRefund } from "./cancel-with-refund.ts";
import { killConnections, onServer } from "./faults.fixture.ts";
import { recharge, refer } from "./recharge.fixture.ts";
import { reconcilePayments } from "./reconcile-payments.ts";
import { refundTransaction } from "./request-refund.ts";

const TOKENS = ["tok_success", "tok_success", "tok_pending", "tok_declined", "tok_webhook_first", "tok_refund_pending"];
const OPERATIONS = 240;
const CLIENTS = 16;
const KILL_EVERY = 8;
/** More than a server has connections, each of which may be a dead one. */
const MOST_FAILED = 32;

let core: TestCore;
let finance: CoreContext<AdminActor>;

beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-11-23T10:00:00Z") });
  finance = await core.admin("finance");
});
afterAll(() => core.close());

type World = { payers: TestCustomer[]; plans: TestPlan[]; sold: CreateRechargeOutput[]; refusals: Set<string> };

/** One operation of the load, numbered, so that every run does the same ones; their order and the kills fall as they fall. */
async function operate(world: World, number: number): Promise<void> {
  const payer = world.payers[number % world.payers.length];
  const other = world.payers[(number * 7) % world.payers.length];
  const plan = world.plans[number % world.plans.length];
  const sold = world.sold[number % Math.max(1, world.sold.length)];
  if (!payer || !other || !plan) throw new Error("an empty world");
  const idempotencyKey = randomUUID();
  if (number % 8 === 5 && sold) {
    const reason = "Sold by mistake";
    const wish = { transactionId: sold.transaction.id, reason, idempotencyKey };
    await refundTransaction(finance, number % 16 === 5 ? wish : { ...wish, amountMinor: 100 });
  } else if (number % 8 === 6 && sold?.subscription) {
    await cancelWithRefund(payer.ctx, { subscriptionId: sold.subscription.id, idempotencyKey });
  } else if (number % 8 === 7 && sold?.subscription) {
    await activateNow(payer.ctx, { subscriptionId: sold.subscription.id });
  } else {
    const paymentToken = TOKENS[number % TOKENS.length];
    const recipientPhoneNumber = other.phone;
    world.sold.push(await recharge(payer, plan.id, { idempotencyKey, paymentToken, recipientPhoneNumber }));
  }
}

/** As the worker does: a job that met a connection whose end nobody had heard of yet is run again. */
async function untilConnected(job: () => Promise<unknown>): Promise<void> {
  for (let failed = 0; ; failed += 1) {
    try {
      await job();
      return;
    } catch (error) {
      if (!isOutage(error) || failed === MOST_FAILED) throw error;
    }
  }
}

it("keeps the books right while connections break all the time, and blames nothing on the caller", async () => {
  const servers = [core.runtime, core.another()] as const;
  const minted = await Promise.all(Array.from({ length: 6 }, () => core.customer()));
  const payers = minted.map((payer, index) => onServer(servers[index % 2 === 0 ? 0 : 1], payer));
  for (const [index, payer] of minted.entries()) {
    const referrer = minted[(index + 1) % minted.length];
    if (referrer) await refer(core, referrer, payer);
  }
  const plans = [
    await core.plan({ validityDays: 1 }),
    await core.plan({ validityDays: 7 }),
    await core.plan({ isTopup: true }),
  ];
  const world: World = { payers, plans, sold: [], refusals: new Set() };
  let next = 0;
  let killed = 0;
  const client = async () => {
    for (let number = next++; number < OPERATIONS; number = next++) {
      await operate(world, number).catch((error: unknown) => world.refusals.add(toCoreError(error).reason));
      if (number % KILL_EVERY === 0) killed += await killConnections(core, `pid % 3 = ${number % 3}`);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  expect(killed).toBeGreaterThan(0);
  expect([...world.refusals]).not.toContain("request.failed");

  const job = (runtime: (typeof servers)[number]) => contextOf(runtime, { kind: "job", name: "reconcile" } as const);
  for (let round = 0; round < 3; round += 1) {
    core.clock.advance(6 * 60_000);
    await Promise.all(servers.map((server) => untilConnected(() => reconcilePayments(job(server)))));
  }
  await Promise.all(servers.map((server) => untilConnected(() => recordPlanBoundaries(job(server)))));
  const { findings } = await auditBooks(core.job(), { withGateway: true, settleGraceMs: 0 });
  expect(findings).toEqual([]);
});
