import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestServer, freshKey, type TestServer } from "./testing/test-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await createTestServer();
});
afterAll(() => server.close());

const order = (planId: string, recipientPhoneNumber: string, more: object = {}) => ({
  planId,
  recipientPhoneNumber,
  paymentMethod: "upi",
  ...more,
});

it("lets a customer register, browse, ask for a quote, recharge and read it back", async () => {
  const plan = await server.core.plan({ priceMinor: 29_900 });
  const customer = await server.register();
  const plans = await server.send("GET", "/customer/plans?limit=500");
  expect(plans).toMatchObject({
    status: 200,
    data: { items: expect.arrayContaining([expect.objectContaining({ id: plan.id })]) },
  });
  const token = customer.accessToken;
  const body = order(plan.id, customer.phoneNumber);
  const quote = await server.send("POST", "/customer/recharge/quote", { token, body });
  expect(quote.status).toBe(200);
  const recharge = await server.send("POST", "/customer/recharge", { token, body, headers: freshKey() });
  expect(recharge).toMatchObject({
    status: 201,
    data: {
      transaction: { status: "succeeded", finalAmountMinor: 29_900, currency: "INR" },
      subscription: { status: "active", planId: plan.id },
    },
  });
  const active = await server.send("GET", "/customer/subscriptions/active", { token });
  expect(active.text).toContain(plan.id);
  const { id } = recharge.data.transaction as { id: string };
  const receipt = await server.send("GET", `/customer/transactions/${id}/receipt`, { token });
  expect(receipt.status).toBe(200);
  expect(receipt.headers.get("content-type")).toBe("application/pdf");
  expect(receipt.text.startsWith("%PDF-")).toBe(true);
});
