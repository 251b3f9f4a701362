import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cookieFrom, createTestServer, freshPhone, ORIGIN, PASSWORD, type TestServer } from "../testing/test-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await createTestServer();
});
afterAll(() => server.close());

const own = { origin: ORIGIN };

async function signedIn(): Promise<{ cookie: string; phoneNumber: string }> {
  const { phoneNumber } = await server.register();
  const answer = await server.send("POST", "/auth/customer/login", {
    body: { phoneNumber, password: PASSWORD },
    headers: own,
  });
  expect(answer.status).toBe(200);
  return { cookie: cookieFrom(answer), phoneNumber };
}

it("signs a customer in with a cookie that scripts cannot read and a mark that they can, and answers no token", async () => {
  const { phoneNumber } = await server.register();
  const body = { phoneNumber, password: PASSWORD };
  const answer = await server.send("POST", "/auth/customer/login", { body, headers: own });
  expect(answer.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^nexa_customer=[^;]+; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/),
    expect.stringMatching(/^nexa_customer_here=1; Max-Age=\d+; Path=\/; SameSite=Lax$/),
  ]);
  expect(answer.body).toEqual({ status: "success", data: null, message: "Signed in" });
  expect(answer.headers.get("cache-control")).toBe("no-store");
  const profile = await server.send("GET", "/customer/profile", { cookie: cookieFrom(answer) });
  expect(profile).toMatchObject({ status: 200, data: { phoneNumber } });
});

it("registers with a cookie", async () => {
  const body = { phoneNumber: freshPhone(), password: PASSWORD, fullName: "Ravi" };
  const answer = await server.send("POST", "/auth/customer/register", { body, headers: own });
  expect(answer).toMatchObject({ status: 201, data: { customer: { phoneNumber: body.phoneNumber } } });
  expect(answer.text).not.toContain("Token");
  expect((await server.send("GET", "/customer/profile", { cookie: cookieFrom(answer) })).status).toBe(200);
});

it("sends the cookie over https only where the server is reached by https", async () => {
  const secure = await createTestServer({ settings: { publicUrl: "https://mobile.example.in" } });
  const body = { phoneNumber: freshPhone(), password: PASSWORD, fullName: "Ravi" };
  const headers = { origin: "https://mobile.example.in" };
  const answer = await secure.send("POST", "/auth/customer/register", { body, headers });
  expect(answer.headers.getSetCookie()[0]).toContain("; Secure");
  expect(answer.headers.get("strict-transport-security")).toContain("max-age=");
  await secure.close();
});

it("answers an unknown number and a wrong password alike", async () => {
  const { phoneNumber } = await server.register();
  const [wrong, unknown] = await Promise.all(
    [phoneNumber, freshPhone()].map((each) =>
      server.send("POST", "/auth/customer/login", {
        body: { phoneNumber: each, password: "not it at all" },
        headers: own,
      }),
    ),
  );
  expect(wrong?.status).toBe(401);
  expect({ ...wrong?.body, requestId: "" }).toEqual({ ...unknown?.body, requestId: "" });
});

describe("a request that carries a cookie", () => {
  it.each([
    ["comes from another site", { origin: "https://evil.example" }],
    ["comes from an opaque page", { origin: "null" }],
    ["does not say where it comes from", {}],
    ["is sent cross-site by the browser's word", { "sec-fetch-site": "cross-site" }],
  ])("is refused when it %s and would change something", async (_, headers) => {
    const { cookie } = await signedIn();
    const answer = await server.send("PUT", "/customer/profile", { cookie, body: { fullName: "Mallory" }, headers });
    expect(answer).toMatchObject({ status: 403, body: { reason: "server.foreignOrigin" } });
    const profile = await server.send("GET", "/customer/profile", { cookie });
    expect(profile).toMatchObject({ status: 200, data: { fullName: "Asha Rao" } });
  });

  it.each([
    ["our own page", { origin: ORIGIN }],
    ["the browser's word", { "sec-fetch-site": "same-origin" }],
  ])("is taken from %s", async (_, headers) => {
    const { cookie } = await signedIn();
    const answer = await server.send("PUT", "/customer/profile", { cookie, body: { fullName: "Asha R" }, headers });
    expect(answer).toMatchObject({ status: 200, data: { fullName: "Asha R" } });
  });

  it("is refused by tRPC too when it comes from another site", async () => {
    const { cookie } = await signedIn();
    const headers = { origin: "https://evil.example" };
    const answer = await server.send("POST", "/trpc/customer/notifications.markAllRead", {
      cookie,
      body: { json: {} },
      headers,
    });
    expect(answer.status).toBe(403);
    expect(answer.text).toContain("server.foreignOrigin");
  });
});

it("does not ask a token for an origin", async () => {
  const { accessToken } = await server.register();
  const headers = { origin: "https://elsewhere.example" };
  const answer = await server.send("PUT", "/customer/profile", {
    token: accessToken,
    body: { fullName: "New" },
    headers,
  });
  expect(answer.status).toBe(200);
});

it("refuses a sign-in that another site sends for its visitor", async () => {
  const { phoneNumber } = await server.register();
  const headers = { origin: "https://evil.example" };
  const answer = await server.send("POST", "/auth/customer/login", {
    body: { phoneNumber, password: PASSWORD },
    headers,
  });
  expect(answer).toMatchObject({ status: 403, body: { reason: "server.foreignOrigin" } });
  expect(answer.headers.getSetCookie()).toEqual([]);
});

it("ends the session at sign-out and removes the cookie", async () => {
  const { cookie } = await signedIn();
  const answer = await server.send("POST", "/auth/logout", { cookie, headers: own });
  expect(answer.status).toBe(200);
  expect(answer.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^nexa_customer=; Max-Age=0;/),
    expect.stringMatching(/^nexa_customer_here=; Max-Age=0;/),
  ]);
  expect((await server.send("GET", "/customer/profile", { cookie })).status).toBe(401);
});

it("signs out without a live session too", async () => {
  const answer = await server.send("POST", "/auth/customer/logout", { cookie: "nexa_customer=gone", headers: own });
  expect(answer.status).toBe(200);
});

it("opens public pages with a cookie that is good no more, and refuses the rest", async () => {
  expect((await server.send("GET", "/customer/plans", { cookie: "nexa_customer=gone" })).status).toBe(200);
  expect((await server.send("GET", "/customer/profile", { cookie: "nexa_customer=gone" })).status).toBe(401);
});

it("keeps the two apps' cookies apart", async () => {
  const { cookie } = await signedIn();
  const value = cookie.split("=")[1] ?? "";
  expect((await server.send("GET", "/admin/profile", { cookie: `nexa_admin=${value}` })).status).toBe(401);
  expect((await server.send("GET", "/admin/profile", { cookie })).status).toBe(401);
});

it("refuses a sign-in with unknown or missing fields", async () => {
  const body = { phoneNumber: "+919812345678", password: PASSWORD, admin: true };
  expect(await server.send("POST", "/auth/customer/login", { body, headers: own })).toMatchObject({
    status: 422,
    body: { reason: "request.invalid" },
  });
  expect((await server.send("POST", "/auth/admin/login", { body: {}, headers: own })).status).toBe(422);
});

it("sends a cookie again when its session is prolonged, and lets nobody keep that answer", async () => {
  const { cookie } = await signedIn();
  await server.core.runtime.db.query({
    text: "update customer_sessions set expires_at = $1 where channel = 'cookie'",
    values: [new Date(server.core.clock.now().getTime() + 86_400_000)],
  });
  const answer = await server.send("GET", "/customer/plans", { cookie });
  expect(answer.status).toBe(200);
  expect(cookieFrom(answer)).toBe(cookie);
  expect(answer.headers.get("cache-control")).toBe("no-store");
});
