import { randomUUID } from "node:crypto";
import { CoreError } from "@nexa/contracts";
import { billLines, creditNotes, postpaidAddons, postpaidCycles } from "@nexa/db";
import { and, eq, inArray } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { auditBooks } from "../../audit/index.ts";
import { withTransaction } from "../../context.ts";
import { refundTransaction } from "../../recharge/index.ts";
import { createTestCore, type TestCore } from "../../testing/index.ts";
import { cancelActivation } from "../cancel-activation.ts";
import { addon, billed, billsOf, pay, type Subscriber, subscriber } from "./bill.fixture.ts";
import { includedTax } from "./bill-rules.ts";
import { creditBill } from "./credit-bill.ts";

const amountMinor = fc.integer({ min: 1, max: 120_000 });
/** What can happen to a plan, in any order. `which` names one of its bills. */
const step = fc.oneof(
  fc.record({ kind: fc.constant("bill" as const) }),
  fc.record({ kind: fc.constant("use" as const), bytes: fc.integer({ min: 0, max: 1024 ** 4 }) }),
  fc.record({ kind: fc.constant("addon" as const), amountMinor }),
  fc.record({ kind: fc.constant("pay" as const), which: fc.nat() }),
  fc.record({ kind: fc.constant("credit" as const), which: fc.nat(), amountMinor }),
  fc.record({ kind: fc.constant("refund" as const), which: fc.nat(), amountMinor }),
  fc.record({ kind: fc.constant("cancel" as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

let core: TestCore;
beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-11-23T10:00:00Z") });
});
afterAll(() => core.close());

it("loses no credit and no minor unit, whatever happens to a plan's bills in whatever order", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 15 }), async (steps) => {
      const one = await subscriber(core);
      await billed(core, one);
      for (const each of steps) await take(one, each).catch(ignoreRefusal);
      await expectSums(one);
    }),
    { numRuns: 8 },
  );
  const { findings } = await auditBooks(core.job(), { withGateway: true, settleGraceMs: 0 });
  // Use is written by hand here, without the events that it comes from.
  expect(findings.filter(({ check }) => check !== "usage.overage")).toEqual([]);
}, 120_000);

async function take(one: Subscriber, what: Step): Promise<unknown> {
  const { orm } = core.runtime.db;
  const finance = await core.admin("finance");
  const of = { reason: "Any reason", idempotencyKey: randomUUID() };
  const open = and(eq(postpaidCycles.activationId, one.activationId), eq(postpaidCycles.status, "open"));
  const all = await billsOf(core, one);
  const bill = "which" in what ? all[what.which % all.length] : undefined;
  const billId = bill?.id ?? "";
  switch (what.kind) {
    case "bill":
      return billed(core, one);
    case "use":
      return orm.update(postpaidCycles).set({ overageBytes: what.bytes }).where(open);
    case "addon": {
      const [cycle] = await orm.select().from(postpaidCycles).where(open);
      return cycle && addon(core, { ...one, cycleId: cycle.id }, what.amountMinor);
    }
    case "cancel":
      return withTransaction(core.job(), (tx) =>
        cancelActivation(tx, { activationId: one.activationId, reason: "Moved away" }),
      );
    case "pay":
      return pay(one, billId);
    case "credit":
      return creditBill(finance, { ...of, billId, kind: "credit", amountMinor: what.amountMinor });
    default: {
      const [paid] = await core.runtime.db.query<{ id: string }>({
        text: "select transaction_id as id from bill_payments where bill_id = $1 and is_live",
        values: [billId],
      });
      return paid && refundTransaction(finance, { ...of, transactionId: paid.id, amountMinor: what.amountMinor });
    }
  }
}

function ignoreRefusal(error: unknown): void {
  if (!(error instanceof CoreError) || error.code === "INTERNAL") throw error;
}

async function expectSums(one: Subscriber): Promise<void> {
  const { orm } = core.runtime.db;
  const all = await billsOf(core, one);
  const ids = all.map(({ id }) => id);
  const lines = await orm.select().from(billLines).where(inArray(billLines.billId, ids));
  for (const bill of all) {
    const own = lines.filter(({ billId }) => billId === bill.id);
    expect(own.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(bill.totalMinor);
    expect(bill.taxMinor).toBe(includedTax(bill.totalMinor, 18));
  }
  const notes = await orm.select().from(creditNotes).where(eq(creditNotes.activationId, one.activationId));
  const used = lines.filter(({ kind }) => kind === "credit").reduce((sum, { amountMinor }) => sum - amountMinor, 0);
  expect(notes.reduce((sum, { carriedUsedMinor }) => sum + carriedUsedMinor, 0)).toBe(used);
  // What was paid is never both carried to a bill and given back.
  const spent = await core.runtime.db.query({
    text: `select p.bill_id from bill_payments p join transactions t on t.id = p.transaction_id
      join credit_notes n on n.bill_id = p.bill_id where p.bill_id = any($1::uuid[]) and t.captured_minor > 0
      group by p.bill_id, t.id having sum(n.carried_used_minor) > t.captured_minor - t.refunded_minor`,
    values: [ids],
  });
  expect(spent).toEqual([]);
  const addons = await orm.select().from(postpaidAddons).where(eq(postpaidAddons.activationId, one.activationId));
  const closed = all.map(({ cycleId }) => cycleId);
  expect(lines.filter(({ kind }) => kind === "addon")).toHaveLength(
    addons.filter(({ cycleId }) => closed.includes(cycleId)).length,
  );
}
