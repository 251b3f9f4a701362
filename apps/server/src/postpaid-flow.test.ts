import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestServer, freshKey, freshPhone, type TestServer } from "./testing/test-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await createTestServer();
});
afterAll(() => server.close());

const GB = 1024 ** 3;
const main = { type: "postpaid", priceMinor: 49_900, dailyDataLimitBytes: null, maxSecondaryNumbers: 2 } as const;
const addon = { ...main, isTopup: true, priceMinor: 9_900, dataAllowanceBytes: 5 * GB, maxSecondaryNumbers: null };

it("lets a customer activate a plan, share it, buy an add-on, cancel and pay the bill", async () => {
  const [plan, extra] = [await server.core.plan(main), await server.core.plan(addon)];
  const customer = await server.register();
  const call = (method: string, path: string, body?: object, headers?: Record<string, string>) =>
    server.send(method, `/customer/postpaid/${path}`, {
      token: customer.accessToken,
      body,
      ...(headers && { headers }),
    });
  expect((await call("GET", "plans")).text).toContain(plan.id);
  expect((await call("GET", "addon-plans")).text).toContain(extra.id);
  const activated = await call("POST", "activate", { planId: plan.id, phoneNumber: customer.phoneNumber });
  expect(activated).toMatchObject({ status: 201, data: { status: "active", cycle: { number: 1 } } });
  expect(activated.headers.get("cache-control")).toBe("no-store");
  const again = await call("POST", "activate", { planId: plan.id });
  expect(again).toMatchObject({ status: 409, body: { reason: "postpaid.alreadyPostpaid", code: "CONFLICT" } });
  const asked = await call("POST", "secondary-numbers", { phoneNumber: freshPhone(), label: "Ravi" });
  expect(asked).toMatchObject({ status: 201, data: { secondary: { status: "requested" } } });
  const keyless = await call("POST", "purchase-addon", { planId: extra.id });
  expect(keyless.status).toBe(400);
  const headers = freshKey();
  const bought = await call("POST", "purchase-addon", { planId: extra.id }, headers);
  const replayed = await call("POST", "purchase-addon", { planId: extra.id }, headers);
  expect([bought.status, bought.headers.get("idempotency-replayed")]).toEqual([201, null]);
  expect([replayed.data.id, replayed.headers.get("idempotency-replayed")]).toEqual([bought.data.id, "true"]);
  expect(await call("GET", "usage")).toMatchObject({ status: 200, data: { role: "owner", members: [] } });
  const cancelled = await call("POST", "cancel", {});
  expect(cancelled).toMatchObject({
    ...{ status: 200, data: { activation: { status: "cancelled" }, bill: { totalMinor: 59_800, status: "issued" } } },
  });
  const { id: billId } = cancelled.data.bill as { id: string };
  const paid = await call("POST", "pay-bill", { billId, paymentMethod: "upi" }, freshKey());
  expect(paid).toMatchObject({ data: { bill: { status: "paid" }, transaction: { finalAmountMinor: 59_800 } } });
});

it("hides other people's postpaid plans, add-ons and shared numbers", async () => {
  const plan = await server.core.plan(main);
  const [victim, stranger] = [await server.register(), await server.register()];
  const activate = { token: victim.accessToken, body: { planId: plan.id } };
  const { data } = await server.send("POST", "/customer/postpaid/activate", activate);
  const ask = { token: victim.accessToken, body: { phoneNumber: freshPhone() } };
  const asked = await server.send("POST", "/customer/postpaid/secondary-numbers", ask);
  const { id: secondaryId } = asked.data.secondary as { id: string };
  const token = stranger.accessToken;
  for (const path of ["activation", "usage", "addons", "secondary-numbers"]) {
    const answer = await server.send("GET", `/customer/postpaid/${path}?activationId=${data.id}`, { token });
    expect(answer).toMatchObject({ status: 404, body: { reason: "postpaid.notFound" } });
  }
  const removed = await server.send("DELETE", `/customer/postpaid/secondary-numbers/${secondaryId}`, { token });
  expect(removed).toMatchObject({ status: 404, body: { reason: "postpaid.secondaryNotFound" } });
  const confirm = { token, body: { code: "000000" } };
  const joined = await server.send("POST", `/customer/postpaid/secondary-numbers/${secondaryId}/confirm`, confirm);
  expect(joined).toMatchObject({ status: 404, body: { reason: "postpaid.secondaryNotFound" } });
  const cancel = { token, body: { activationId: data.id } };
  expect((await server.send("POST", "/customer/postpaid/cancel", cancel)).status).toBe(404);
});
