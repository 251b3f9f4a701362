import { customerSessions, customers, lines, linkedAccounts, notifications } from "@nexa/db";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { codeSentTo, stranger } from "../identity/codes.fixture.ts";
import { hashPasswordAlone, identityErrors, openTokens, signInCustomerWith } from "../identity/index.ts";
import { linesErrors, listLines } from "../lines/index.ts";
import { refusalOf } from "../recharge/recharge.fixture.ts";
import { aPhone, createTestCore, type TestCore, type TestCustomer } from "../testing/index.ts";
import { confirmNumberChange } from "./confirm-number-change.ts";
import { customersErrors } from "./errors.ts";
import { requestNumberChange } from "./request-number-change.ts";

const password = "monsoon-kettle-42";
let core: TestCore;
let passwordHash: string;
beforeAll(async () => {
  core = await createTestCore();
  passwordHash = await hashPasswordAlone(password);
});
afterAll(() => core.close());

async function withPassword(): Promise<TestCustomer> {
  const customer = await core.customer();
  await core.runtime.db.orm.update(customers).set({ passwordHash }).where(eq(customers.id, customer.id));
  return { ...customer, ctx: { ...customer.ctx, caller: stranger(core).caller } };
}

async function change(customer: TestCustomer, phoneNumber: string) {
  await requestNumberChange(customer.ctx, { phoneNumber });
  const code = await codeSentTo(core, phoneNumber);
  return confirmNumberChange(customer.ctx, { phoneNumber, code, password });
}

it("changes the number that signs in: the old one stays a line, both are told, other sessions end", async () => {
  const customer = await withPassword();
  const phoneNumber = aPhone();
  await openTokens(stranger(core), { kind: "customer", userId: customer.id });
  expect(await change(customer, phoneNumber)).toMatchObject({ phoneNumber, isPhoneVerified: true });
  const { items } = await listLines(customer.ctx, { limit: 10 });
  expect(items.map((line) => [line.phoneNumber, line.isRegistered])).toEqual([
    [phoneNumber, true],
    [customer.phone, false],
  ]);
  const { orm } = core.runtime.db;
  const told = await orm.select().from(notifications).where(eq(notifications.type, "security_alert"));
  const mine = told.filter((notice) => notice.customerId === customer.id && notice.params.event === "number_changed");
  expect(mine.map((notice) => notice.phone).sort()).toEqual([customer.phone, phoneNumber].sort());
  const sessions = await orm.select().from(customerSessions).where(eq(customerSessions.userId, customer.id));
  expect(sessions.map(({ id }) => id)).toEqual([customer.ctx.actor.sessionId]);
  await signInCustomerWith(stranger(core), { phoneNumber, password }, openTokens);
  const old = signInCustomerWith(stranger(core), { phoneNumber: customer.phone, password }, openTokens);
  expect(await refusalOf(old)).toEqual(identityErrors.badCredentials());
});

it("answers a request the same for any number, and says who has it only after the proof", async () => {
  const [customer, other] = [await withPassword(), await withPassword()];
  const free = aPhone();
  const answers = [];
  for (const phoneNumber of [other.phone, free, customer.phone]) {
    answers.push(await requestNumberChange(customer.ctx, { phoneNumber }));
  }
  expect(answers).toEqual(Array(3).fill({ expiresIn: 600 }));
  const confirm = (phoneNumber: string, code: string) =>
    refusalOf(confirmNumberChange(customer.ctx, { phoneNumber, code, password }));
  const right = await codeSentTo(core, other.phone);
  const wrong = String((Number(right) + 1) % 1_000_000).padStart(6, "0");
  expect(await confirm(other.phone, wrong)).toEqual(identityErrors.codeWrong());
  expect(await confirm(other.phone, right)).toEqual(identityErrors.phoneTaken());
  expect(await confirm(customer.phone, await codeSentTo(core, customer.phone))).toEqual(
    customersErrors.numberUnchanged(),
  );
});

it("refuses a number that is another customer's second one, and leaves everything as it was", async () => {
  const [customer, other] = [await withPassword(), await withPassword()];
  const phone = aPhone();
  const now = core.clock.now();
  const { orm } = core.runtime.db;
  await orm.insert(lines).values({ id: crypto.randomUUID(), phone, ownerId: other.id, createdAt: now });
  expect(await refusalOf(change(customer, phone))).toEqual(linesErrors.ownedByOther());
  const [row] = await orm.select().from(customers).where(eq(customers.id, customer.id));
  expect(row?.phone).toBe(customer.phone);
});

it("asks for the password, so that a sign-in left open is not enough", async () => {
  const customer = await withPassword();
  const phoneNumber = aPhone();
  await requestNumberChange(customer.ctx, { phoneNumber });
  const code = await codeSentTo(core, phoneNumber);
  const wrong = confirmNumberChange(customer.ctx, { phoneNumber, code, password: "not the right one" });
  expect(await refusalOf(wrong)).toEqual(identityErrors.passwordWrong());
  await confirmNumberChange(customer.ctx, { phoneNumber, code, password });
});

it("ends the link to a number that becomes the customer's own", async () => {
  const customer = await withPassword();
  const [phone, now, lineId] = [aPhone(), core.clock.now(), crypto.randomUUID()];
  const { orm } = core.runtime.db;
  await orm.insert(lines).values({ id: lineId, phone, createdAt: now });
  await orm.insert(linkedAccounts).values({
    ...{
      id: crypto.randomUUID(),
      customerId: customer.id,
      lineId,
      phone,
      label: "Second phone",
      relationship: "other",
    },
    ...{ status: "linked", requestedAt: now, expiresAt: new Date(now.getTime() + 1), linkedAt: now },
  });
  await change(customer, phone);
  const [link] = await orm.select().from(linkedAccounts).where(eq(linkedAccounts.lineId, lineId));
  expect(link).toMatchObject({ status: "removed", endedBy: "system" });
});

it("refuses a suspended account whose session another server still relies on, and leaves the code unused", async () => {
  const customer = await withPassword();
  const phoneNumber = aPhone();
  await requestNumberChange(customer.ctx, { phoneNumber });
  const code = await codeSentTo(core, phoneNumber);
  const { orm } = core.runtime.db;
  await orm.update(customers).set({ status: "suspended" }).where(eq(customers.id, customer.id));
  const changing = confirmNumberChange(customer.ctx, { phoneNumber, code, password });
  expect(await refusalOf(changing)).toEqual(identityErrors.accountSuspended());
  const [row] = await orm.select({ phone: customers.phone }).from(customers).where(eq(customers.id, customer.id));
  expect(row?.phone).toBe(customer.phone);
});

it("gives a free number to one of two who change to it at once", async () => {
  const [one, two] = [await withPassword(), await withPassword()];
  const phoneNumber = aPhone();
  await requestNumberChange(one.ctx, { phoneNumber });
  const code = await codeSentTo(core, phoneNumber);
  const outcomes = await Promise.allSettled(
    [one, two].map(({ ctx }) => confirmNumberChange(ctx, { phoneNumber, code, password })),
  );
  expect(outcomes.filter((each) => each.status === "fulfilled")).toHaveLength(1);
});
