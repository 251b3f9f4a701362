import type { WorkGate } from "@nexa/core/maintenance-mode/index";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestServer, PASSWORD, type TestServer } from "../testing/test-server.ts";

let server: TestServer;
let isClosed = false;
let running = 0;
const gate: WorkGate = {
  closed: () => (isClosed ? { restoreId: "", since: new Date(0) } : null),
  enter: () => {
    running += 1;
    return () => {
      running -= 1;
    };
  },
  opened: async () => undefined,
  stop: async () => undefined,
};

beforeAll(async () => {
  server = await createTestServer({ settings: { gate } });
});
afterAll(() => server.close());

it("answers 503 with a sentence and Retry-After while a backup is being restored, for writes and reads, REST and tRPC", async () => {
  isClosed = true;
  for (const [method, path] of [
    ["POST", "/customer/login"],
    ["GET", "/customer/plans"],
    ["GET", "/api/v1/customer/plans"],
    ["GET", "/trpc/customer/catalog.listPlans"],
    ["POST", "/webhooks/payments/simulated"],
    ["POST", "/admin/backup-restore/restore/0199c2f0-7b1e-7c3a-9f10-2a6d5b8c4e51"],
    ["GET", "/trpc/admin/tasks.list,customers.list"],
  ] as const) {
    const body = method === "POST" ? { phoneNumber: "+919812345678", password: PASSWORD } : undefined;
    const { status, headers, body: answer } = await server.send(method, path, body ? { body } : {});
    expect([path, status]).toEqual([path, 503]);
    expect(headers.get("retry-after")).toBe("10");
    expect(headers.get("content-type")).toContain("application/problem+json");
    expect(answer).toMatchObject({ reason: "maintenance.underway", detail: expect.stringContaining("restored") });
  }
  isClosed = false;
});

it("goes on to tell its health, who is signed in and how far the restore is", async () => {
  isClosed = true;
  expect((await server.send("GET", "/health")).status).toBe(200);
  expect((await server.send("GET", "/health/ready")).status).toBe(200);
  for (const path of ["/admin/profile", "/admin/tasks", "/admin/backup-restore/restore", "/trpc/admin/tasks.list"]) {
    expect([path, (await server.send("GET", path)).status]).toEqual([path, 401]);
  }
  isClosed = false;
});

it("tells the web apps in their own form, and goes on to serve their pages and what these need to be drawn", async () => {
  isClosed = true;
  const { body } = await server.send("GET", "/trpc/customer/lines.list,catalog.listPlans");
  expect(body).toMatchObject({
    error: { json: { message: expect.stringContaining("restored"), data: { coreCode: "UNAVAILABLE" } } },
  });
  for (const path of ["/", "/plans", "/console/backups", "/assets/none.js"]) {
    expect([path, (await server.send("GET", path)).status]).not.toEqual([path, 503]);
  }
  for (const path of ["/trpc/customer/settings.operator", "/trpc/admin/settings.operator"]) {
    const input = encodeURIComponent(JSON.stringify({ json: {} }));
    expect([path, (await server.send("GET", `${path}?input=${input}`)).status]).toEqual([path, 200]);
  }
  isClosed = false;
});

it("counts what runs, also what fails, and is open again afterwards", async () => {
  expect((await server.send("GET", "/customer/plans")).status).toBe(200);
  expect((await server.send("POST", "/customer/login", { body: {} })).status).toBe(422);
  expect(running).toBe(0);
});
