import { newId } from "@nexa/contracts";
import { auditEvents, customerSessions, customers, devices, notifications } from "@nexa/db";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { AdminActor, CoreContext } from "../context.ts";
import { authenticate, openTokens } from "../identity/index.ts";
import { registerDevice } from "../notifications/index.ts";
import { createTestCore, type TestCore } from "../testing/index.ts";
import { requestErrors } from "../trpc/errors.ts";
import { deactivateCustomer } from "./deactivate-customer.ts";
import { endCustomerSessions } from "./end-customer-sessions.ts";
import { customersErrors } from "./errors.ts";
import { getCustomer } from "./get-customer.ts";
import { getProfile } from "./get-profile.ts";
import { listCustomers } from "./list-customers.ts";
import { daysInactive } from "./profile-view.ts";
import { reactivateCustomer } from "./reactivate-customer.ts";
import { suspendCustomer } from "./suspend-customer.ts";
import { updateProfile } from "./update-profile.ts";

const DAY = 86_400_000;
const reason = "Reported stolen phone";
const nobody = "0199c2f0-7b1e-7c3a-9f10-2a6d5b8c4e01";
let core: TestCore;
let staff: CoreContext<AdminActor>;

beforeAll(async () => {
  core = await createTestCore();
  staff = await core.admin("support");
});
afterAll(() => core.close());

async function signedIn() {
  const customer = await core.customer();
  const user = { kind: "customer", userId: customer.id } as const;
  const { accessToken } = await openTokens(core.as({ kind: "anonymous" }), user);
  const ask = () => authenticate(core.runtime, { bearer: accessToken });
  await ask();
  return { ...customer, ask };
}

it("shows a customer their own account, with inactivity derived from the last plan", async () => {
  const customer = await core.customer({ fullName: "Asha Rao" });
  const profile = await getProfile(customer.ctx, {});
  expect(profile).toMatchObject({ id: customer.id, phoneNumber: customer.phone, fullName: "Asha Rao", language: "en" });
  expect(profile).not.toHaveProperty("passwordHash");
  const lastActivePlanAt = new Date(core.clock.now().getTime() - 3.5 * DAY);
  await core.runtime.db.orm.update(customers).set({ lastActivePlanAt }).where(eq(customers.id, customer.id));
  expect(await getProfile(customer.ctx, {})).toMatchObject({
    lastActivePlanAt: lastActivePlanAt.toISOString(),
    daysInactive: 3,
  });
});

it("counts whole days without a plan, none while one runs", () => {
  const now = new Date("2026-11-23T10:00:00Z");
  expect(daysInactive(new Date(now.getTime() + DAY), now)).toBe(0);
  expect(daysInactive(new Date(now.getTime() - DAY + 1), now)).toBe(0);
  expect(daysInactive(new Date(now.getTime() - 60 * DAY), now)).toBe(60);
});

it("changes the fields sent and leaves the others", async () => {
  const customer = await core.customer({ fullName: "Asha Rao" });
  expect(await updateProfile(customer.ctx, { language: "hi" })).toMatchObject({ fullName: "Asha Rao", language: "hi" });
  expect(await updateProfile(customer.ctx, { fullName: "<b>Asha</b> 'Rao'" })).toMatchObject({
    fullName: "<b>Asha</b> 'Rao'",
    language: "hi",
  });
  expect(await updateProfile(customer.ctx, {})).toMatchObject({ language: "hi" });
});

it("suspends with a reason: sessions end at once, an audit row is left, the customer is told", async () => {
  const customer = await signedIn();
  const shown = await suspendCustomer(staff, { customerId: customer.id, reason });
  expect(shown).toMatchObject({ status: "suspended", statusReason: reason, sessionCount: 0 });
  await expect(customer.ask()).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
  expect(await auditOf("customers.suspend", customer.id)).toMatchObject([
    { actorId: staff.actor.adminId, reason, before: { status: "active" }, after: { status: "suspended" } },
  ]);
  const notices = await core.runtime.db.orm
    .select()
    .from(notifications)
    .where(eq(notifications.customerId, customer.id));
  expect(notices).toMatchObject([{ type: "security_alert", params: { event: "account_suspended" } }]);
});

it("makes a customer inactive at once without ending sessions, and active again", async () => {
  const customer = await signedIn();
  await deactivateCustomer(staff, { customerId: customer.id, reason });
  expect(await customer.ask()).toMatchObject({ status: "inactive" });
  await reactivateCustomer(staff, { customerId: customer.id, reason: "Paid" });
  expect(await customer.ask()).toMatchObject({ status: "active" });
});

it("refuses a status the account has already, parallel changes included, and any for a closed or unknown one", async () => {
  const customer = await core.customer();
  const suspend = () => suspendCustomer(staff, { customerId: customer.id, reason });
  const outcomes = await Promise.allSettled([suspend(), suspend(), suspend()]);
  const refused = outcomes.flatMap((each) => (each.status === "rejected" ? [each.reason.reason] : []));
  expect(refused).toEqual(Array(2).fill(customersErrors.statusUnchanged().reason));
  expect(await auditOf("customers.suspend", customer.id)).toHaveLength(1);
  const closedAt = core.clock.now();
  await core.runtime.db.orm.update(customers).set({ status: "closed", closedAt }).where(eq(customers.id, customer.id));
  await expect(reactivateCustomer(staff, { customerId: customer.id, reason })).rejects.toThrow(
    customersErrors.closed(),
  );
  await expect(suspendCustomer(staff, { customerId: nobody, reason })).rejects.toThrow(customersErrors.notFound());
});

it("ends all sessions of a customer on staff's word", async () => {
  const customer = await signedIn();
  expect(await endCustomerSessions(staff, { customerId: customer.id, reason })).toEqual({ endedCount: 2 });
  await expect(customer.ask()).rejects.toMatchObject({ reason: "identity.sessionEnded" });
  expect(await auditOf("customers.endSessions", customer.id)).toHaveLength(1);
  await expect(endCustomerSessions(staff, { customerId: nobody, reason })).rejects.toThrow(customersErrors.notFound());
});

it("shows staff a customer with their numbers", async () => {
  const customer = await core.customer();
  const shown = await getCustomer(staff, { customerId: customer.id });
  expect(shown).toMatchObject({
    id: customer.id,
    lines: [{ id: customer.lineId, phoneNumber: customer.phone, isRegistered: true, mode: "idle" }],
    sessionCount: 1,
  });
  expect(shown).not.toHaveProperty("passwordHash");
  await expect(getCustomer(staff, { customerId: nobody })).rejects.toThrow(customersErrors.notFound());
});

it("lists customers page by page in both orders, without gap or repeat", async () => {
  const expected = await core.runtime.db.orm.select({ id: customers.id }).from(customers);
  for (const sort of ["newest", "oldest"] as const) {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listCustomers(staff, { limit: 3, sort, cursor });
      seen.push(...page.items.map((each) => each.id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen.toSorted()).toEqual(expected.map((row) => row.id).toSorted());
    expect(new Set(seen).size).toBe(seen.length);
  }
});

it("finds customers by number, part of one, name and status, and takes search text literally", async () => {
  const name = `Lakshmi ${newId(core.clock.now())} 100%`;
  const customer = await core.customer({ fullName: name });
  const ids = async (filter: object) =>
    (await listCustomers(staff, { limit: 500, ...filter })).items.map((each) => each.id);
  const national = customer.phone.slice(3);
  expect(await ids({ search: national })).toEqual([customer.id]);
  expect(await ids({ search: customer.phone })).toEqual([customer.id]);
  expect(await ids({ search: national.slice(-6) })).toContain(customer.id);
  expect(await ids({ search: name.toUpperCase() })).toEqual([customer.id]);
  expect(await ids({ search: "100%" })).toEqual([customer.id]);
  expect(await ids({ search: "%" })).toEqual([]);
  expect(await ids({ search: "_" })).toEqual([]);
  expect(await ids({ status: "inactive" })).not.toContain(customer.id);
  expect(await ids({ status: "active", search: "Lakshmi" })).toContain(customer.id);
});

it("refuses a cursor it did not make", async () => {
  const forged = btoa(JSON.stringify([1e300, nobody]));
  for (const cursor of ["nonsense", forged, btoa(JSON.stringify([0, "x"]))]) {
    await expect(listCustomers(staff, { limit: 10, cursor })).rejects.toMatchObject({ reason: "request.badCursor" });
  }
});

it("forgets the push targets of a customer whose sessions all ended, and nobody else's", async () => {
  const [customer, other] = [await core.customer(), await core.customer()];
  const token = () => `token-${newId(core.clock.now())}`;
  for (const { ctx } of [customer, other]) await registerDevice(ctx, { platform: "android", token: token() });
  await endCustomerSessions(staff, { customerId: customer.id, reason });
  const left = await core.runtime.db.orm.select({ customerId: devices.customerId }).from(devices);
  expect(left).toEqual([{ customerId: other.id }]);
  // Another server may still rely on the session.
  const late = registerDevice(customer.ctx, { platform: "android", token: token() });
  await expect(late).rejects.toThrow(requestErrors.signInNeeded());
});

it("keeps other people's sessions when it ends one customer's", async () => {
  const other = await core.customer();
  const customer = await core.customer();
  await endCustomerSessions(staff, { customerId: customer.id, reason });
  const rows = await core.runtime.db.orm.select().from(customerSessions).where(eq(customerSessions.userId, other.id));
  expect(rows).toHaveLength(1);
});

function auditOf(action: string, subjectId: string) {
  return core.runtime.db.orm
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.action, action), eq(auditEvents.subjectId, subjectId)));
}
