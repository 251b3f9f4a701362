import { newId } from "@nexa/contracts";
import { payments, transactions } from "@nexa/db";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestCore, type TestCore } from "../testing/index.ts";
import { recharge } from "./recharge.fixture.ts";
import { reconcilePayments } from "./reconcile-payments.ts";

const MINUTE_MS = 60_000;
/** More than one page of what is owed. */
const BROKEN = 201;

let core: TestCore;
beforeAll(async () => {
  core = await createTestCore({ now: new Date("2026-11-23T10:00:00Z") });
});
afterAll(() => core.close());

it("gives money back however many that cannot be given back come before it", async () => {
  const { orm } = core.runtime.db;
  const sold = await recharge(await core.customer(), (await core.plan()).id, { paymentToken: "tok_pending" });
  const { id } = sold.transaction;
  const [charge] = await orm.select().from(payments).where(eq(payments.transactionId, id));
  const [row] = await orm.select().from(transactions).where(eq(transactions.id, id));
  if (!charge || !row) throw new Error("the recharge was not written");
  await core.gateway.capture(charge.id);
  // Captured for nothing, and its refund was never asked for.
  const owed = { status: "reversed", capturedMinor: row.finalAmountMinor, settledAt: row.createdAt } as const;
  await orm.update(transactions).set(owed).where(eq(transactions.id, id));
  const { providerReference } = (await core.gateway.find(charge.id)) ?? {};
  await orm.update(payments).set({ status: "succeeded", providerReference }).where(eq(payments.id, charge.id));
  // Without a charge nothing can be given back.
  const before = new Date(row.createdAt.getTime() - MINUTE_MS);
  const broken = Array.from({ length: BROKEN }, () => ({ ...row, ...owed, id: newId(before) }));
  await orm.insert(transactions).values(broken);

  core.clock.advance(MINUTE_MS);
  await reconcilePayments(core.job());
  const [after] = await orm.select().from(transactions).where(eq(transactions.id, id));
  expect(after).toMatchObject({ status: "reversed", refundedMinor: row.finalAmountMinor });
});
