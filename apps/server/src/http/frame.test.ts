import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestServer, type TestServer } from "../testing/test-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await createTestServer({ settings: { corsOrigins: ["https://app.example.in"], trustedProxies: 1 } });
});
afterAll(() => server.close());

it.each(["/health", "/customer/plans", "/nowhere", "/trpc/customer/catalog.listPlans", "/docs", "/openapi.json"])(
  "gives %s a request id and security headers",
  async (path) => {
    const { headers } = await server.send("GET", path);
    expect(headers.get("x-request-id")).toMatch(/^[\w-]{36}$/);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("default-src 'none'");
    expect(policy.split(";").find((each) => each.includes("script-src")) ?? "").not.toContain("unsafe");
  },
);

it("keeps a proxy's request id, and no odd one", async () => {
  const kept = await server.send("GET", "/nowhere", { headers: { "x-request-id": "trace-12345678" } });
  expect(kept.headers.get("x-request-id")).toBe("trace-12345678");
  expect(kept.body.requestId).toBe("trace-12345678");
  const odd = await server.send("GET", "/nowhere", { headers: { "x-request-id": "<script>alert(1)</script>" } });
  expect(odd.headers.get("x-request-id")).toMatch(/^[\w-]{36}$/);
});

it("lets only listed origins read answers, with cookies", async () => {
  const listed = await server.send("GET", "/customer/plans", { headers: { origin: "https://app.example.in" } });
  expect(listed.headers.get("access-control-allow-origin")).toBe("https://app.example.in");
  expect(listed.headers.get("access-control-allow-credentials")).toBe("true");
  expect(listed.headers.get("vary")).toContain("Origin");
  const other = await server.send("GET", "/customer/plans", { headers: { origin: "https://evil.example" } });
  expect(other.headers.get("access-control-allow-origin")).toBeNull();
});

it("answers a browser's question before a call", async () => {
  const ask = (origin: string) =>
    server.send("OPTIONS", "/customer/recharge", { headers: { origin, "access-control-request-method": "POST" } });
  const listed = await ask("https://app.example.in");
  expect(listed.status).toBe(204);
  expect(listed.headers.get("access-control-allow-headers")).toContain("Idempotency-Key");
  expect((await ask("https://evil.example")).headers.get("access-control-allow-origin")).toBeNull();
});

it("sends people who open the address to the reference page", async () => {
  const answer = await server.send("GET", "/");
  expect(answer.status).toBe(302);
  expect(answer.headers.get("location")).toBe("/docs");
});

it("answers 404 and 405 as problems", async () => {
  expect(await server.send("GET", "/nowhere")).toMatchObject({ status: 404, body: { reason: "http.unknownRoute" } });
  const wrong = await server.send("PATCH", "/api/v1/customer/profile/");
  expect(wrong).toMatchObject({ status: 405, body: { reason: "http.wrongMethod" } });
  expect(wrong.headers.get("allow")).toBe("GET, HEAD, PUT");
});
