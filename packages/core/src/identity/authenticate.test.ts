import { newId } from "@nexa/contracts";
import { customerSessions, customers } from "@nexa/db";
import { eq } from "drizzle-orm";
import { SignJWT } from "jose";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { CoreContext, CustomerActor } from "../context.ts";
import { createTestCore, type TestCore } from "../testing/index.ts";
import { authenticate } from "./authenticate.ts";
import { identityErrors } from "./errors.ts";
import { openCookie, openTokens } from "./open-session.ts";
import { signOut } from "./sign-out.ts";

const DAY = 86_400_000;
let core: TestCore;

beforeAll(async () => {
  core = await createTestCore();
});
afterAll(() => core.close());

async function signedIn() {
  const customer = await core.customer();
  const tokens = await openTokens(core.as({ kind: "anonymous" }), { kind: "customer", userId: customer.id });
  return { customer, ...tokens };
}

it("takes nobody for anonymous, and an empty cookie too", async () => {
  expect(await authenticate(core.runtime, {})).toEqual({ kind: "anonymous" });
  const cookie = { kind: "customer", value: "" } as const;
  expect(await authenticate(core.runtime, { cookie })).toEqual({ kind: "anonymous" });
});

it("asks the database once, then for five seconds not at all, parallel requests included", async () => {
  const { accessToken, customer } = await signedIn();
  const runtime = core.another();
  let statements = 0;
  const counting = {
    ...runtime,
    db: {
      ...runtime.db,
      query: (statement: Parameters<typeof runtime.db.query>[0]) => {
        statements += 1;
        return runtime.db.query(statement);
      },
    },
  } as typeof runtime;
  const ask = () => authenticate(counting, { bearer: accessToken });
  const actors = await Promise.all([ask(), ask(), ask()]);
  expect(actors).toEqual(
    Array(3).fill({ kind: "customer", customerId: customer.id, sessionId: expect.any(String), status: "active" }),
  );
  core.clock.advance(4_999);
  await ask();
  expect(statements).toBe(1);
  core.clock.advance(1);
  await ask();
  expect(statements).toBe(2);
});

it("notices within five seconds that another server ended the session or suspended the customer", async () => {
  const other = core.another();
  const ended = await signedIn();
  const suspended = await signedIn();
  for (const { accessToken } of [ended, suspended]) await authenticate(other, { bearer: accessToken });
  const actor = await authenticate(core.runtime, { bearer: ended.accessToken });
  if (actor.kind === "customer") await signOut(core.as(actor), {});
  const { orm } = core.runtime.db;
  await orm.update(customers).set({ status: "suspended" }).where(eq(customers.id, suspended.customer.id));
  core.clock.advance(5_000);
  await expect(authenticate(other, { bearer: ended.accessToken })).rejects.toThrow(identityErrors.sessionEnded());
  await expect(authenticate(other, { bearer: suspended.accessToken })).rejects.toThrow(
    identityErrors.accountSuspended(),
  );
});

it("notices at once that this server ended the session", async () => {
  const { accessToken } = await signedIn();
  const actor = await authenticate(core.runtime, { bearer: accessToken });
  expect(actor.kind).toBe("customer");
  if (actor.kind === "customer") await signOut(core.as(actor), {});
  await expect(authenticate(core.runtime, { bearer: accessToken })).rejects.toThrow(identityErrors.sessionEnded());
});

it("refuses an expired access token after 30 minutes, also one it knows", async () => {
  const { accessToken } = await signedIn();
  core.clock.advance(1_799_000);
  await authenticate(core.runtime, { bearer: accessToken });
  core.clock.advance(1_000);
  await expect(authenticate(core.runtime, { bearer: accessToken })).rejects.toThrow(identityErrors.tokenExpired());
});

it("refuses a refresh token with a sentence that says what to do", async () => {
  const { refreshToken } = await signedIn();
  await expect(authenticate(core.runtime, { bearer: refreshToken })).rejects.toMatchObject({
    reason: identityErrors.tokenInvalid().reason,
    message: expect.stringContaining("refresh token"),
  });
});

it("refuses garbled, foreign, unsigned and altered tokens", async () => {
  const { accessToken, customer } = await signedIn();
  const [header = "", payload = "", signature = ""] = accessToken.split(".");
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
  const altered = Buffer.from(JSON.stringify({ ...claims, sub: newId(core.clock.now()) })).toString("base64url");
  const unsigned = Buffer.from(JSON.stringify({ alg: "none", typ: "JWT" })).toString("base64url");
  const foreign = await new SignJWT({ user_type: "customer", sid: claims.sid })
    .setProtectedHeader({ alg: "HS256", kid: JSON.parse(Buffer.from(header, "base64url").toString()).kid })
    .setSubject(customer.id)
    .setIssuedAt()
    .setExpirationTime("1h")
    .setJti("foreign")
    .sign(new TextEncoder().encode("another installation's secret key"));
  const bad = [
    "",
    "x",
    "a.b.c",
    `${header}.${altered}.${signature}`,
    `${unsigned}.${payload}.`,
    foreign,
    `${accessToken}x`,
  ];
  for (const token of bad) {
    await expect(authenticate(core.runtime, { bearer: token })).rejects.toThrow(identityErrors.tokenInvalid());
  }
});

it("refuses a token whose session belongs to someone else by now, and one of another kind", async () => {
  const { accessToken } = await signedIn();
  const claims = JSON.parse(Buffer.from(accessToken.split(".")[1] ?? "", "base64url").toString());
  const { orm } = core.runtime.db;
  await orm
    .update(customerSessions)
    .set({ userId: (await core.customer()).id })
    .where(eq(customerSessions.id, claims.sid));
  await expect(authenticate(core.runtime, { bearer: accessToken })).rejects.toThrow(identityErrors.sessionEnded());
});

it("knows a web app by its cookie until it is signed out, and its app only", async () => {
  const { id: userId } = await core.customer();
  const { value } = await openCookie(core.as({ kind: "anonymous" }), { kind: "customer", userId });
  const actor = await authenticate(core.runtime, { cookie: { kind: "customer", value } });
  expect(actor).toMatchObject({ kind: "customer", customerId: userId });
  expect(await authenticate(core.runtime, { cookie: { kind: "admin", value } })).toEqual({ kind: "anonymous" });
  const stored = await core.runtime.db.orm.select().from(customerSessions).where(eq(customerSessions.userId, userId));
  expect(JSON.stringify(stored)).not.toContain(value);
  await signOut(core.as(actor) as CoreContext<CustomerActor>, {});
  expect(await authenticate(core.runtime, { cookie: { kind: "customer", value } })).toEqual({ kind: "anonymous" });
});

it("prolongs a cookie session in the second half of its life and ends one left alone, by our clock", async () => {
  const { id: userId } = await core.customer();
  const { value } = await openCookie(core.as({ kind: "anonymous" }), { kind: "customer", userId });
  const renewed: string[] = [];
  const ask = () =>
    authenticate(core.runtime, {
      cookie: { kind: "customer", value },
      onCookieRenewed: (cookie) => renewed.push(cookie.value),
    });
  core.clock.advance(14 * DAY);
  await ask();
  expect(renewed).toEqual([]);
  core.clock.advance(2 * DAY);
  await ask();
  expect(renewed).toEqual([value]);
  core.clock.advance(29 * DAY);
  expect((await ask()).kind).toBe("customer");
  core.clock.advance(31 * DAY);
  expect(await ask()).toEqual({ kind: "anonymous" });
});

it("takes the token before the cookie", async () => {
  const { id: userId } = await core.customer();
  const { value } = await openCookie(core.as({ kind: "anonymous" }), { kind: "customer", userId });
  const { accessToken, customer } = await signedIn();
  const actor = await authenticate(core.runtime, { bearer: accessToken, cookie: { kind: "customer", value } });
  expect(actor).toMatchObject({ customerId: customer.id });
});

it("accepts tokens of the secret before, but not of one that was dropped", async () => {
  const { accessToken } = await signedIn();
  const { runtime } = core;
  const [old] = runtime.config.authSecrets;
  const fresh = "a newer secret of thirty-two bytes!!";
  const both = { ...runtime, config: { ...runtime.config, authSecrets: [fresh, old] as const } };
  const only = { ...runtime, config: { ...runtime.config, authSecrets: [fresh] as const } };
  expect((await authenticate(both, { bearer: accessToken })).kind).toBe("customer");
  await expect(authenticate(only, { bearer: accessToken })).rejects.toThrow(identityErrors.tokenInvalid());
});
