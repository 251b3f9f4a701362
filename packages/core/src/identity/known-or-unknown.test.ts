import { performance } from "node:perf_hooks";
import { admins, customers } from "@nexa/db";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { refusalOf } from "../recharge/recharge.fixture.ts";
import { aPhone, createTestCore, type TestCore } from "../testing/index.ts";
import { stranger } from "./codes.fixture.ts";
import { identityErrors } from "./errors.ts";
import { laterWorkDone } from "./later-work.ts";
import { hashPassword } from "./password-hash.ts";
import { registerCustomer } from "./register-customer.ts";
import { requestAdminReset } from "./request-admin-reset.ts";
import { requestPasswordReset } from "./request-password-reset.ts";
import { requestRegistrationCode } from "./request-registration-code.ts";
import { signInAdmin } from "./sign-in-admin.ts";
import { signInCustomer } from "./sign-in-customer.ts";

const CALLS = 200;
const WARM_UP = 20;
const MOST_DIFFERENCE = 0.05;
/** Other programs on the machine may disturb a measurement; what tells known from unknown would show in every one. */
const MOST_MEASUREMENTS = 12;

const password = "monsoon-kettle-42";
let core: TestCore;
/** Numbers and addresses with an account, each used once a measurement. */
const knownPhones: string[] = [];
const knownEmails: string[] = [];

beforeAll(async () => {
  core = await createTestCore({ config: { phoneVerification: "required" } });
  const passwordHash = await hashPassword(stranger(core), password);
  for (let each = 0; each < CALLS + WARM_UP; each += 1) {
    const { id, phone } = await core.customer();
    await core.runtime.db.orm.update(customers).set({ passwordHash }).where(eq(customers.id, id));
    knownPhones.push(phone);
    const { actor } = await core.admin("support");
    const email = `${actor.adminId}@nexa.test`;
    await core.runtime.db.orm.update(admins).set({ passwordHash }).where(eq(admins.id, actor.adminId));
    knownEmails.push(email);
  }
});
afterAll(() => core.close());

let strangers = 0;
function anEmail(): string {
  strangers += 1;
  return `0199c2f0-7b1e-7c3a-9f10-${String(strangers).padStart(12, "0")}@nexa.test`;
}

type Call = (login: string) => Promise<unknown>;

/** Registering comes first: once codes were requested for the known numbers, only those have one to compare with. */
const CALLS_OF_CUSTOMERS: readonly [string, Call][] = [
  [
    "registering with a wrong code",
    (phoneNumber) =>
      refusalOf(registerCustomer(stranger(core), { phoneNumber, password, fullName: "Asha Rao", code: "123456" })),
  ],
  ["requesting a code to register with", (phoneNumber) => requestRegistrationCode(stranger(core), { phoneNumber })],
  [
    "signing in with a wrong password",
    (phoneNumber) => refusalOf(signInCustomer(stranger(core), { phoneNumber, password: "not the right one" })),
  ],
  ["forgetting the password", (phoneNumber) => requestPasswordReset(stranger(core), { phoneNumber })],
];

const CALLS_OF_STAFF: readonly [string, Call][] = [
  [
    "staff signing in with a wrong password",
    (email) => refusalOf(signInAdmin(stranger(core), { email, password: "not the right one" })),
  ],
  ["staff forgetting the password", (email) => requestAdminReset(stranger(core), { email })],
];

/** What a call answers or refuses with, in full, but for what counts down. */
async function textOf(call: Call, login: string): Promise<string> {
  const answer = await call(login);
  return JSON.stringify(answer instanceof Error ? { ...answer, message: answer.message } : answer);
}

async function millisecondsOf(call: Call, login: string): Promise<number> {
  const from = performance.now();
  await call(login);
  const took = performance.now() - from;
  await laterWorkDone(core);
  return took;
}

/** The medians of calls for known and unknown logins: taken in turn, so that whatever else the machine does strikes both. */
async function medians(call: Call, known: readonly string[], unknown: () => string) {
  const times: { known: number[]; unknown: number[] } = { known: [], unknown: [] };
  for (const [index, login] of known.entries()) {
    const turn = ["known", "unknown"] as const;
    for (const which of index % 2 === 0 ? turn : turn.toReversed()) {
      const took = await millisecondsOf(call, which === "known" ? login : unknown());
      if (index >= WARM_UP) times[which].push(took);
    }
  }
  return { known: medianOf(times.known), unknown: medianOf(times.unknown) };
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return ((sorted[sorted.length / 2 - 1] ?? 0) + (sorted[sorted.length / 2] ?? 0)) / 2;
}

async function smallestDifference(call: Call, known: readonly string[], unknown: () => string): Promise<number> {
  let smallest = Number.POSITIVE_INFINITY;
  for (let measured = 0; measured < MOST_MEASUREMENTS && smallest >= MOST_DIFFERENCE; measured += 1) {
    // Limits count by number, and each measurement asks the same ones again.
    await core.runtime.db.query({ text: "delete from rate_limits" });
    const found = await medians(call, known, unknown);
    smallest = Math.min(smallest, Math.abs(found.known - found.unknown) / Math.max(found.known, found.unknown));
  }
  return smallest;
}

describe("whether a number has an account shows neither in the answer nor in the time it takes", () => {
  it.each(CALLS_OF_CUSTOMERS)(
    "when %s",
    async (_name, call) => {
      expect(await textOf(call, knownPhones[0] ?? "")).toBe(await textOf(call, aPhone()));
      expect(await smallestDifference(call, knownPhones, aPhone)).toBeLessThan(MOST_DIFFERENCE);
    },
    300_000,
  );

  it.each(CALLS_OF_STAFF)(
    "when %s",
    async (_name, call) => {
      expect(await textOf(call, knownEmails[0] ?? "")).toBe(await textOf(call, anEmail()));
      expect(await smallestDifference(call, knownEmails, anEmail)).toBeLessThan(MOST_DIFFERENCE);
    },
    300_000,
  );

  it("says the same of a wrong password and an unknown number", async () => {
    for (const phoneNumber of [knownPhones[1] ?? "", aPhone(), "12"]) {
      const refusal = await refusalOf(signInCustomer(stranger(core), { phoneNumber, password: "not the right one" }));
      expect(refusal).toEqual(identityErrors.badCredentials());
    }
  });
});
