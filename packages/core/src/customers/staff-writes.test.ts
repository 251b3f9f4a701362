import { maskPhone } from "@nexa/contracts";
import { auditEvents, customerSessions, customers, lineOwnerships, lines, notifications, oneTimeCodes } from "@nexa/db";
import { and, asc, desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { adminRouter } from "../admin-router.ts";
import type { AdminActor, CoreContext } from "../context.ts";
import { customerRouter } from "../customer-router.ts";
import { codeSentTo, stranger } from "../identity/codes.fixture.ts";
import { identityErrors, openTokens, signInCustomerWith } from "../identity/index.ts";
import { subscriber } from "../postpaid/billing/bill.fixture.ts";
import { recharge, refusalOf } from "../recharge/recharge.fixture.ts";
import { aPhone, createTestCore, type TestCore, type TestCustomer } from "../testing/index.ts";
import { changeCustomerNumber } from "./change-customer-number.ts";
import { closeCustomerByStaff } from "./close-customer-by-staff.ts";
import { createCustomer } from "./create-customer.ts";
import { customersErrors } from "./errors.ts";
import { sendCustomerReset } from "./send-customer-reset.ts";
import { updateCustomer } from "./update-customer.ts";

const nobody = "0199c2f0-7b1e-7c3a-9f10-2a6d5b8c4e01";
const reason = "Identity checked, ticket 4711";
const newPassword = "monsoon-kettle-42";
let core: TestCore;
let staff: CoreContext<AdminActor>;

beforeAll(async () => {
  core = await createTestCore();
  staff = await core.admin("support");
});
afterAll(() => core.close());

function auditOf(subjectId: string) {
  return core.runtime.db.orm
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.subjectId, subjectId), eq(auditEvents.actorKind, "admin")))
    .orderBy(asc(auditEvents.id));
}

/** Which events of the account's security each number was told. */
async function alertsOf(customerId: string): Promise<unknown[]> {
  const rows = await core.runtime.db.orm
    .select()
    .from(notifications)
    .where(and(eq(notifications.customerId, customerId), eq(notifications.type, "security_alert")))
    .orderBy(asc(notifications.id));
  // Of one instant, so without an order among them.
  return rows.map(({ phone, params }) => [phone, params.event]).toSorted();
}

function resetWith(phoneNumber: string, code: string) {
  return customerRouter.createCaller(stranger(core)).identity.resetPassword({ phoneNumber, code, newPassword });
}

const rowOf = async (id: string) => (await core.runtime.db.orm.select().from(customers).where(eq(customers.id, id)))[0];

/** An account whose number was never verified. */
async function unverified(): Promise<TestCustomer> {
  const customer = await core.customer();
  const { orm } = core.runtime.db;
  await orm.update(customers).set({ phoneVerifiedAt: null }).where(eq(customers.id, customer.id));
  await orm.update(lines).set({ ownerId: null }).where(eq(lines.id, customer.lineId));
  await orm.delete(lineOwnerships).where(eq(lineOwnerships.lineId, customer.lineId));
  return customer;
}

async function closed(): Promise<TestCustomer> {
  const customer = await core.customer();
  await closeCustomerByStaff(staff, { customerId: customer.id, reason });
  return customer;
}

describe("creating a customer", () => {
  it("makes an account with its line, into which only the code sent to the number leads", async () => {
    const phone = aPhone();
    const national = phone.slice(3);
    const made = await createCustomer(staff, {
      phoneNumber: national,
      fullName: "Asha Rao",
      email: "asha@example.com",
    });
    expect(made).toMatchObject({
      ...{ phoneNumber: phone, isPhoneVerified: true, fullName: "Asha Rao", status: "active", sessionCount: 0 },
      ...{ email: "asha@example.com", isEmailVerified: false, language: "en", lines: [{ phoneNumber: phone }] },
    });
    const signIn = () => signInCustomerWith(stranger(core), { phoneNumber: phone, password: newPassword }, openTokens);
    expect(await refusalOf(signIn())).toEqual(identityErrors.badCredentials());
    await resetWith(phone, await codeSentTo(core, phone));
    await signIn();
    expect(await auditOf(made.id)).toMatchObject([
      {
        ...{ action: "customers.create", actorId: staff.actor.adminId },
        after: { phone: maskPhone(phone), fullName: "A*** R***", email: "a***@example.com" },
      },
    ]);
  });

  it("refuses a number that signs in another customer, or is another's second one: customers.numberTaken, numberOwned", async () => {
    const other = await core.customer();
    const create = (phoneNumber: string) => createCustomer(staff, { phoneNumber, fullName: "Ravi Nair" });
    expect(await refusalOf(create(other.phone))).toEqual(customersErrors.numberTaken());
    const second = aPhone();
    const line = { id: crypto.randomUUID(), phone: second, ownerId: other.id, createdAt: core.clock.now() };
    await core.runtime.db.orm.insert(lines).values(line);
    expect(await refusalOf(create(second))).toEqual(customersErrors.numberOwned());
    expect(await core.runtime.db.orm.$count(customers, eq(customers.phone, second))).toBe(0);
    expect(await core.runtime.db.orm.$count(oneTimeCodes, eq(oneTimeCodes.sentTo, second))).toBe(0);
    expect(await refusalOf(create("12345"))).toEqual(identityErrors.phoneInvalid());
  });

  it("makes one account where twenty ask for the same number at once", async () => {
    const phoneNumber = aPhone();
    const quiet = {
      ...staff,
      runtime: { ...staff.runtime, config: { ...staff.runtime.config, rateLimits: "off" as const } },
    };
    const asked = Array.from({ length: 20 }, () => createCustomer(quiet, { phoneNumber, fullName: "Ravi Nair" }));
    const outcomes = await Promise.allSettled(asked);
    const refused = outcomes.flatMap((each) => (each.status === "rejected" ? [each.reason.reason] : []));
    expect(refused).toEqual(Array(19).fill(customersErrors.numberTaken().reason));
  });
});

describe("editing a customer", () => {
  it("changes the fields sent, makes another e-mail address unverified, and tells that a verified one went", async () => {
    const customer = await core.customer({ fullName: "Asha Rao" });
    const verified = { email: "asha@example.com", emailVerifiedAt: core.clock.now() };
    await core.runtime.db.orm.update(customers).set(verified).where(eq(customers.id, customer.id));
    const edit = { customerId: customer.id, fullName: "Asha Menon", email: "menon@example.com" };
    expect(await updateCustomer(staff, edit)).toMatchObject({
      ...{ fullName: "Asha Menon", email: "menon@example.com", isEmailVerified: false, language: "en" },
    });
    expect(await alertsOf(customer.id)).toEqual([[customer.phone, "email_removed"]]);
    core.clock.advance(1_000);
    expect(await updateCustomer(staff, { customerId: customer.id, email: null })).toMatchObject({ email: null });
    expect(await auditOf(customer.id)).toMatchObject([
      {
        action: "customers.update",
        before: { fullName: "A*** R***", email: "a***@example.com" },
        after: { fullName: "A*** M***", email: "m***@example.com" },
      },
      { before: { email: "m***@example.com" }, after: { email: null } },
    ]);
  });

  it("leaves a verified address verified and writes nothing where all is as it was", async () => {
    const customer = await core.customer({ fullName: "Asha Rao" });
    const verified = { email: "asha@example.com", emailVerifiedAt: core.clock.now() };
    await core.runtime.db.orm.update(customers).set(verified).where(eq(customers.id, customer.id));
    const same = { customerId: customer.id, fullName: "Asha Rao", email: "asha@example.com" };
    expect(await updateCustomer(staff, same)).toMatchObject({ isEmailVerified: true });
    expect(await auditOf(customer.id)).toEqual([]);
  });
});

describe("changing a customer's number", () => {
  it("moves the sign-in, keeps the old number as a line, ends all sessions, tells both, and is audited masked", async () => {
    const customer = await core.customer();
    const phoneNumber = aPhone();
    const changed = await changeCustomerNumber(staff, { customerId: customer.id, phoneNumber, reason });
    expect(changed).toMatchObject({ phoneNumber, isPhoneVerified: true, sessionCount: 0 });
    expect(changed.lines.map((line) => line.phoneNumber)).toEqual([phoneNumber, customer.phone]);
    const told = [customer.phone, phoneNumber].map((phone) => [phone, "number_changed"]);
    expect(await alertsOf(customer.id)).toEqual(told.toSorted());
    expect(await core.runtime.db.orm.$count(customerSessions, eq(customerSessions.userId, customer.id))).toBe(0);
    expect(await auditOf(customer.id)).toMatchObject([
      {
        ...{ action: "customers.changeNumber", reason },
        ...{ before: { phone: maskPhone(customer.phone) }, after: { phone: maskPhone(phoneNumber) } },
      },
    ]);
  });

  it("proves a number that was never verified", async () => {
    const customer = await unverified();
    const change = { customerId: customer.id, phoneNumber: customer.phone, reason };
    expect(await changeCustomerNumber(staff, change)).toMatchObject({
      phoneNumber: customer.phone,
      isPhoneVerified: true,
    });
    expect(await refusalOf(changeCustomerNumber(staff, change))).toEqual(customersErrors.numberUnchangedOfCustomer());
  });

  it("refuses another's number and leaves everything as it was: customers.numberTaken, numberOwned", async () => {
    const [customer, other] = [await core.customer(), await core.customer()];
    const change = (phoneNumber: string) =>
      changeCustomerNumber(staff, { customerId: customer.id, phoneNumber, reason });
    expect(await refusalOf(change(other.phone))).toEqual(customersErrors.numberTaken());
    const second = aPhone();
    const line = { id: crypto.randomUUID(), phone: second, ownerId: other.id, createdAt: core.clock.now() };
    await core.runtime.db.orm.insert(lines).values(line);
    expect(await refusalOf(change(second))).toEqual(customersErrors.numberOwned());
    expect((await rowOf(customer.id))?.phone).toBe(customer.phone);
    expect(await alertsOf(customer.id)).toEqual([]);
    expect(await core.runtime.db.orm.$count(customerSessions, eq(customerSessions.userId, customer.id))).toBe(1);
  });

  it("gives a free number to one of those whom staff move to it at once, and the others keep theirs", async () => {
    const phoneNumber = aPhone();
    const moved = await Promise.all(Array.from({ length: 6 }, () => core.customer()));
    const outcomes = await Promise.allSettled(
      moved.map(({ id }) => changeCustomerNumber(staff, { customerId: id, phoneNumber, reason })),
    );
    const refused = outcomes.flatMap((each) => (each.status === "rejected" ? [each.reason.reason] : []));
    expect(refused).toEqual(Array(5).fill(customersErrors.numberTaken().reason));
    const rows = await Promise.all(moved.map(({ id }) => rowOf(id)));
    const kept = rows.filter((row, index) => row?.phone === moved[index]?.phone);
    expect(kept).toHaveLength(5);
  });

  it("makes a code sent to the old number worthless", async () => {
    const customer = await core.customer();
    await sendCustomerReset(staff, { customerId: customer.id });
    const code = await codeSentTo(core, customer.phone);
    await changeCustomerNumber(staff, { customerId: customer.id, phoneNumber: aPhone(), reason });
    await expect(resetWith(customer.phone, code)).rejects.toMatchObject({ cause: identityErrors.noAccount() });
  });
});

describe("sending a reset", () => {
  it("sends the code to the customer alone: neither the answer nor the audit log has it", async () => {
    const customer = await core.customer();
    const answer = await sendCustomerReset(staff, { customerId: customer.id, reason });
    expect(answer).toEqual({ expiresIn: 600 });
    const code = await codeSentTo(core, customer.phone);
    const [audited] = await auditOf(customer.id);
    expect(audited).toMatchObject({
      action: "customers.sendReset",
      reason,
      after: { sentTo: maskPhone(customer.phone) },
    });
    expect(JSON.stringify(audited)).not.toContain(code);
    await resetWith(customer.phone, code);
  });

  it("refuses one for a number nobody proved, and more than the number may get: customers.numberUnverified, identity.tooManyTries", async () => {
    const nameless = await unverified();
    const send = (customerId: string) => sendCustomerReset(staff, { customerId });
    expect(await refusalOf(send(nameless.id))).toEqual(customersErrors.numberUnverified());
    const customer = await core.customer();
    for (let sent = 0; sent < 10; sent += 1) await send(customer.id);
    expect((await refusalOf(send(customer.id))).reason).toBe(identityErrors.tooManyTries().reason);
  });
});

describe("closing by staff", () => {
  it("answers what is left of the account", async () => {
    const customer = await core.customer();
    expect(await closeCustomerByStaff(staff, { customerId: customer.id, reason })).toMatchObject({
      ...{ status: "closed", phoneNumber: null, fullName: "Closed account", lines: [] },
      closedAt: core.clock.now().toISOString(),
    });
    expect(await auditOf(customer.id)).toMatchObject([{ action: "customers.close", reason }]);
  });

  it("is refused while plans wait or a postpaid plan runs: customers.plansWaiting, postpaidRuns", async () => {
    const customer = await core.customer();
    const plan = await core.plan();
    for (let bought = 0; bought < 2; bought += 1) await recharge(customer, plan.id);
    const close = (customerId: string) => closeCustomerByStaff(staff, { customerId, reason });
    expect(await refusalOf(close(customer.id))).toEqual(customersErrors.plansWaiting());
    expect(await refusalOf(close((await subscriber(core)).id))).toEqual(customersErrors.postpaidRuns());
  });
});

type Staff = ReturnType<typeof adminRouter.createCaller>["customers"];
const WRITES = {
  update: (staff: Staff, customerId: string) => staff.update({ customerId, fullName: "Somebody Else" }),
  changeNumber: (staff: Staff, customerId: string) => staff.changeNumber({ customerId, phoneNumber: aPhone(), reason }),
  sendReset: (staff: Staff, customerId: string) => staff.sendReset({ customerId }),
  close: (staff: Staff, customerId: string) => staff.close({ customerId, reason }),
} as const;

describe.each(Object.keys(WRITES) as (keyof typeof WRITES)[])("customers.%s", (name) => {
  const call = (ctx: CoreContext<AdminActor>, customerId: string) =>
    WRITES[name](adminRouter.createCaller(ctx).customers, customerId);

  it("refuses an unknown customer and a closed one: customers.notFound, closed", async () => {
    await expect(call(staff, nobody)).rejects.toMatchObject({ cause: customersErrors.notFound() });
    await expect(call(staff, (await closed()).id)).rejects.toMatchObject({ cause: customersErrors.closed() });
  });

  it("is for owners, managers and support; finance reads, and content staff see nothing", async () => {
    for (const role of ["finance", "content"] as const) {
      await expect(call(await core.admin(role), nobody)).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
    for (const role of ["owner", "manager", "support"] as const) {
      await expect(call(await core.admin(role), nobody)).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    const { customers: read } = adminRouter.createCaller(await core.admin("finance"));
    await expect(read.stats({})).resolves.toBeDefined();
    await expect(read.timeline({ customerId: nobody, limit: 1 })).rejects.toMatchObject({ code: "NOT_FOUND" });
    const { customers: hidden } = adminRouter.createCaller(await core.admin("content"));
    await expect(hidden.list({ limit: 1 })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

it("keeps what staff wrote about people out of the audit log", async () => {
  const rows = await core.runtime.db.orm.select().from(auditEvents).orderBy(desc(auditEvents.id));
  const customersRows = rows.filter((row) => row.action.startsWith("customers."));
  expect(customersRows.length).toBeGreaterThan(10);
  const text = JSON.stringify(customersRows);
  expect(text).not.toMatch(/Asha|Rao|Menon|asha@|menon@|\+91[0-9]{10}/);
});
