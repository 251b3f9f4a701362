import { CoreError } from "@nexa/contracts";
import { admins, auditEvents, customerSessions, customers } from "@nexa/db";
import { hash } from "@node-rs/argon2";
import bcrypt from "bcryptjs";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { aPhone, createTestCore, type TestCore } from "../testing/index.ts";
import { authenticate } from "./authenticate.ts";
import { identityErrors } from "./errors.ts";
import { registerCustomer } from "./register-customer.ts";
import { signInAdmin } from "./sign-in-admin.ts";
import { signInCustomer } from "./sign-in-customer.ts";

const password = "monsoon-kettle-42";
let core: TestCore;
let phone: string;
let customerId: string;
let addresses = 0;

beforeAll(async () => {
  core = await createTestCore();
});
afterAll(() => core.close());
beforeEach(async () => {
  phone = aPhone();
  const input = { phoneNumber: phone, password, fullName: "Asha Rao" };
  customerId = (await registerCustomer(from(anAddress()), input)).customer.id;
});

it("signs a customer in by the number as people type it", async () => {
  const typed = phone.replace("+91", "0");
  const tokens = await signInCustomer(from(anAddress()), { phoneNumber: typed, password });
  const actor = await authenticate(core.runtime, { bearer: tokens.accessToken });
  expect(actor).toMatchObject({ kind: "customer", customerId });
});

it("gives a wrong password, an unknown number and no number at all the same answer and the same audit row", async () => {
  const tries = [
    { phoneNumber: phone, password: "not the password" },
    { phoneNumber: aPhone(), password },
    { phoneNumber: "12345", password },
  ];
  for (const input of tries) {
    const ip = anAddress();
    await expect(signInCustomer(from(ip), input)).rejects.toThrow(identityErrors.badCredentials());
    const rows = await core.runtime.db.orm.select().from(auditEvents).where(sql`${auditEvents.after} ->> 'ip' = ${ip}`);
    expect(rows.map((row) => row.action)).toEqual(["identity.signInFailed"]);
    expect(JSON.stringify(rows)).not.toContain(phone);
  }
});

it("tells a suspended customer so, but only one who knows the password", async () => {
  await core.runtime.db.orm.update(customers).set({ status: "suspended" }).where(eq(customers.id, customerId));
  const wrong = { phoneNumber: phone, password: "not the password" };
  await expect(signInCustomer(from(anAddress()), wrong)).rejects.toThrow(identityErrors.badCredentials());
  await expect(signInCustomer(from(anAddress()), { phoneNumber: phone, password })).rejects.toThrow(
    identityErrors.accountSuspended(),
  );
});

it("lets an inactive customer sign in", async () => {
  await core.runtime.db.orm.update(customers).set({ status: "inactive" }).where(eq(customers.id, customerId));
  const { accessToken } = await signInCustomer(from(anAddress()), { phoneNumber: phone, password });
  expect(await authenticate(core.runtime, { bearer: accessToken })).toMatchObject({ status: "inactive" });
});

it("verifies an imported bcrypt hash once and makes it anew", async () => {
  const imported = await bcrypt.hash(password, 4);
  await core.runtime.db.orm.update(customers).set({ passwordHash: imported }).where(eq(customers.id, customerId));
  for (let i = 0; i < 2; i += 1) await signInCustomer(from(anAddress()), { phoneNumber: phone, password });
  const [row] = await core.runtime.db.orm.select().from(customers).where(eq(customers.id, customerId));
  expect(row?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

it("stops guessing after five failures from one address, parallel ones too, and tells when to come back", async () => {
  const ip = anAddress();
  const outcomes = await Promise.allSettled(
    Array.from({ length: 20 }, (_, i) =>
      signInCustomer(from(ip), { phoneNumber: phone, password: `guess number ${i}` }),
    ),
  );
  const reasons = outcomes.map((each) => (each.status === "rejected" ? (each.reason as CoreError).reason : "in"));
  expect(reasons.filter((each) => each === "identity.badCredentials")).toHaveLength(5);
  expect(reasons.filter((each) => each === "identity.tooManyTries")).toHaveLength(15);
  const refusal = await signInCustomer(from(ip), { phoneNumber: phone, password }).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(CoreError);
  expect(refusal).toMatchObject({ code: "RATE_LIMITED", details: { retryAfterSeconds: expect.any(Number) } });
  // The owner, somewhere else, is not locked out.
  await signInCustomer(from(anAddress()), { phoneNumber: phone, password });
});

it("forgets the failures of an address once the right password comes", async () => {
  const ip = anAddress();
  for (let round = 0; round < 3; round += 1) {
    for (let i = 0; i < 4; i += 1) {
      await expect(signInCustomer(from(ip), { phoneNumber: phone, password: "wrong one" })).rejects.toThrow();
    }
    await signInCustomer(from(ip), { phoneNumber: phone, password });
  }
});

it("lets an owner in from where they are signed in, though strangers used up the account's own limit", async () => {
  const home = anAddress();
  await signInCustomer(from(home), { phoneNumber: phone, password });
  // Guesses at once from one address may be refused before they count, so there are more addresses than 50 tries need.
  for (let i = 0; i < 15; i += 1) {
    const ip = anAddress();
    const guess = () => signInCustomer(from(ip), { phoneNumber: phone, password: "wrong one" });
    await Promise.allSettled([guess(), guess(), guess(), guess(), guess()]);
  }
  await expect(signInCustomer(from(anAddress()), { phoneNumber: phone, password })).rejects.toMatchObject({
    reason: identityErrors.tooManyTries().reason,
  });
  await signInCustomer(from(home), { phoneNumber: phone, password });
});

it("refuses sign-in while the limits cannot be counted, and does not crash", async () => {
  const { db } = core.runtime;
  await db.query({ text: "alter table rate_limits rename to rate_limits_away" });
  try {
    await expect(signInCustomer(from(anAddress()), { phoneNumber: phone, password })).rejects.toMatchObject({
      code: "UNAVAILABLE",
      reason: identityErrors.limitsUnavailable().reason,
    });
  } finally {
    await db.query({ text: "alter table rate_limits_away rename to rate_limits" });
  }
});

it("does not limit where the installation switched limits off", async () => {
  const { runtime } = core;
  const unlimited = { ...runtime, config: { ...runtime.config, rateLimits: "off" as const } };
  const ctx = { ...from(anAddress()), runtime: unlimited };
  for (let i = 0; i < 7; i += 1) {
    await expect(signInCustomer(ctx, { phoneNumber: phone, password: "wrong one" })).rejects.toThrow(
      identityErrors.badCredentials(),
    );
  }
});

it("signs staff in with an audit row, and refuses the disabled", async () => {
  const email = "meera@nexa.test";
  const { adminId } = (await core.admin("support")).actor;
  const passwordHash = await hash(password);
  await core.runtime.db.orm.update(admins).set({ email, passwordHash }).where(eq(admins.id, adminId));
  const { accessToken, refreshToken } = await signInAdmin(from(anAddress()), { email, password });
  expect(refreshToken).toMatch(/^nxr_a_/);
  expect(await authenticate(core.runtime, { bearer: accessToken })).toMatchObject({ kind: "admin", role: "support" });
  const rows = await core.runtime.db.orm.select().from(auditEvents).where(eq(auditEvents.subjectId, adminId));
  expect(rows.map((row) => row.action)).toEqual(["identity.signedIn"]);
  await core.runtime.db.orm.update(admins).set({ status: "disabled" }).where(eq(admins.id, adminId));
  await expect(signInAdmin(from(anAddress()), { email, password })).rejects.toThrow(identityErrors.staffDisabled());
  await expect(signInAdmin(from(anAddress()), { email: "nobody@nexa.test", password })).rejects.toThrow(
    identityErrors.badCredentials(),
  );
});

it("notes where and with what a session was opened", async () => {
  const ip = anAddress();
  await signInCustomer(from(ip), { phoneNumber: phone, password });
  const rows = await core.runtime.db.orm.select().from(customerSessions).where(eq(customerSessions.ip, ip));
  expect(rows).toMatchObject([{ userId: customerId, channel: "token", userAgent: "test" }]);
});

function from(ip: string) {
  return { ...core.as({ kind: "anonymous" }), caller: { ip, userAgent: "test" } };
}

function anAddress(): string {
  addresses += 1;
  return `203.0.113.${addresses}`;
}
