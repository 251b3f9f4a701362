import type { CodePurpose } from "@nexa/contracts";
import { customers, lines, notifications, oneTimeCodes } from "@nexa/db";
import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { withTransaction } from "../context.ts";
import { openSecret } from "../crypto/sealed-secret.ts";
import { aPhone, createTestCore, type TestCore } from "../testing/index.ts";
import { checkCode } from "./check-code.ts";
import { confirmPhone } from "./confirm-phone.ts";
import { consumeCode } from "./consume-code.ts";
import { identityErrors } from "./errors.ts";
import { requestCode } from "./request-code.ts";
import { requestPhoneVerification } from "./request-phone-verification.ts";

const MINUTE = 60_000;
let core: TestCore;
let addresses = 0;

beforeAll(async () => {
  core = await createTestCore();
});
afterAll(() => core.close());

it("accepts the code once, for its phone and purpose", async () => {
  const phone = aPhone();
  const code = await sendCode(phone);
  expect(code).toMatch(/^[0-9]{6}$/);
  await expect(check(phone, code, "verify_phone")).rejects.toThrow(identityErrors.codeWrong());
  await expect(check(aPhone(), code)).rejects.toThrow(identityErrors.codeWrong());
  const proof = await check(phone, code);
  await consumeCode(from(), proof);
  await expect(consumeCode(from(), proof)).rejects.toThrow(identityErrors.codeWrong());
  await expect(check(phone, code)).rejects.toThrow(identityErrors.codeWrong());
});

it("ends after ten minutes, and when a newer one is sent", async () => {
  const phone = aPhone();
  const first = await sendCode(phone);
  core.clock.advance(10 * MINUTE);
  await expect(check(phone, first)).rejects.toThrow(identityErrors.codeWrong());
  const second = await sendCode(phone);
  core.clock.advance(1);
  const third = await sendCode(phone);
  if (second !== third) await expect(check(phone, second)).rejects.toThrow(identityErrors.codeWrong());
  await check(phone, third);
});

it("counts five tries, parallel ones too, after which the right code is no good either", async () => {
  const phone = aPhone();
  const code = await sendCode(phone);
  const wrong = code === "000000" ? "000001" : "000000";
  await Promise.allSettled(Array.from({ length: 20 }, () => check(phone, wrong)));
  const [row] = await core.runtime.db.orm.select().from(oneTimeCodes).where(eq(oneTimeCodes.sentTo, phone));
  expect(row?.tries).toBe(5);
  await expect(check(phone, code)).rejects.toThrow(identityErrors.codeWrong());
});

it("lets one of two parallel uses through", async () => {
  const phone = aPhone();
  const code = await sendCode(phone);
  const use = async () => {
    const proof = await check(phone, code);
    await withTransaction(from(), (tx) => consumeCode(tx, proof));
  };
  const outcomes = await Promise.allSettled([use(), use()]);
  expect(outcomes.filter((each) => each.status === "fulfilled")).toHaveLength(1);
});

it("limits how many codes a phone gets from one address and in all", async () => {
  const phone = aPhone();
  const ip = anAddress();
  for (let i = 0; i < 5; i += 1) await requestCode(from(ip), { phone, purpose: "registration" });
  await expect(requestCode(from(ip), { phone, purpose: "registration" })).rejects.toMatchObject({
    reason: identityErrors.tooManyTries().reason,
    details: { retryAfterSeconds: expect.any(Number) },
  });
  const rest = Array.from({ length: 5 }, () => requestCode(from(anAddress()), { phone, purpose: "registration" }));
  await Promise.all(rest);
  await expect(requestCode(from(anAddress()), { phone, purpose: "registration" })).rejects.toMatchObject({
    code: "RATE_LIMITED",
  });
});

it("verifies a customer's number, who then holds it and owns its line", async () => {
  const customer = await core.customer();
  const phone = aPhone();
  const { orm } = core.runtime.db;
  await orm.update(customers).set({ phone, phoneVerifiedAt: null }).where(eq(customers.id, customer.id));
  await requestPhoneVerification(customer.ctx, {});
  const profile = await confirmPhone(customer.ctx, { code: await lastCode(phone) });
  expect(profile).toMatchObject({ phoneNumber: phone, isPhoneVerified: true });
  const [line] = await orm.select().from(lines).where(eq(lines.phone, phone));
  expect(line?.ownerId).toBe(customer.id);
  await expect(requestPhoneVerification(customer.ctx, {})).rejects.toThrow(identityErrors.phoneAlreadyVerified());
  await expect(confirmPhone(customer.ctx, { code: "123456" })).rejects.toThrow(identityErrors.phoneAlreadyVerified());
});

it("does not let a customer verify a number that another account holds by then", async () => {
  const holder = await core.customer();
  const customer = await core.customer();
  const { orm } = core.runtime.db;
  await orm.update(customers).set({ phone: holder.phone, phoneVerifiedAt: null }).where(eq(customers.id, customer.id));
  await requestPhoneVerification(customer.ctx, {});
  const code = await lastCode(holder.phone);
  await expect(confirmPhone(customer.ctx, { code })).rejects.toThrow(identityErrors.phoneTaken());
});

async function sendCode(phone: string): Promise<string> {
  expect(await requestCode(from(), { phone, purpose: "registration" })).toEqual({ expiresIn: 600 });
  return lastCode(phone);
}

async function lastCode(phone: string): Promise<string> {
  const [notice] = await core.runtime.db.orm
    .select()
    .from(notifications)
    .where(eq(notifications.phone, phone))
    .orderBy(desc(notifications.id))
    .limit(1);
  expect(notice?.type).toBe("code");
  return openSecret(core.runtime.config, notice?.sealedSecret ?? "") ?? "";
}

function check(phone: string, code: string, purpose: CodePurpose = "registration") {
  return checkCode(from(), { phone, purpose, code });
}

function from(ip = anAddress()) {
  return { ...core.as({ kind: "anonymous" }), caller: { ip, userAgent: "test" } };
}

function anAddress(): string {
  addresses += 1;
  return `198.51.100.${addresses}`;
}
