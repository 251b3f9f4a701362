import { expect, it } from "vitest";
import { createTestServer } from "../testing/test-server.ts";

it("says that the process runs and that it can work", async () => {
  const server = await createTestServer();
  expect(await server.send("GET", "/health")).toMatchObject({ status: 200, body: { status: "ok" } });
  expect(await server.send("GET", "/health/ready")).toMatchObject({ status: 200, body: { status: "ready" } });
  server.stop();
  expect(await server.send("GET", "/health/ready")).toMatchObject({ status: 503, body: { reason: "server.notReady" } });
  await server.close();
});

it("is not ready without the database, and answers what needs it with 503 and no inner words", async () => {
  const server = await createTestServer();
  const { accessToken } = await server.register();
  await server.core.runtime.db.close();
  expect((await server.send("GET", "/health")).status).toBe(200);
  const ready = await server.send("GET", "/health/ready");
  expect(ready.status).toBe(503);
  expect(Number(ready.headers.get("retry-after"))).toBeGreaterThan(0);
  const answer = await server.send("GET", "/customer/transactions", { token: accessToken });
  expect([500, 503]).toContain(answer.status);
  expect(answer.text).not.toMatch(/pool|ECONN|pg/i);
});
