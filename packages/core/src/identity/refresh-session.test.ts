import type { TokenPair } from "@nexa/contracts";
import { auditEvents, customerRefreshTokens, customerSessions, customers, notifications } from "@nexa/db";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { aPhone, contextOf, createTestCore, type TestCore } from "../testing/index.ts";
import { authenticate } from "./authenticate.ts";
import { identityErrors } from "./errors.ts";
import { refreshSession } from "./refresh-session.ts";
import { registerCustomer } from "./register-customer.ts";

const DAY = 86_400_000;
let core: TestCore;
let tokens: TokenPair;
let customerId: string;

beforeAll(async () => {
  core = await createTestCore();
});
afterAll(() => core.close());
beforeEach(async () => {
  const input = { phoneNumber: aPhone(), password: "monsoon-kettle-42", fullName: "Asha Rao" };
  const { customer, ...pair } = await registerCustomer(anyone(), input);
  tokens = pair;
  customerId = customer.id;
});

const anyone = () => core.as({ kind: "anonymous" });
const refresh = (refreshToken: string) => refreshSession(anyone(), { refreshToken });

it("answers a new pair of the same session, and the new token refreshes again", async () => {
  const second = await refresh(tokens.refreshToken);
  expect(second.refreshToken).not.toBe(tokens.refreshToken);
  expect(second).toMatchObject({ tokenType: "bearer", expiresIn: 1800 });
  const third = await refresh(second.refreshToken);
  const actors = await Promise.all(
    [tokens, second, third].map(({ accessToken }) => authenticate(core.runtime, { bearer: accessToken })),
  );
  expect(new Set(actors.map((actor) => (actor.kind === "customer" ? actor.sessionId : "none"))).size).toBe(1);
});

it("keeps a session alive for as long as it is refreshed every week, and no longer", async () => {
  let { refreshToken } = tokens;
  for (let week = 0; week < 5; week += 1) {
    core.clock.advance(6.9 * DAY);
    ({ refreshToken } = await refresh(refreshToken));
  }
  core.clock.advance(7.1 * DAY);
  await expect(refresh(refreshToken)).rejects.toThrow(identityErrors.refreshInvalid());
});

it("answers the same successor within 20 seconds, to parallel and to repeated refreshes", async () => {
  const answers = await Promise.all([1, 2, 3, 4].map(() => refresh(tokens.refreshToken)));
  core.clock.advance(20_000);
  answers.push(await refresh(tokens.refreshToken));
  expect(new Set(answers.map((each) => each.refreshToken)).size).toBe(1);
});

it("ends the session when a token is used again later, on every server, and says so in the audit log and to the customer", async () => {
  const second = await refresh(tokens.refreshToken);
  await authenticate(core.runtime, { bearer: second.accessToken });
  core.clock.advance(20_001);
  await expect(refresh(tokens.refreshToken)).rejects.toThrow(identityErrors.refreshReused());
  await expect(refresh(second.refreshToken)).rejects.toThrow(identityErrors.refreshInvalid());
  await expect(authenticate(core.runtime, { bearer: second.accessToken })).rejects.toThrow(
    identityErrors.sessionEnded(),
  );
  const { orm } = core.runtime.db;
  expect(await orm.select().from(customerSessions).where(eq(customerSessions.userId, customerId))).toEqual([]);
  const rows = await orm
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.subjectId, customerId), eq(auditEvents.action, "identity.refreshReused")));
  expect(rows).toHaveLength(1);
  const notices = await orm.select().from(notifications).where(eq(notifications.customerId, customerId));
  expect(notices).toMatchObject([{ type: "security_alert", params: { event: "session_reuse" } }]);
});

it("answers the same successor after the signing secret changed", async () => {
  const second = await refresh(tokens.refreshToken);
  const { runtime } = core;
  const authSecrets = ["a newer secret of thirty-two bytes!!", ...runtime.config.authSecrets] as const;
  const changed = { ...runtime, config: { ...runtime.config, authSecrets } };
  const ctx = contextOf(changed, { kind: "anonymous" });
  const again = await refreshSession(ctx, { refreshToken: tokens.refreshToken });
  expect(again.refreshToken).toBe(second.refreshToken);
  const third = await refreshSession(ctx, { refreshToken: again.refreshToken });
  expect(await authenticate(changed, { bearer: third.accessToken })).toMatchObject({ customerId });
  expect(await authenticate(changed, { bearer: tokens.accessToken })).toMatchObject({ customerId });
});

it("refuses an access token, a garbled and a foreign token", async () => {
  const foreign = `nxr_c_${"A".repeat(43)}`;
  for (const text of [tokens.accessToken, "", "nxr_c_", foreign, foreign.replace("_c_", "_a_"), "\u0000"]) {
    await expect(refresh(text)).rejects.toThrow(identityErrors.refreshInvalid());
  }
});

it("refuses a suspended customer", async () => {
  await core.runtime.db.orm.update(customers).set({ status: "suspended" }).where(eq(customers.id, customerId));
  await expect(refresh(tokens.refreshToken)).rejects.toThrow(identityErrors.accountSuspended());
});

it("stores hashes only", async () => {
  const { refreshToken } = await refresh(tokens.refreshToken);
  const rows = await core.runtime.db.orm.select().from(customerRefreshTokens);
  expect(JSON.stringify(rows)).not.toContain(refreshToken);
  expect(JSON.stringify(rows)).not.toContain(refreshToken.slice("nxr_c_".length));
});
