import { randomUUID } from "node:crypto";
import { CoreError, newId } from "@nexa/contracts";
import { customers, lines, notifications, oneTimeCodes, referralCodes, referrals } from "@nexa/db";
import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSecret } from "../crypto/sealed-secret.ts";
import { linesErrors } from "../lines/index.ts";
import { referralsErrors } from "../referrals/index.ts";
import { aPhone, createTestCore, type TestCore } from "../testing/index.ts";
import { authenticate } from "./authenticate.ts";
import { identityErrors } from "./errors.ts";
import { openCookie } from "./open-session.ts";
import { registerCustomer, registerWith } from "./register-customer.ts";
import { requestRegistrationCode } from "./request-registration-code.ts";

const password = "monsoon-kettle-42";
const fullName = "Asha Rao";

describe("with phone verification off", () => {
  let core: TestCore;
  beforeAll(async () => {
    core = await createTestCore();
  });
  afterAll(() => core.close());
  const anyone = () => core.as({ kind: "anonymous" });

  it("writes to the customer in the language of the one who registers", async () => {
    const { customer } = await registerCustomer(anyone(), {
      phoneNumber: aPhone(),
      password,
      fullName,
      language: "hi",
    });
    expect(customer.language).toBe("hi");
  });

  it("makes an account with its line and signs it in", async () => {
    const typed = "98765 43210";
    const { customer, ...tokens } = await registerCustomer(anyone(), { phoneNumber: typed, password, fullName });
    expect(tokens).toEqual({
      accessToken: expect.any(String),
      refreshToken: expect.stringMatching(/^nxr_c_/),
      tokenType: "bearer",
      expiresIn: 1800,
    });
    expect(customer).toMatchObject({ phoneNumber: "+919876543210", isPhoneVerified: true, status: "active", fullName });
    expect(customer.language).toBe("en");
    const [line] = await core.runtime.db.orm.select().from(lines).where(eq(lines.phone, "+919876543210"));
    expect(line?.ownerId).toBe(customer.id);
    const actor = await authenticate(core.runtime, { bearer: tokens.accessToken });
    expect(actor).toMatchObject({ kind: "customer", customerId: customer.id, status: "active" });
  });

  it("keeps no password and no token in the database", async () => {
    const secret = `a-secret-${randomUUID()}`;
    const { refreshToken } = await registerCustomer(anyone(), { phoneNumber: aPhone(), password: secret, fullName });
    for (const table of [
      "customers",
      "customer_sessions",
      "customer_refresh_tokens",
      "audit_events",
      "notifications",
    ]) {
      const rows = await core.runtime.db.query<{ row: string }>({ text: `select t::text as row from ${table} t` });
      const text = rows.map((each) => each.row).join();
      expect(text).not.toContain(secret);
      expect(text).not.toContain(refreshToken);
    }
  });

  it("opens a cookie session for a web app", async () => {
    const input = { phoneNumber: aPhone(), password, fullName };
    const { session, customer } = await registerWith(anyone(), input, openCookie);
    expect(session).toMatchObject({
      name: "nexa_customer",
      attributes: { httpOnly: true, sameSite: "Lax", path: "/" },
    });
    const cookie = { kind: "customer", value: session.value } as const;
    expect(await authenticate(core.runtime, { cookie })).toMatchObject({ customerId: customer.id });
  });

  it("refuses a number that has an account, also when both register at once", async () => {
    const input = { phoneNumber: aPhone(), password, fullName };
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => registerCustomer(anyone(), input)));
    expect(outcomes.filter((each) => each.status === "fulfilled")).toHaveLength(1);
    expect(reasonsOf(outcomes)).toEqual(Array(2).fill(identityErrors.phoneTaken().reason));
    await expect(registerCustomer(anyone(), input)).rejects.toMatchObject({ reason: "identity.phoneTaken" });
  });

  it("refuses what is no phone number and the most common passwords, whatever their case", async () => {
    const input = { phoneNumber: "12345", password, fullName };
    await expect(registerCustomer(anyone(), input)).rejects.toThrow(identityErrors.phoneInvalid());
    const common = { phoneNumber: aPhone(), password: "PassWord123", fullName };
    await expect(registerCustomer(anyone(), common)).rejects.toThrow(identityErrors.passwordCommon());
  });

  it("takes over a line nobody owned, and leaves no account where the line is someone else's", async () => {
    const phone = aPhone();
    const now = core.clock.now();
    const baseEndsAt = new Date(now.getTime() + 86_400_000);
    await core.runtime.db.orm.insert(lines).values({ id: newId(now), phone, createdAt: now, baseEndsAt });
    const { customer } = await registerCustomer(anyone(), { phoneNumber: phone, password, fullName });
    const [line] = await core.runtime.db.orm.select().from(lines).where(eq(lines.phone, phone));
    expect(line?.ownerId).toBe(customer.id);
    const [row] = await core.runtime.db.orm.select().from(customers).where(eq(customers.id, customer.id));
    expect(row?.lastActivePlanAt).toEqual(baseEndsAt);

    const second = aPhone();
    await core.runtime.db.orm
      .insert(lines)
      .values({ id: newId(now), phone: second, ownerId: customer.id, createdAt: now });
    await expect(registerCustomer(anyone(), { phoneNumber: second, password, fullName })).rejects.toThrow(
      linesErrors.ownedByOther(),
    );
    expect(await accountsOf(core, second)).toBe(0);
  });

  it("gives a single-use referral code to one of five who register at once, and makes no account for the others", async () => {
    const code = await aReferralCode(core);
    const phones = Array.from({ length: 5 }, aPhone);
    const outcomes = await Promise.allSettled(
      phones.map((phoneNumber) => registerCustomer(anyone(), { phoneNumber, password, fullName, referralCode: code })),
    );
    expect(outcomes.filter((each) => each.status === "fulfilled")).toHaveLength(1);
    expect(reasonsOf(outcomes)).toEqual(Array(4).fill(referralsErrors.codeUsedUp().reason));
    const accounts = await Promise.all(phones.map((phone) => accountsOf(core, phone)));
    expect(accounts.reduce((sum, each) => sum + each, 0)).toBe(1);
    const [row] = await core.runtime.db.orm.select().from(referralCodes).where(eq(referralCodes.code, code));
    expect(row?.uses).toBe(1);
    expect(await core.runtime.db.orm.select().from(referrals)).toHaveLength(1);
  });

  it("says that a referral code is unknown before it makes the account", async () => {
    const phoneNumber = aPhone();
    const input = { phoneNumber, password, fullName, referralCode: "ZZZZZZZZ" };
    await expect(registerCustomer(anyone(), input)).rejects.toMatchObject({ reason: "referrals.codeUnknown" });
    expect(await accountsOf(core, phoneNumber)).toBe(0);
  });

  it("limits how often one address registers", async () => {
    const other = await createTestCore();
    const attempt = () =>
      registerCustomer(other.as({ kind: "anonymous" }), { phoneNumber: "12345678", password: "password", fullName });
    const tries = 60;
    for (let i = 0; i < tries; i += 1) await attempt().catch((error: unknown) => error);
    const refusal = await registerCustomer(other.as({ kind: "anonymous" }), {
      phoneNumber: aPhone(),
      password,
      fullName,
    }).catch((error: unknown) => error);
    expect(refusal).toMatchObject({
      reason: "identity.tooManyTries",
      details: { retryAfterSeconds: expect.any(Number) },
    });
    await other.close();
  });
});

describe("with phone verification required", () => {
  let core: TestCore;
  beforeAll(async () => {
    core = await createTestCore({ config: { phoneVerification: "required" } });
  });
  afterAll(() => core.close());
  const anyone = () => core.as({ kind: "anonymous" });

  it("registers with the code sent to the phone", async () => {
    const phoneNumber = aPhone();
    await requestRegistrationCode(anyone(), { phoneNumber });
    const code = await sentCode(core, phoneNumber);
    const { customer } = await registerCustomer(anyone(), { phoneNumber, password, fullName, code });
    expect(customer.isPhoneVerified).toBe(true);
    // Used up: the next one learns nothing but that the code is no good.
    await expect(registerCustomer(anyone(), { phoneNumber, password, fullName, code })).rejects.toThrow(
      identityErrors.codeWrong(),
    );
  });

  it("asks for the code, and refuses a wrong one, whether or not the number has an account", async () => {
    const known = (await core.customer()).phone;
    const unknown = aPhone();
    for (const phoneNumber of [known, unknown]) {
      const input = { phoneNumber, password, fullName };
      await expect(registerCustomer(anyone(), input)).rejects.toThrow(identityErrors.codeNeeded());
      await expect(registerCustomer(anyone(), { ...input, code: "123456" })).rejects.toThrow(
        identityErrors.codeWrong(),
      );
    }
    expect(await accountsOf(core, unknown)).toBe(0);
  });

  it("lets nobody without the code own a line, hold a number or take a referral slot", async () => {
    const referralCode = await aReferralCode(core);
    const phoneNumber = aPhone();
    const input = { phoneNumber, password, fullName, referralCode };
    await requestRegistrationCode(anyone(), { phoneNumber });
    const right = await sentCode(core, phoneNumber);
    const wrong = right === "123456" ? "654321" : "123456";
    for (const code of [undefined, wrong]) {
      await expect(registerCustomer(anyone(), { ...input, code })).rejects.toBeInstanceOf(CoreError);
    }
    const { orm } = core.runtime.db;
    expect(await orm.select().from(lines).where(eq(lines.phone, phoneNumber))).toEqual([]);
    expect(await accountsOf(core, phoneNumber)).toBe(0);
    const [slot] = await orm.select().from(referralCodes).where(eq(referralCodes.code, referralCode));
    expect(slot?.uses).toBe(0);
    await registerCustomer(anyone(), { ...input, code: right });
    const [taken] = await orm.select().from(referralCodes).where(eq(referralCodes.code, referralCode));
    expect(taken?.uses).toBe(1);
  });

  it("answers a request for a code the same for a number with and without an account", async () => {
    const known = await core.customer();
    const answers = await Promise.all(
      [known.phone, aPhone()].map((phoneNumber) => requestRegistrationCode(anyone(), { phoneNumber })),
    );
    expect(answers[0]).toEqual(answers[1]);
    const code = await sentCode(core, known.phone);
    const input = { phoneNumber: known.phone, password, fullName, code };
    await expect(registerCustomer(anyone(), input)).rejects.toThrow(identityErrors.phoneTaken());
  });

  it("keeps the code good when the registration is refused for another reason", async () => {
    const phoneNumber = aPhone();
    await requestRegistrationCode(anyone(), { phoneNumber });
    const code = await sentCode(core, phoneNumber);
    const input = { phoneNumber, password, fullName, code };
    await expect(registerCustomer(anyone(), { ...input, referralCode: "ZZZZZZZZ" })).rejects.toBeInstanceOf(CoreError);
    expect((await registerCustomer(anyone(), input)).customer.phoneNumber).toBe(phoneNumber);
  });

  it("stores neither the code nor its plain hash", async () => {
    const phoneNumber = aPhone();
    await requestRegistrationCode(anyone(), { phoneNumber });
    const code = await sentCode(core, phoneNumber);
    const [row] = await core.runtime.db.orm.select().from(oneTimeCodes).where(eq(oneTimeCodes.sentTo, phoneNumber));
    expect(row?.codeHash).not.toContain(code);
    const [notice] = await core.runtime.db.orm.select().from(notifications).where(eq(notifications.phone, phoneNumber));
    expect(JSON.stringify(notice)).not.toContain(code);
  });
});

async function sentCode(core: TestCore, phone: string): Promise<string> {
  const [notice] = await core.runtime.db.orm
    .select()
    .from(notifications)
    .where(eq(notifications.phone, phone))
    .orderBy(desc(notifications.id))
    .limit(1);
  return openSecret(core.runtime.config, notice?.sealedSecret ?? "") ?? "";
}

async function accountsOf(core: TestCore, phone: string): Promise<number> {
  return (await core.runtime.db.orm.select().from(customers).where(eq(customers.phone, phone))).length;
}

async function aReferralCode(core: TestCore): Promise<string> {
  const owner = await core.customer();
  const createdAt = core.clock.now();
  const expiresAt = new Date(createdAt.getTime() + 86_400_000);
  const row = { id: newId(createdAt), code: "7KQ2MXNP", ownerId: owner.id, maxUses: 1, createdAt, expiresAt };
  await core.runtime.db.orm.insert(referralCodes).values(row);
  return row.code;
}

function reasonsOf(outcomes: PromiseSettledResult<unknown>[]): string[] {
  return outcomes.flatMap((each) =>
    each.status === "rejected" && each.reason instanceof CoreError ? [each.reason.reason] : [],
  );
}
