import { randomUUID } from "node:crypto";
import {
  bills,
  customers,
  devices,
  lineOwnerships,
  lines,
  linkedAccounts,
  notificationPreferences,
  notifications,
  oneTimeCodes,
  postpaidActivations,
  postpaidCycles,
  referralCodes,
  transactions,
  uploads,
} from "@nexa/db";
import type { AnyTRPCProcedure } from "@trpc/server";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditBooks } from "../audit/index.ts";
import type { CoreContext, CustomerActor } from "../context.ts";
import { customerRouter } from "../customer-router.ts";
import { stranger } from "../identity/codes.fixture.ts";
import {
  authenticate,
  hashPasswordAlone,
  identityErrors,
  openTokens,
  registerWith,
  requestCode,
  signInCustomerWith,
} from "../identity/index.ts";
import { sequenceNotices } from "../notifications/index.ts";
import { recharge, refusalOf } from "../recharge/recharge.fixture.ts";
import { aPhone, createTestCore, type TestCore, type TestCustomer } from "../testing/index.ts";
import { closeAccount } from "./close-account.ts";
import { closeCustomer } from "./close-customer.ts";
import { customersErrors } from "./errors.ts";

const DAY = 86_400_000;
const password = "monsoon-kettle-42";
let core: TestCore;
let passwordHash: string;
beforeAll(async () => {
  core = await createTestCore({ config: { rateLimits: "off" } });
  passwordHash = await hashPasswordAlone(password);
});
afterAll(() => core.close());

async function withPassword(): Promise<TestCustomer> {
  const customer = await core.customer({ fullName: "Asha Very Private" });
  const fields = { passwordHash, email: `${customer.id}@private.example`, emailVerifiedAt: core.clock.now() };
  await core.runtime.db.orm.update(customers).set(fields).where(eq(customers.id, customer.id));
  return customer;
}

const close = (customer: TestCustomer) => closeAccount(customer.ctx, { password });
const refusalOfClosing = (customer: TestCustomer) => refusalOf(close(customer));

async function rowOf(customer: TestCustomer) {
  const [row] = await core.runtime.db.orm.select().from(customers).where(eq(customers.id, customer.id));
  return row;
}

/** Everything of a person that an account may hold. */
async function withEverything(): Promise<TestCustomer> {
  const customer = await withPassword();
  const { orm } = core.runtime.db;
  const now = core.clock.now();
  const uploadId = randomUUID();
  await core.runtime.gateways.storage.put(uploadId, new Uint8Array([1]));
  await orm.insert(uploads).values({
    ...{ id: uploadId, purpose: "profile_picture", contentType: "image/webp", sizeBytes: 1, sha256: "0" },
    ...{ customerId: customer.id, createdAt: now },
  });
  await orm.update(customers).set({ pictureId: uploadId }).where(eq(customers.id, customer.id));
  const seen = { createdAt: now, lastSeenAt: now };
  const token = `device-${customer.id}`;
  await orm.insert(devices).values({ id: randomUUID(), customerId: customer.id, platform: "android", token, ...seen });
  await orm.insert(notificationPreferences).values({
    ...{ customerId: customer.id, type: "promotional", channel: "sms", isEnabled: false, updatedAt: now },
  });
  await requestCode(stranger(core), { phone: customer.phone, purpose: "password_reset", customerId: customer.id });
  await sequenceNotices(core.job());
  const life = { createdAt: now, expiresAt: new Date(now.getTime() + 30 * DAY) };
  const code = randomUUID().slice(0, 8).toUpperCase();
  await orm.insert(referralCodes).values({ id: randomUUID(), code, ownerId: customer.id, maxUses: 1, ...life });
  const relative = await core.customer();
  for (const [customerId, lineId] of [
    [customer.id, relative.lineId],
    [relative.id, customer.lineId],
  ] as const) {
    await orm.insert(linkedAccounts).values({
      ...{ id: randomUUID(), customerId, lineId, phone: aPhone(), label: "Family", relationship: "sibling" },
      ...{ status: "linked", requestedAt: now, expiresAt: new Date(now.getTime() + DAY), linkedAt: now },
    });
  }
  return customer;
}

describe("closing an account", () => {
  it("erases what it knows of the person, keeps what was paid, and gives the number back", async () => {
    const customer = await withEverything();
    const pictureId = (await rowOf(customer))?.pictureId ?? "";
    const plan = await core.plan({ validityDays: 1 });
    const { transaction } = await recharge(customer, plan.id);
    core.clock.advance(2 * DAY);
    expect(await close(customer)).toEqual({ done: true });

    expect(await rowOf(customer)).toMatchObject({
      ...{ fullName: "Closed account", phone: null, phoneVerifiedAt: null, email: null, emailVerifiedAt: null },
      ...{ passwordHash: null, pictureId: null, status: "closed", closedAt: core.clock.now() },
    });
    const { orm } = core.runtime.db;
    const own = [devices, notificationPreferences, uploads] as const;
    for (const table of own) expect(await orm.$count(table, eq(table.customerId, customer.id))).toBe(0);
    expect(await orm.$count(oneTimeCodes, eq(oneTimeCodes.sentTo, customer.phone))).toBe(0);
    expect(await core.runtime.gateways.storage.get(pictureId)).toBeNull();
    const links = await orm.select().from(linkedAccounts).where(eq(linkedAccounts.status, "linked"));
    expect(links.filter((link) => link.customerId === customer.id || link.lineId === customer.lineId)).toEqual([]);
    const made = await orm.select().from(linkedAccounts).where(eq(linkedAccounts.customerId, customer.id));
    expect(made.map(({ status, label }) => [status, label])).toEqual([["removed", ""]]);
    const [code] = await orm.select().from(referralCodes).where(eq(referralCodes.ownerId, customer.id));
    expect(code?.retiredAt).not.toBeNull();
    const [line] = await orm.select().from(lines).where(eq(lines.id, customer.lineId));
    expect(line).toMatchObject({ ownerId: null, releasedAt: core.clock.now() });
    const [owned] = await orm.select().from(lineOwnerships).where(eq(lineOwnerships.lineId, customer.lineId));
    expect(owned?.until).toEqual(core.clock.now());
    const [kept] = await orm.select().from(transactions).where(eq(transactions.id, transaction.id));
    expect(kept).toMatchObject({ payerId: customer.id, status: "succeeded" });
  });

  it("leaves one notice, which says so to the number it had", async () => {
    const customer = await withEverything();
    await close(customer);
    const rows = await core.runtime.db.orm
      .select()
      .from(notifications)
      .where(eq(notifications.customerId, customer.id));
    expect(rows.map(({ phone, params }) => [phone, params.event])).toEqual([[customer.phone, "account_closed"]]);
  });

  it("ends every session, and lets nobody sign in", async () => {
    const customer = await withPassword();
    const { accessToken } = await openTokens(stranger(core), { kind: "customer", userId: customer.id });
    await authenticate(core.runtime, { bearer: accessToken });
    await close(customer);
    await expect(authenticate(core.runtime, { bearer: accessToken })).rejects.toThrow(identityErrors.sessionEnded());
    const again = signInCustomerWith(stranger(core), { phoneNumber: customer.phone, password }, openTokens);
    expect(await refusalOf(again)).toEqual(identityErrors.badCredentials());
    expect(await refusalOfClosing(customer)).toEqual(identityErrors.passwordWrong());
  });

  it("lets the number register anew, as a line that knows nothing of before", async () => {
    const customer = await withPassword();
    await recharge(customer, (await core.plan()).id);
    await close(customer);
    const input = { phoneNumber: customer.phone, password, fullName: "Ravi Nair" };
    const { customer: fresh } = await registerWith(stranger(core), input, openTokens);
    const [line] = await core.runtime.db.orm
      .select()
      .from(lines)
      .where(and(eq(lines.phone, customer.phone), eq(lines.ownerId, fresh.id)));
    expect(line?.id).not.toBe(customer.lineId);
    expect(line?.baseEndsAt).toBeNull();
  });

  it("forfeits what runs, so that nothing is told to the number later", async () => {
    const customer = await withPassword();
    await recharge(customer, (await core.plan()).id);
    await recharge(customer, (await core.plan({ isTopup: true, validityDays: 3 })).id);
    await close(customer);
    const left = await core.runtime.db.query({
      text: `select 1 from subscriptions where line_id = $1 and (cancelled_at is null or ends_at > $2)`,
      values: [customer.lineId, core.clock.now()],
    });
    expect(left).toEqual([]);
  });

  it("leaves a number that shares someone's postpaid plan in service there, without an owner", async () => {
    const customer = await withPassword();
    const { orm } = core.runtime.db;
    await orm.update(lines).set({ mode: "postpaid_secondary" }).where(eq(lines.id, customer.lineId));
    await close(customer);
    const [line] = await orm.select().from(lines).where(eq(lines.id, customer.lineId));
    expect(line).toMatchObject({ ownerId: null, releasedAt: null, mode: "postpaid_secondary" });
    await orm.update(lines).set({ mode: "idle" }).where(eq(lines.id, customer.lineId));
  });

  it("is audited, by customers and by staff with a reason, without naming the person", async () => {
    const [customer, other] = [await withPassword(), await withPassword()];
    await close(customer);
    const staff = await core.admin("support");
    await closeCustomer(staff, { customerId: other.id, reason: "Asked by letter" });
    const rows = await core.runtime.db.query<{ row: string }>({
      text: "select e::text as row from audit_events e where action = 'customers.close'",
    });
    const mine = rows.filter(({ row }) => row.includes(customer.id) || row.includes(other.id));
    expect(mine).toHaveLength(2);
    expect(mine.map(({ row }) => row).join()).toContain("Asked by letter");
    expect(mine.map(({ row }) => row).join()).not.toMatch(/Private|private\.example/);
    const again = closeCustomer(staff, { customerId: other.id, reason: "Twice" });
    expect(await refusalOf(again)).toEqual(customersErrors.closed());
    const nobody = closeCustomer(staff, { customerId: randomUUID(), reason: "Nobody" });
    expect(await refusalOf(nobody)).toEqual(customersErrors.notFound());
  });
});

describe("an account stays open", () => {
  it("without the password", async () => {
    const customer = await withPassword();
    const wrong = closeAccount(customer.ctx, { password: "not the right one" });
    expect(await refusalOf(wrong)).toEqual(identityErrors.passwordWrong());
    expect((await rowOf(customer))?.closedAt).toBeNull();
  });

  it("while plans wait, whose money would be lost", async () => {
    const customer = await withPassword();
    const plan = await core.plan();
    await recharge(customer, plan.id);
    await recharge(customer, plan.id);
    expect(await refusalOfClosing(customer)).toEqual(customersErrors.plansWaiting());
  });

  it("while a payment is pending, or money taken was not yet asked back", async () => {
    const customer = await withPassword();
    const plan = await core.plan();
    const { transaction } = await recharge(customer, plan.id, {
      recipientPhoneNumber: aPhone(),
      paymentToken: "tok_pending",
    });
    expect(await refusalOfClosing(customer)).toEqual(customersErrors.moneyPending());
    const owed = { status: "reversed", capturedMinor: transaction.finalAmountMinor } as const;
    const { orm } = core.runtime.db;
    await orm.update(transactions).set(owed).where(eq(transactions.id, transaction.id));
    expect(await refusalOfClosing(customer)).toEqual(customersErrors.moneyPending());
    await orm.delete(transactions).where(eq(transactions.id, transaction.id));
    await core.runtime.db.query({ text: "delete from payments where transaction_id = $1", values: [transaction.id] });
    await core.runtime.db.query({
      text: "delete from transaction_events where transaction_id = $1",
      values: [transaction.id],
    });
    await close(customer);
  });

  it("while a postpaid plan runs or a bill is open", async () => {
    const customer = await withPassword();
    const { orm } = core.runtime.db;
    const [activationId, now] = [randomUUID(), core.clock.now()];
    const terms = {
      ...{ planName: "Post 499", priceMinor: 49_900, dataAllowanceBytes: null, overagePricePerGbMinor: null },
      ...{ maxSecondaryNumbers: 0, talktimeMinutes: null, smsCount: null, benefits: [] },
    };
    await orm.insert(postpaidActivations).values({
      ...{ id: activationId, customerId: customer.id, lineId: customer.lineId, planId: randomUUID(), terms },
      ...{ activatedAt: now, updatedAt: now },
    });
    expect(await refusalOfClosing(customer)).toEqual(customersErrors.postpaidRuns());
    await orm
      .update(postpaidActivations)
      .set({ status: "cancelled", cancelledAt: now })
      .where(eq(postpaidActivations.id, activationId));
    await orm.update(lines).set({ mode: "postpaid" }).where(eq(lines.id, customer.lineId));
    expect(await refusalOfClosing(customer)).toEqual(customersErrors.postpaidRuns());
    await orm.update(lines).set({ mode: "idle" }).where(eq(lines.id, customer.lineId));
    const [cycleId, billId] = [randomUUID(), randomUUID()];
    const period = { startsAt: new Date(now.getTime() - 30 * DAY), endsAt: now };
    await orm.insert(postpaidCycles).values({
      ...{ id: cycleId, activationId, number: 1, ...period, status: "closed", closedAt: now },
    });
    await orm.insert(bills).values({
      ...{ id: billId, number: 1, activationId, cycleId, customerId: customer.id, lineId: customer.lineId },
      ...{ phone: customer.phone, planName: terms.planName, periodStart: period.startsAt, periodEnd: now },
      ...{ totalMinor: 49_900, taxMinor: 7_612, taxPercent: 18, taxName: "GST", currency: "INR" },
      ...{ issuedAt: now, dueAt: new Date(now.getTime() + 15 * DAY) },
    });
    expect(await refusalOfClosing(customer)).toEqual(customersErrors.billOpen());
    await orm.update(bills).set({ status: "paid", paidMinor: 49_900, settledAt: now }).where(eq(bills.id, billId));
    await close(customer);
  });
});

/** Calls a procedure of the customer router, which other domains are entered by. */
function call(path: string, ctx: CoreContext<CustomerActor>, input: object): Promise<unknown> {
  const procedures: Record<string, AnyTRPCProcedure> = customerRouter._def.procedures as never;
  const procedure = procedures[path];
  if (!procedure) throw new Error(`no procedure ${path}`);
  const { type } = procedure._def;
  return procedure({ ctx, path, type, getRawInput: async () => input, signal: undefined, batchIndex: 0 });
}

describe("closing and paying at the same moment", () => {
  it("either pays first or finds the account closed: no money without a plan, and the books are right", async () => {
    const apart = await createTestCore({ config: { rateLimits: "off" } });
    const plan = await apart.plan();
    for (let round = 0; round < 12; round += 1) {
      const customer = await apart.customer();
      const [closed, paid] = await Promise.allSettled([
        closeCustomer(customer.ctx, { customerId: customer.id }),
        recharge(customer, plan.id),
      ]);
      if (paid.status === "rejected") {
        expect(closed.status).toBe("fulfilled");
        expect(paid.reason.reason).toMatch(/payerInactive|sessionEnded|accountInactive/);
      }
      if (closed.status === "rejected") expect(closed.reason).toEqual(customersErrors.moneyPending());
    }
    expect(await auditBooks(apart.job(), { withGateway: true, settleGraceMs: 0 })).toMatchObject({ findings: [] });
    await apart.close();
  });

  it("either starts a postpaid plan first or finds the account closed", async () => {
    const plan = await core.plan({ type: "postpaid", priceMinor: 49_900, maxSecondaryNumbers: 0 });
    for (let round = 0; round < 6; round += 1) {
      const customer = await withPassword();
      const [closed, activated] = await Promise.allSettled([
        closeCustomer(customer.ctx, { customerId: customer.id }),
        call("postpaid.activate", customer.ctx, { planId: plan.id }),
      ]);
      expect([closed.status, activated.status].sort()).toEqual(["fulfilled", "rejected"]);
      if (closed.status === "rejected") expect(closed.reason).toEqual(customersErrors.postpaidRuns());
    }
  });

  it("closes once when asked twice", async () => {
    const customer = await withPassword();
    const attempt = () => closeCustomer(customer.ctx, { customerId: customer.id });
    const outcomes = await Promise.allSettled([attempt(), attempt(), attempt()]);
    expect(outcomes.filter((each) => each.status === "fulfilled")).toHaveLength(1);
  });
});
