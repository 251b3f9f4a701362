import { auditEvents, customerRefreshTokens, customerSessions, notifications, oneTimeCodes } from "@nexa/db";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { CoreContext, CustomerActor } from "../context.ts";
import { aPhone, createTestCore, type TestCore } from "../testing/index.ts";
import { authenticate } from "./authenticate.ts";
import { changePassword } from "./change-password.ts";
import { endSession } from "./end-session.ts";
import { identityErrors } from "./errors.ts";
import { listSessions } from "./list-sessions.ts";
import { openCookie } from "./open-session.ts";
import { purgeExpired } from "./purge-expired.ts";
import { registerCustomer } from "./register-customer.ts";
import { requestCode } from "./request-code.ts";
import { signInCustomer } from "./sign-in-customer.ts";

const password = "monsoon-kettle-42";
const newPassword = "banyan-lantern-77";
let core: TestCore;
let phone: string;
let first: { ctx: CoreContext<CustomerActor>; accessToken: string };
let second: { ctx: CoreContext<CustomerActor>; accessToken: string };

beforeAll(async () => {
  core = await createTestCore();
});
afterAll(() => core.close());
beforeEach(async () => {
  phone = aPhone();
  const { accessToken } = await registerCustomer(anyone(), { phoneNumber: phone, password, fullName: "Asha Rao" });
  first = await contextFor(accessToken);
  core.clock.advance(1);
  second = await contextFor((await signInCustomer(anyone(), { phoneNumber: phone, password })).accessToken);
});

const anyone = () => core.as({ kind: "anonymous" });

async function contextFor(accessToken: string) {
  const actor = await authenticate(core.runtime, { bearer: accessToken });
  if (actor.kind !== "customer") throw new Error("not signed in");
  return { ctx: core.as(actor), accessToken };
}

it("lists the user's own sessions and marks the current one", async () => {
  const { items } = await listSessions(second.ctx, { limit: 10 });
  expect(items.map((each) => [each.id, each.isCurrent])).toEqual([
    [second.ctx.actor.sessionId, true],
    [first.ctx.actor.sessionId, false],
  ]);
  const page = await listSessions(second.ctx, { limit: 1 });
  const next = await listSessions(second.ctx, { limit: 1, cursor: page.nextCursor ?? "" });
  expect([page.items[0], next.items[0]]).toEqual(items);
  expect(next.nextCursor).toBeNull();
  await expect(listSessions(second.ctx, { limit: 1, cursor: "nonsense" })).rejects.toMatchObject({
    reason: "request.badCursor",
  });
  expect(items[0]).toMatchObject({ channel: "token", ip: "127.0.0.1", userAgent: "test" });
});

it("ends one of them at once, with an audit row", async () => {
  await endSession(second.ctx, { sessionId: first.ctx.actor.sessionId });
  await expect(authenticate(core.runtime, { bearer: first.accessToken })).rejects.toThrow(
    identityErrors.sessionEnded(),
  );
  await authenticate(core.runtime, { bearer: second.accessToken });
  expect(await auditOf("identity.sessionEnded")).toHaveLength(1);
});

it("says of other people's sessions, and of ones that are gone, that there are none", async () => {
  const stranger = await core.customer();
  const sessionId = stranger.ctx.actor.sessionId;
  await expect(endSession(first.ctx, { sessionId })).rejects.toThrow(identityErrors.sessionNotFound());
  const rows = await core.runtime.db.orm.select().from(customerSessions).where(eq(customerSessions.id, sessionId));
  expect(rows).toHaveLength(1);
});

it("changes the password and ends all other sessions", async () => {
  await changePassword(second.ctx, { currentPassword: password, newPassword });
  await authenticate(core.runtime, { bearer: second.accessToken });
  await expect(authenticate(core.runtime, { bearer: first.accessToken })).rejects.toThrow(
    identityErrors.sessionEnded(),
  );
  await expect(signInCustomer(anyone(), { phoneNumber: phone, password })).rejects.toThrow(
    identityErrors.badCredentials(),
  );
  await signInCustomer(anyone(), { phoneNumber: phone, password: newPassword });
  expect(await auditOf("identity.passwordChanged")).toHaveLength(1);
  const notices = await core.runtime.db.orm
    .select()
    .from(notifications)
    .where(eq(notifications.customerId, first.ctx.actor.customerId));
  expect(notices).toMatchObject([{ type: "security_alert", params: { event: "password_changed" } }]);
});

it("refuses a wrong current and a common new password, and lets one of two parallel changes through", async () => {
  const wrong = { currentPassword: "not the password", newPassword };
  await expect(changePassword(first.ctx, wrong)).rejects.toThrow(identityErrors.passwordWrong());
  const common = { currentPassword: password, newPassword: "Password1" };
  await expect(changePassword(first.ctx, common)).rejects.toThrow(identityErrors.passwordCommon());
  const outcomes = await Promise.allSettled(
    [1, 2].map((i) => changePassword(first.ctx, { currentPassword: password, newPassword: `${newPassword}-${i}` })),
  );
  expect(outcomes.filter((each) => each.status === "fulfilled")).toHaveLength(1);
});

it("limits guessing the current password with a stolen session", async () => {
  const guess = () => changePassword(first.ctx, { currentPassword: "not the password", newPassword });
  const outcomes = await Promise.allSettled(Array.from({ length: 12 }, guess));
  const limited = outcomes.filter(
    (each) => each.status === "rejected" && each.reason.reason === identityErrors.tooManyTries().reason,
  );
  expect(limited).toHaveLength(2);
});

it("purges what has expired and nothing else", async () => {
  const other = await createTestCore();
  const customer = await other.customer();
  const ctx = other.as({ kind: "anonymous" });
  await registerCustomer(ctx, { phoneNumber: aPhone(), password, fullName: "Asha Rao" });
  await openCookie(ctx, { kind: "customer", userId: customer.id });
  await requestCode(ctx, { phone: customer.phone, purpose: "registration" });
  const job = other.job();
  expect(await purgeExpired(job)).toEqual({ sessions: 0, refreshTokens: 0, codes: 0, limits: 0 });
  other.clock.advance(8 * 86_400_000);
  expect(await purgeExpired(job)).toEqual({ sessions: 1, refreshTokens: 0, codes: 1, limits: 4 });
  const { orm } = other.runtime.db;
  expect(await orm.select().from(customerRefreshTokens)).toEqual([]);
  expect(await orm.select().from(oneTimeCodes)).toEqual([]);
  expect(await orm.select().from(customerSessions)).toHaveLength(2);
  await other.close();
});

function auditOf(action: string) {
  const { customerId } = first.ctx.actor;
  return core.runtime.db.orm
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.action, action), eq(auditEvents.subjectId, customerId)));
}
