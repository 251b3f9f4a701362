import { randomUUID } from "node:crypto";
import { lines } from "@nexa/db";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { auditBooks } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import type { Actor, AdminActor, CoreContext, CustomerActor } from "../context.ts";
import { registerWith } from "../identity/index.ts";
import type { Runtime } from "../runtime.ts";
import { activateNow, recordPlanBoundaries } from "../subscriptions/index.ts";
import { aPhone, contextOf, createTestCore, type TestCore, type TestCustomer } from "../testing/index.ts";
import { toCoreError } from "../trpc/errors.ts";
import { cancelWithRefund } from "./cancel-with-refund.ts";
import { recharge } from "./recharge.fixture.ts";
import { reconcilePayments } from "./reconcile-payments.ts";
import { refundTransaction } from "./request-refund.ts";

let core: TestCore;
let finance: CoreContext<AdminActor>;
const DAY_MS = 86_400_000;

beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-11-23T10:00:00Z"), config: { rateLimits: "off" } });
  finance = await core.admin("finance");
});
afterEach(async () => {
  const { findings } = await auditBooks(core.job(), { withGateway: true, settleGraceMs: 0 });
  expect(findings).toEqual([]);
});
afterAll(() => core.close());

type Server = { runtime: Runtime; clock: Clock };

/** A server whose clock is `aheadMs` milliseconds before the others'. */
function server(aheadMs: number): Server {
  return { runtime: core.another(), clock: { now: () => new Date(core.clock.now().getTime() + aheadMs) } };
}

function at<A extends Actor>({ runtime, clock }: Server, actor: A): CoreContext<A> {
  return { ...contextOf(runtime, actor), clock };
}

const customerAt = (where: Server, customer: TestCustomer): { ctx: CoreContext<CustomerActor>; phone: string } => ({
  phone: customer.phone,
  ctx: at(where, customer.ctx.actor),
});

describe("two servers whose clocks differ by seconds", () => {
  it("keep the chain of a line sound, whichever of them sells, refunds, cancels, starts and records", async () => {
    const servers = [server(0), server(2_500)] as const;
    const plan = await core.plan({ validityDays: 1 });
    const topup = await core.plan({ validityDays: 1, isTopup: true });
    const refusals = new Set<string>();
    for (let round = 0; round < 10; round += 1) {
      const owner = await core.customer();
      const on = (index: number) => servers[(index + round) % 2 === 0 ? 0 : 1];
      const sold = [];
      for (let index = 0; index < 4; index += 1) sold.push(await recharge(customerAt(on(index), owner), plan.id));
      core.clock.advance(round % 3 === 0 ? 500 : DAY_MS - 1_000);
      const refund = (index: number, transactionId: string) =>
        refundTransaction(at(on(index), finance.actor), {
          transactionId,
          reason: "Sold twice",
          idempotencyKey: randomUUID(),
        });
      const [first, second, third, fourth] = sold.map((each) => ({
        transactionId: each.transaction.id,
        subscriptionId: each.subscription?.id ?? "",
      }));
      if (!first || !second || !third || !fourth) throw new Error("nothing was sold");
      const { subscriptionId } = fourth;
      const results = await Promise.allSettled([
        refund(0, first.transactionId),
        activateNow(customerAt(on(1), owner).ctx, { subscriptionId: third.subscriptionId }),
        recordPlanBoundaries(at(on(0), { kind: "job", name: "boundaries" })),
        recordPlanBoundaries(at(on(1), { kind: "job", name: "boundaries" })),
        cancelWithRefund(customerAt(on(0), owner).ctx, { subscriptionId, idempotencyKey: randomUUID() }),
        recharge(customerAt(on(0), owner), topup.id),
        recharge(customerAt(on(1), owner), plan.id),
        refund(1, second.transactionId),
        recharge(customerAt(on(0), owner), plan.id),
      ]);
      for (const each of results) if (each.status === "rejected") refusals.add(toCoreError(each.reason).reason);
      // What the server ahead did lies in the others' future for as long as they are behind.
      const { findings } = await auditBooks(at(servers[1], { kind: "job", name: "audit" }));
      expect(findings).toEqual([]);
    }
    expect([...refusals]).not.toContain("request.failed");
    core.clock.advance(40 * DAY_MS);
    await Promise.all(servers.map((each) => recordPlanBoundaries(at(each, { kind: "job", name: "boundaries" }))));
    await reconcilePayments(core.job());
  });
});

describe("a number nobody knows yet", () => {
  it("becomes one line, recharged by many on two servers while its owner registers", async () => {
    const servers = [server(0), server(0)] as const;
    const plan = await core.plan({ validityDays: 1 });
    for (let round = 0; round < 4; round += 1) {
      const phone = aPhone();
      const payers = await Promise.all(Array.from({ length: 8 }, () => core.customer()));
      const anonymous = at(servers[0], { kind: "anonymous" } as const);
      const register = () =>
        registerWith(anonymous, registration(phone), async () => null).catch((error: unknown) => error);
      const [, , ...sold] = await Promise.all([
        register(),
        register(),
        ...payers.map((payer, index) =>
          recharge(customerAt(servers[index % 2 === 0 ? 0 : 1], payer), plan.id, { recipientPhoneNumber: phone }),
        ),
      ]);
      const found = await core.runtime.db.orm.select().from(lines).where(eq(lines.phone, phone));
      expect(found).toHaveLength(1);
      expect(found[0]?.ownerId).not.toBeNull();
      const starts = sold.map(({ subscription }) => Date.parse(subscription?.startsAt ?? "")).sort((a, b) => a - b);
      const [first = 0] = starts;
      expect(starts).toEqual(starts.map((_, index) => first + index * DAY_MS));
    }
  });
});

function registration(phoneNumber: string) {
  return { phoneNumber, password: "a long enough secret", fullName: "Asha Rao" };
}
