import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestServer, freshKey, type TestServer } from "../testing/test-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await createTestServer();
});
afterAll(() => server.close());

it("settles a pending payment by the provider's signed event, once however often it comes", async () => {
  const plan = await server.core.plan();
  const { accessToken: token, phoneNumber } = await server.register();
  const body = {
    planId: plan.id,
    recipientPhoneNumber: phoneNumber,
    paymentMethod: "upi",
    paymentToken: "tok_pending",
  };
  const pending = await server.send("POST", "/customer/recharge", { token, body, headers: freshKey() });
  expect(pending).toMatchObject({ status: 202, data: { transaction: { status: "pending" }, subscription: null } });
  const transaction = pending.data.transaction as { id: string };
  const attempts = await server.core.runtime.db.query<{ id: string }>({
    text: "select id from payments where transaction_id = $1",
    values: [transaction.id],
  });
  const attemptId = attempts[0]?.id ?? "";
  await server.core.gateway.capture(attemptId);
  const event = await server.core.gateway.webhookFor(attemptId);
  for (let copy = 0; copy < 10; copy += 1) {
    const answer = await server.send("POST", "/webhooks/payments/simulated", {
      body: event.body,
      headers: { ...event.headers },
    });
    expect(answer.status, answer.text).toBe(200);
  }
  const read = await server.send("GET", `/customer/transactions/${transaction.id}`, { token });
  expect(read.data).toMatchObject({ status: "succeeded" });
});

it("refuses what the provider did not sign, and providers it does not know", async () => {
  const forged = await server.send("POST", "/webhooks/payments/simulated", {
    body: { eventId: "e", kind: "charge.succeeded" },
  });
  expect(forged).toMatchObject({ status: 401, body: { reason: "webhook.rejected" } });
  const unknown = await server.send("POST", "/webhooks/payments/nobody", { body: {} });
  expect(unknown).toMatchObject({ status: 404, body: { reason: "webhook.providerUnknown" } });
  const huge = await server.send("POST", "/webhooks/payments/simulated", { body: "x".repeat(1024 ** 2 + 1) });
  expect(huge).toMatchObject({ status: 413, body: { reason: "http.bodyTooLarge" } });
});
