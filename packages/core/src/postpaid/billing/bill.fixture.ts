import { randomUUID } from "node:crypto";
import { newId, type PayBillInput } from "@nexa/contracts";
import {
  bills,
  lines,
  notifications,
  type PostpaidTerms,
  plans,
  postpaidActivations,
  postpaidAddons,
  postpaidCycles,
} from "@nexa/db";
import { asc, eq } from "drizzle-orm";
import type { TestCore, TestCustomer } from "../../testing/index.ts";
import { payBill } from "./pay-bill.ts";
import { runBills } from "./run-bills.ts";

export const DAY_MS = 24 * 60 * 60 * 1000;
export const CYCLE_MS = 30 * DAY_MS;

export const TERMS: PostpaidTerms = {
  planName: "Family 499",
  priceMinor: 49_900,
  dataAllowanceBytes: 50 * 1024 ** 3,
  overagePricePerGbMinor: 2_000,
  maxSecondaryNumbers: 2,
  talktimeMinutes: null,
  smsCount: 100,
  benefits: [],
};

export type Subscriber = TestCustomer & { activationId: string; cycleId: string };

/** A customer with a postpaid plan whose first cycle starts now, written as activating writes it. */
export async function subscriber(core: TestCore, terms: Partial<PostpaidTerms> = {}): Promise<Subscriber> {
  const customer = await core.customer();
  const now = core.clock.now();
  const { orm } = core.runtime.db;
  const [activationId, cycleId] = [newId(now), newId(now)];
  const plan = await core.plan({ type: "postpaid", validityDays: 30, dailyDataLimitBytes: null });
  await orm.insert(postpaidActivations).values({
    ...{ id: activationId, customerId: customer.id, lineId: customer.lineId, planId: plan.id },
    ...{ terms: { ...TERMS, ...terms }, activatedAt: now, updatedAt: now },
  });
  await orm.update(lines).set({ mode: "postpaid" }).where(eq(lines.id, customer.lineId));
  await orm.insert(postpaidCycles).values({
    ...{ id: cycleId, activationId, number: 1, startsAt: now, endsAt: new Date(now.getTime() + CYCLE_MS) },
  });
  return { ...customer, activationId, cycleId };
}

/** An add-on in the subscriber's first cycle. */
export async function addon(core: TestCore, { id: boughtBy, activationId, cycleId }: Subscriber, priceMinor: number) {
  const now = core.clock.now();
  const [plan] = await core.runtime.db.orm.select().from(plans).limit(1);
  if (!plan) throw new Error("there is no plan");
  await core.runtime.db.orm.insert(postpaidAddons).values({
    ...{ id: newId(now), activationId, cycleId, planId: plan.id, boughtBy, createdAt: now },
    terms: { ...TERMS, planName: "Data 5 GB", priceMinor },
  });
}

/** Moves the clock to the end of the cycle and bills it. Answers with the activation's newest bill. */
export async function billed(core: TestCore, of: Subscriber) {
  core.clock.advance(CYCLE_MS);
  await runBills(core.job());
  const all = await billsOf(core, of);
  const bill = all.at(-1);
  if (!bill) throw new Error("no bill was issued");
  return bill;
}

export function billsOf(core: TestCore, { activationId }: Pick<Subscriber, "activationId">) {
  return core.runtime.db.orm
    .select()
    .from(bills)
    .where(eq(bills.activationId, activationId))
    .orderBy(asc(bills.number));
}

/** Pays a bill of the subscriber's, with a key of its own. */
export function pay(payer: Pick<Subscriber, "ctx">, billId: string, fields: Partial<PayBillInput> = {}) {
  return payBill(payer.ctx, { billId, paymentMethod: "upi", idempotencyKey: randomUUID(), ...fields });
}

export async function billById(core: TestCore, id: string) {
  const [bill] = await core.runtime.db.orm.select().from(bills).where(eq(bills.id, id));
  if (!bill) throw new Error("no bill");
  return bill;
}

/** The types of notices a customer got, by name: those of one instant have no order. */
export async function toldTo(core: TestCore, customerId: string): Promise<string[]> {
  const rows = await core.runtime.db.orm.select().from(notifications).where(eq(notifications.customerId, customerId));
  return rows.map(({ type }) => type).sort();
}

export async function activationOf(core: TestCore, { activationId }: Pick<Subscriber, "activationId">) {
  const { orm } = core.runtime.db;
  const [row] = await orm.select().from(postpaidActivations).where(eq(postpaidActivations.id, activationId));
  if (!row) throw new Error("no activation");
  return row;
}
