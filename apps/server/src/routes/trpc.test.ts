import { createAdminClient, createCustomerClient, failureOf } from "@nexa/client";
import { ensureFirstOwner } from "@nexa/core/identity/index";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestServer, PASSWORD, type TestServer } from "../testing/test-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await createTestServer();
});
afterAll(() => server.close());

type Sent = { url: string; status: number };

/** A fetch that goes straight into the app, and remembers what was sent. */
function intoApp(sent: Sent[] = []) {
  return async (input: unknown, init?: RequestInit): Promise<Response> => {
    const response = await server.app.request(String(input), init);
    sent.push({ url: String(input), status: response.status });
    return response;
  };
}

it("serves the typed client, which sends the calls of one moment as one request", async () => {
  const plan = await server.core.plan();
  const { accessToken, phoneNumber } = await server.register();
  const sent: Sent[] = [];
  const client = createCustomerClient({ url: "http://localhost", getToken: () => accessToken, fetch: intoApp(sent) });
  const [plans, profile, queue] = await Promise.all([
    client.catalog.listPlans.query({ limit: 500 }),
    client.customers.getProfile.query({}),
    client.subscriptions.listQueue.query({}),
  ]);
  expect(plans.items.map((each) => each.id)).toContain(plan.id);
  expect(profile.phoneNumber).toBe(phoneNumber);
  expect(queue).toBeDefined();
  expect(sent).toHaveLength(1);
  expect(sent[0]?.url).not.toContain(accessToken);
});

it("tells the client what went wrong: code, reason, sentence, request id", async () => {
  const client = createCustomerClient({ url: "http://localhost", fetch: intoApp() });
  const error: unknown = await client.customers.getProfile.query({}).catch((cause: unknown) => cause);
  expect(failureOf(error)).toMatchObject({
    code: "UNAUTHENTICATED",
    reason: "request.signInNeeded",
    message: expect.stringContaining("sign in"),
    requestId: expect.stringMatching(/^[\w-]{36}$/),
  });
  const offline = createCustomerClient({ url: "http://localhost", fetch: () => Promise.reject(new TypeError("no")) });
  const lost: unknown = await offline.customers.getProfile.query({}).catch((cause: unknown) => cause);
  expect(failureOf(lost)).toMatchObject({ code: "NETWORK", reason: null });
});

it("answers a token that is no good with 401, and opens public procedures with it", async () => {
  const client = createCustomerClient({ url: "http://localhost", getToken: () => "old", fetch: intoApp() });
  const error: unknown = await client.customers.getProfile.query({}).catch((cause: unknown) => cause);
  expect(failureOf(error)).toMatchObject({ code: "UNAUTHENTICATED", reason: "identity.tokenInvalid" });
  expect(await client.catalog.listCategories.query({})).toMatchObject({ items: expect.any(Array) });
});

it("keeps staff procedures off the customers' endpoint", async () => {
  await ensureFirstOwner(server.core.as({ kind: "system" }), { email: "owner@nexa.test", password: PASSWORD });
  const body = { email: "owner@nexa.test", password: PASSWORD };
  const { data } = await server.send("POST", "/admin/login", { body });
  const token = String(data.accessToken);
  const admin = createAdminClient({ url: "http://localhost", getToken: () => token, fetch: intoApp() });
  expect(await admin.identity.getProfile.query({})).toMatchObject({ email: "owner@nexa.test", role: "owner" });
  const there = await server.send("GET", "/trpc/customer/identity.listAdmins", { token });
  expect(there.status).toBe(404);
});

it.each(["null", '"x"', "[]", '{"json":null}', "{", '{"json":{"__proto__":{"a":1}},"meta":{"values":{"a":["Date"]}}}'])(
  "refuses the input %s with 4xx",
  async (input) => {
    const { accessToken: token } = await server.register();
    const read = await server.send("GET", `/trpc/customer/notifications.list?input=${encodeURIComponent(input)}`, {
      token,
    });
    expect(read.status).toBeGreaterThanOrEqual(400);
    expect(read.status).toBeLessThan(500);
    const write = await server.send("POST", "/trpc/customer/notifications.markRead", { token, body: input });
    expect(write.status).toBeGreaterThanOrEqual(400);
    expect(write.status).toBeLessThan(500);
  },
);

it("refuses bodies above 1 MiB and batches of more than 30 calls", async () => {
  const { accessToken: token } = await server.register();
  const big = JSON.stringify({ json: { fullName: "x".repeat(1024 ** 2) } });
  const path = "/trpc/customer/customers.updateProfile";
  expect((await server.send("POST", path, { token, body: big })).status).toBe(413);
  expect(
    (await server.send("POST", path, { token, body: big, headers: { "content-length": `${big.length}` } })).status,
  ).toBe(413);
  const names = Array.from({ length: 31 }, () => "catalog.listCategories").join(",");
  const many = await server.send("GET", `/trpc/customer/${names}?batch=1&input=${encodeURIComponent("{}")}`);
  expect(many.status).toBe(400);
});

it("answers with no-store, and compressed on request", async () => {
  for (let plan = 0; plan < 5; plan += 1) await server.core.plan();
  const url = `/trpc/customer/catalog.listPlans?input=${encodeURIComponent('{"json":{"limit":500}}')}`;
  const plain = await server.send("GET", url);
  expect(plain.headers.get("cache-control")).toBe("no-store");
  const zipped = await server.app.request(url, { headers: { "accept-encoding": "gzip" } });
  expect(zipped.headers.get("content-encoding")).toBe("gzip");
  const text = await new Response(zipped.body?.pipeThrough(new DecompressionStream("gzip"))).text();
  expect(JSON.parse(text)).toEqual(plain.body);
});

it("streams subscriptions as server-sent events, and ends them when the server stops", async () => {
  const own = await createTestServer();
  const { accessToken } = await own.register();
  const headers = { accept: "text/event-stream", authorization: `Bearer ${accessToken}` };
  const response = await own.app.request(
    `/trpc/customer/notifications.stream?input=${encodeURIComponent('{"json":{}}')}`,
    { headers },
  );
  expect(response.headers.get("content-type")).toBe("text/event-stream");
  expect(response.headers.get("x-accel-buffering")).toBe("no");
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader?.read())?.value).toContain("event: connected");
  own.stop();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read());
  await own.close();
});
