import { auditEvents, customerSessions, customers, notifications } from "@nexa/db";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { refusalOf } from "../recharge/recharge.fixture.ts";
import { aPhone, createTestCore, type TestCore } from "../testing/index.ts";
import { authenticate } from "./authenticate.ts";
import { anAddress, anotherCode, codeSentTo, stranger, triesOf } from "./codes.fixture.ts";
import { identityErrors } from "./errors.ts";
import { registerCustomer } from "./register-customer.ts";
import { requestPasswordReset } from "./request-password-reset.ts";
import { resetPassword } from "./reset-password.ts";
import { signInCustomer } from "./sign-in-customer.ts";

const oldPassword = "monsoon-kettle-42";
const newPassword = "banyan-lantern-77";
let core: TestCore;

beforeAll(async () => {
  core = await createTestCore();
});
afterAll(() => core.close());

async function registered() {
  const phoneNumber = aPhone();
  const input = { phoneNumber, password: oldPassword, fullName: "Asha Rao" };
  const { customer, accessToken } = await registerCustomer(stranger(core), input);
  return { phoneNumber, id: customer.id, accessToken };
}

async function requested(phoneNumber: string): Promise<string> {
  await requestPasswordReset(stranger(core), { phoneNumber });
  return codeSentTo(core, phoneNumber);
}

describe("a forgotten password", () => {
  it("is set anew with the code: the new one signs in, the old one does not, every session has ended", async () => {
    const { phoneNumber, id, accessToken } = await registered();
    await authenticate(core.runtime, { bearer: accessToken });
    const code = await requested(phoneNumber);
    expect(await resetPassword(stranger(core), { phoneNumber, code, newPassword })).toEqual({ done: true });
    await expect(authenticate(core.runtime, { bearer: accessToken })).rejects.toThrow(identityErrors.sessionEnded());
    const sessions = await core.runtime.db.orm.select().from(customerSessions).where(eq(customerSessions.userId, id));
    expect(sessions).toEqual([]);
    await signInCustomer(stranger(core), { phoneNumber, password: newPassword });
    await expect(signInCustomer(stranger(core), { phoneNumber, password: oldPassword })).rejects.toThrow(
      identityErrors.badCredentials(),
    );
  });

  it("leaves a security notice and an audit row, neither with a password or its hash", async () => {
    const { phoneNumber, id } = await registered();
    await resetPassword(stranger(core), { phoneNumber, code: await requested(phoneNumber), newPassword });
    const { orm } = core.runtime.db;
    const notices = await orm.select().from(notifications).where(eq(notifications.customerId, id));
    expect(notices.map(({ type, params }) => [type, params.event])).toContainEqual([
      "security_alert",
      "password_reset",
    ]);
    const audit = await orm
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.action, "identity.passwordReset"), eq(auditEvents.subjectId, id)));
    expect(audit).toHaveLength(1);
    expect(JSON.stringify([notices, audit])).not.toMatch(/banyan|argon2/);
  });

  it("takes a code once, also when two resets come at once", async () => {
    const { phoneNumber } = await registered();
    const code = await requested(phoneNumber);
    const reset = (password: string) => resetPassword(stranger(core), { phoneNumber, code, newPassword: password });
    const outcomes = await Promise.allSettled([reset(newPassword), reset("another-lantern-78")]);
    expect(outcomes.filter((each) => each.status === "fulfilled")).toHaveLength(1);
    expect(await refusalOf(reset(newPassword))).toEqual(identityErrors.codeWrong());
  });

  it("refuses a code of another purpose, a common password, and what is no number", async () => {
    const { phoneNumber } = await registered();
    const code = await requested(phoneNumber);
    const at = stranger(core);
    expect(await refusalOf(resetPassword(at, { phoneNumber, code, newPassword: "Password123" }))).toEqual(
      identityErrors.passwordCommon(),
    );
    expect(await refusalOf(resetPassword(at, { phoneNumber: "12", code, newPassword }))).toEqual(
      identityErrors.phoneInvalid(),
    );
    expect(await refusalOf(requestPasswordReset(at, { phoneNumber: "12" }))).toEqual(identityErrors.phoneInvalid());
    const wrong = { phoneNumber, code: anotherCode(code), newPassword };
    expect(await refusalOf(resetPassword(at, wrong))).toEqual(identityErrors.codeWrong());
  });

  it("says that there is no account only to who holds the number", async () => {
    const phoneNumber = aPhone();
    const code = await requested(phoneNumber);
    const wrong = { phoneNumber, code: anotherCode(code), newPassword };
    expect(await refusalOf(resetPassword(stranger(core), wrong))).toEqual(identityErrors.codeWrong());
    expect(await refusalOf(resetPassword(stranger(core), { phoneNumber, code, newPassword }))).toEqual(
      identityErrors.noAccount(),
    );
  });

  it("opens the way for someone whose guesses had locked the sign-in", async () => {
    const { phoneNumber } = await registered();
    const here = stranger(core);
    const guess = () => signInCustomer(here, { phoneNumber, password: "what was it again" });
    for (let tries = 0; tries < 5; tries += 1) await refusalOf(guess());
    expect(await refusalOf(guess())).toMatchObject({ reason: identityErrors.tooManyTries().reason });
    await resetPassword(here, { phoneNumber, code: await requested(phoneNumber), newPassword });
    await signInCustomer(here, { phoneNumber, password: newPassword });
  });

  it("does not bring a suspended account back", async () => {
    const { phoneNumber, id } = await registered();
    await core.runtime.db.orm.update(customers).set({ status: "suspended" }).where(eq(customers.id, id));
    await resetPassword(stranger(core), { phoneNumber, code: await requested(phoneNumber), newPassword });
    expect(await refusalOf(signInCustomer(stranger(core), { phoneNumber, password: newPassword }))).toEqual(
      identityErrors.accountSuspended(),
    );
  });
});

describe("guessing codes", () => {
  it("is stopped after five tries for a code, however many come at once and from wherever", async () => {
    const { phoneNumber } = await registered();
    const code = await requested(phoneNumber);
    const guesses = Array.from({ length: 100 }, (_, step) =>
      refusalOf(resetPassword(stranger(core), { phoneNumber, code: anotherCode(code, step + 1), newPassword })),
    );
    const reasons = new Set((await Promise.all(guesses)).map(({ reason }) => reason));
    expect([...reasons]).toEqual([identityErrors.codeWrong().reason]);
    expect(await triesOf(core, phoneNumber, "password_reset")).toEqual([5]);
    expect(await refusalOf(resetPassword(stranger(core), { phoneNumber, code, newPassword }))).toEqual(
      identityErrors.codeWrong(),
    );
    await signInCustomer(stranger(core), { phoneNumber, password: oldPassword });
  });

  it("gets ten codes of five tries an hour at most, so fifty guesses of a million", async () => {
    const { phoneNumber } = await registered();
    const attack = async () => {
      await requestPasswordReset(stranger(core), { phoneNumber });
      const code = await codeSentTo(core, phoneNumber);
      const tries = [1, 2, 3, 4, 5, 6].map((step) =>
        refusalOf(resetPassword(stranger(core), { phoneNumber, code: anotherCode(code, step), newPassword })),
      );
      await Promise.all(tries);
    };
    for (let round = 0; round < 10; round += 1) {
      core.clock.advance(1_000);
      await attack();
    }
    expect(await refusalOf(attack())).toMatchObject({ reason: identityErrors.tooManyTries().reason });
    const tries = await triesOf(core, phoneNumber, "password_reset");
    expect(tries.reduce((sum, each) => sum + each, 0)).toBe(50);
  });

  it("is limited for each address before any code is looked at", async () => {
    const { phoneNumber } = await registered();
    const code = await requested(phoneNumber);
    const here = stranger(core, anAddress());
    const guess = () => refusalOf(resetPassword(here, { phoneNumber, code: anotherCode(code), newPassword }));
    const reasons = [];
    for (let tries = 0; tries < 11; tries += 1) reasons.push((await guess()).reason);
    expect(reasons).toEqual([
      ...Array(10).fill(identityErrors.codeWrong().reason),
      identityErrors.tooManyTries().reason,
    ]);
  });
});
