import { customers, notifications } from "@nexa/db";
import { failingEmail, recordingEmail } from "@nexa/integrations/testing/index";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { identityErrors } from "../identity/index.ts";
import { refusalOf } from "../recharge/recharge.fixture.ts";
import { createTestCore, type TestCore } from "../testing/index.ts";
import { confirmEmail } from "./confirm-email.ts";
import { customersErrors } from "./errors.ts";
import { getProfile } from "./get-profile.ts";
import { removeEmail } from "./remove-email.ts";
import { requestEmailCode } from "./request-email-code.ts";

let core: TestCore;
let addresses = 0;
beforeAll(async () => {
  core = await createTestCore({ email: recordingEmail() });
});
afterAll(() => core.close());

function anEmail(): string {
  addresses += 1;
  return `asha.${addresses}@example.com`;
}

function codeMailedTo(email: string): string {
  const mail = core.email.sent().findLast(({ to }) => to === email);
  return /^(\d{6}) is your code/.exec(mail?.text ?? "")?.[1] ?? "";
}

async function eventsOf(customerId: string): Promise<unknown[]> {
  const rows = await core.runtime.db.orm.select().from(notifications).where(eq(notifications.customerId, customerId));
  return rows.map(({ params }) => params.event);
}

it("verifies an address with the code mailed to it, and tells the customer", async () => {
  const customer = await core.customer();
  const email = anEmail();
  expect(await requestEmailCode(customer.ctx, { email })).toEqual({ expiresIn: 600 });
  expect(await getProfile(customer.ctx, {})).toMatchObject({ email, isEmailVerified: false });
  const profile = await confirmEmail(customer.ctx, { email, code: codeMailedTo(email) });
  expect(profile).toMatchObject({ email, isEmailVerified: true });
  expect(await eventsOf(customer.id)).toEqual(["email_verified"]);
});

it("keeps a verified address in use until the new one is verified", async () => {
  const customer = await core.customer();
  const [first, second] = [anEmail(), anEmail()];
  await requestEmailCode(customer.ctx, { email: first });
  await confirmEmail(customer.ctx, { email: first, code: codeMailedTo(first) });
  await requestEmailCode(customer.ctx, { email: second });
  expect(await getProfile(customer.ctx, {})).toMatchObject({ email: first, isEmailVerified: true });
  await confirmEmail(customer.ctx, { email: second, code: codeMailedTo(second) });
  expect(await getProfile(customer.ctx, {})).toMatchObject({ email: second, isEmailVerified: true });
});

it("takes a code for its own address alone, once, and stops guessing", async () => {
  const customer = await core.customer();
  const [email, other] = [anEmail(), anEmail()];
  await requestEmailCode(customer.ctx, { email });
  const code = codeMailedTo(email);
  const wrong = identityErrors.codeWrong();
  expect(await refusalOf(confirmEmail(customer.ctx, { email: other, code }))).toEqual(wrong);
  await confirmEmail(customer.ctx, { email, code });
  expect(await refusalOf(confirmEmail(customer.ctx, { email, code }))).toEqual(wrong);
  await requestEmailCode(customer.ctx, { email: other });
  const right = codeMailedTo(other);
  const guesses = Array.from({ length: 8 }, (_, step) =>
    refusalOf(
      confirmEmail(customer.ctx, { email: other, code: String((Number(right) + 1 + step) % 1e6).padStart(6, "0") }),
    ),
  );
  await Promise.all(guesses);
  expect(await refusalOf(confirmEmail(customer.ctx, { email: other, code: right }))).toEqual(wrong);
});

it("forgets the address, and tells the customer where it was verified", async () => {
  const customer = await core.customer();
  const email = anEmail();
  await requestEmailCode(customer.ctx, { email });
  await confirmEmail(customer.ctx, { email, code: codeMailedTo(email) });
  expect(await removeEmail(customer.ctx, {})).toMatchObject({ email: null, isEmailVerified: false });
  expect(await removeEmail(customer.ctx, {})).toMatchObject({ email: null });
  expect(await eventsOf(customer.id)).toEqual(["email_verified", "email_removed"]);
});

it("limits codes by address", async () => {
  const customer = await core.customer();
  const email = anEmail();
  for (let asked = 0; asked < 5; asked += 1) await requestEmailCode(customer.ctx, { email });
  expect(await refusalOf(requestEmailCode(customer.ctx, { email }))).toMatchObject({ code: "RATE_LIMITED" });
});

it("says what to do where no mail can be sent, for now or at all", async () => {
  const down = await createTestCore({ email: failingEmail(1) });
  const here = await down.customer();
  expect(await refusalOf(requestEmailCode(here.ctx, { email: anEmail() }))).toMatchObject({
    reason: customersErrors.emailUnavailable().reason,
    details: { retryAfterSeconds: 30 },
  });
  await down.close();
  const dead = await createTestCore({ email: failingEmail(1, { permanent: true }) });
  const there = await dead.customer();
  expect(await refusalOf(requestEmailCode(there.ctx, { email: anEmail() }))).toEqual(customersErrors.emailRefused());
  await dead.close();
});

it("refuses an account that is closed meanwhile", async () => {
  const customer = await core.customer();
  const email = anEmail();
  await requestEmailCode(customer.ctx, { email });
  const closed = { status: "closed", closedAt: core.clock.now() } as const;
  await core.runtime.db.orm.update(customers).set(closed).where(eq(customers.id, customer.id));
  expect(await refusalOf(confirmEmail(customer.ctx, { email, code: codeMailedTo(email) }))).toEqual(
    customersErrors.notFound(),
  );
});
