import { createHmac } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestServer, freshKey, PASSWORD, type TestServer } from "./testing/test-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await createTestServer();
});
afterAll(() => server.close());

const profile = (token: string) => server.send("GET", "/customer/profile", { token });
const refused = (reason: string) => ({ status: 401, body: { reason, code: "UNAUTHENTICATED" } });

it("answers the tokens in the shape other systems script against", async () => {
  const { phoneNumber } = await server.register();
  const { status, data } = await server.send("POST", "/customer/login", { body: { phoneNumber, password: PASSWORD } });
  expect(status).toBe(200);
  expect(data).toEqual({
    accessToken: expect.any(String),
    refreshToken: expect.any(String),
    tokenType: "bearer",
    expiresIn: 1800,
  });
});

it("refuses an expired token and refreshes it, also with the old one in the header", async () => {
  const { accessToken, refreshToken } = await server.register();
  server.core.clock.advance(31 * 60_000);
  expect(await profile(accessToken)).toMatchObject(refused("identity.tokenExpired"));
  const renewed = await server.send("POST", "/refresh", { body: { refreshToken }, token: accessToken });
  expect(renewed.status).toBe(200);
  expect((await profile(String(renewed.data.accessToken))).status).toBe(200);
});

it("refuses a refresh token used as an access token", async () => {
  const { refreshToken } = await server.register();
  expect(await profile(refreshToken)).toMatchObject(refused("identity.tokenInvalid"));
});

it.each([
  ["nothing", ""],
  ["no token at all", "x"],
  ["NUL and quotes", "%00'--"],
  ["a token of 20,000 characters", "a".repeat(20_000)],
  ["a JWT without signature", `${part({ alg: "none" })}.${part({ sub: "x" })}.`],
])("refuses %s as a token", async (_, token) => {
  expect(await profile(token)).toMatchObject(refused("identity.tokenInvalid"));
});

it("refuses a token that somebody else signed, or whose claims were changed", async () => {
  const { accessToken } = await server.register();
  const [head = "", claims = "", signature = ""] = accessToken.split(".");
  const foreign = createHmac("sha256", "another secret of 32 bytes or more")
    .update(`${head}.${claims}`)
    .digest("base64url");
  expect(await profile(`${head}.${claims}.${foreign}`)).toMatchObject(refused("identity.tokenInvalid"));
  const changed = { ...JSON.parse(Buffer.from(claims, "base64url").toString()), user_type: "admin" };
  expect(await profile(`${head}.${part(changed)}.${signature}`)).toMatchObject(refused("identity.tokenInvalid"));
});

it("refuses a customer's token at staff operations, and a staff token at customers'", async () => {
  const { accessToken } = await server.register();
  expect(await server.send("GET", "/admin/customers", { token: accessToken })).toMatchObject(
    refused("request.signInNeeded"),
  );
  const staff = await staffToken();
  expect(await profile(staff)).toMatchObject(refused("request.signInNeeded"));
  expect((await server.send("GET", "/admin/profile", { token: staff })).status).toBe(200);
});

it("refuses a suspended customer's token within 5 seconds, and lets nothing be bought from the first", async () => {
  const plan = await server.core.plan();
  const customer = await server.register();
  expect((await profile(customer.accessToken)).status).toBe(200);
  const token = await staffToken();
  const body = { reason: "Fraud report" };
  expect((await server.send("POST", `/admin/customers/${customer.id}/suspend`, { token, body })).status).toBe(200);
  const order = { planId: plan.id, recipientPhoneNumber: customer.phoneNumber, paymentMethod: "upi" };
  const bought = await server.send("POST", "/customer/recharge", {
    token: customer.accessToken,
    body: order,
    headers: freshKey(),
  });
  expect([401, 403]).toContain(bought.status);
  server.core.clock.advance(5_000);
  expect([401, 403]).toContain((await profile(customer.accessToken)).status);
  const [count] = await server.core.runtime.db.query<{ n: number }>({
    text: "select count(*) as n from transactions where payer_id = $1",
    values: [customer.id],
  });
  expect(count?.n).toBe(0);
});

it("takes a token sent as bearer in any case, and no other scheme", async () => {
  const { accessToken } = await server.register();
  const get = (authorization: string) => server.send("GET", "/customer/profile", { headers: { authorization } });
  expect((await get(`bearer ${accessToken}`)).status).toBe(200);
  expect((await get(`BEARER   ${accessToken}`)).status).toBe(200);
  expect((await get(`Basic ${accessToken}`)).status).toBe(401);
  expect((await get(accessToken)).status).toBe(401);
});

it("ends a session everywhere: the access token dies with it", async () => {
  const { accessToken, refreshToken } = await server.register();
  expect((await server.send("POST", "/logout", { token: accessToken })).status).toBe(200);
  expect((await profile(accessToken)).status).toBe(401);
  expect((await server.send("POST", "/refresh", { body: { refreshToken } })).status).toBe(401);
});

function part(claims: object): string {
  return Buffer.from(JSON.stringify(claims)).toString("base64url");
}

async function staffToken(): Promise<string> {
  const { core } = server;
  const { ensureFirstOwner } = await import("@nexa/core/identity/index");
  await ensureFirstOwner(core.as({ kind: "system" }), { email: "owner@nexa.test", password: PASSWORD });
  const body = { email: "owner@nexa.test", password: PASSWORD };
  const { data } = await server.send("POST", "/admin/login", { body });
  return String(data.accessToken);
}
