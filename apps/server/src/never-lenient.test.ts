import { createAdminClient, failureOf } from "@nexa/client";
import { ensureFirstOwner } from "@nexa/core/identity/index";
import { expect, it } from "vitest";
import { createTestServer, PASSWORD } from "./testing/test-server.ts";

it('refuses priceMinor: null and isTopup: "false" over REST and tRPC before and after a thousand REST calls', async () => {
  const server = await createTestServer();
  await ensureFirstOwner(server.core.as({ kind: "system" }), { email: "owner@nexa.test", password: PASSWORD });
  const login = await server.send("POST", "/admin/login", { body: { email: "owner@nexa.test", password: PASSWORD } });
  const token = String(login.data.accessToken);
  const fetch = async (input: unknown, init?: RequestInit) => server.app.request(String(input), init);
  const client = createAdminClient({ url: "http://localhost", getToken: () => token, fetch });
  const category = await server.send("POST", "/admin/categories", { token, body: { name: "Strict" } });
  const good = {
    categoryId: String(category.data.id),
    name: "Strict 299",
    type: "prepaid",
    isTopup: false,
    priceMinor: 29_900,
    validityDays: 28,
    description: "Strict",
    dataAllowanceBytes: 1024,
  } as const;
  const refusedByBoth = async () => {
    for (const wrong of [{ priceMinor: null }, { isTopup: "false" }, { validityDays: "28" }]) {
      const input = { ...good, ...wrong } as unknown as typeof good;
      const rest = await server.send("POST", "/admin/plans", { token, body: input });
      expect(rest).toMatchObject({ status: 422, body: { reason: "request.invalid" } });
      const error: unknown = await client.catalog.createPlan.mutate(input).catch((cause: unknown) => cause);
      expect(failureOf(error)).toMatchObject({ code: "INVALID", reason: "request.invalid" });
    }
  };
  await refusedByBoth();
  for (let call = 0; call < 500; call += 1) {
    expect((await server.send("GET", "/customer/plans?limit=5&type=prepaid")).status).toBe(200);
    expect((await server.send("POST", "/admin/plans", { token, body: { ...good, priceMinor: -1 } })).status).toBe(422);
  }
  await server.send("GET", "/openapi.json");
  await refusedByBoth();
  const plans = await server.send("GET", "/admin/plans?search=Strict", { token });
  expect(plans.data.items).toEqual([]);
  await server.close();
});

it("answers the list of plans with 304 until something changes", async () => {
  const server = await createTestServer();
  await server.core.plan();
  const first = await server.send("GET", "/customer/plans");
  const etag = first.headers.get("etag") ?? "";
  const ask = () => server.send("GET", "/customer/plans", { headers: { "if-none-match": etag } });
  expect(await ask()).toMatchObject({ status: 304, text: "" });
  await server.core.plan({ name: "Another 199" });
  server.core.clock.advance(3_000);
  await expect.poll(async () => (await ask()).status, { timeout: 5_000 }).toBe(200);
  expect((await server.send("GET", "/customer/plans")).text).toContain("Another 199");
  await server.close();
});
