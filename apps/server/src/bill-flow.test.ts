import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestServer, freshKey, type TestServer } from "./testing/test-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await createTestServer();
});
afterAll(() => server.close());

/** A customer who cancelled a plan, which bills it at once. */
async function billedCustomer() {
  const plan = await server.core.plan({ type: "postpaid", priceMinor: 49_900, dailyDataLimitBytes: null });
  const { accessToken: token } = await server.register();
  await server.send("POST", "/customer/postpaid/activate", { token, body: { planId: plan.id } });
  const cancelled = await server.send("POST", "/customer/postpaid/cancel", { token, body: {} });
  const { id: billId } = cancelled.data.bill as { id: string };
  const bills = await server.send("GET", "/customer/postpaid/bills", { token });
  expect(bills.data.items).toMatchObject([{ id: billId, status: "issued", outstandingMinor: 49_900 }]);
  return { token, billId };
}

const pay = (token: string, billId: string, paymentToken: string, headers = freshKey()) =>
  server.send("POST", "/customer/postpaid/pay-bill", {
    token,
    headers,
    body: { billId, paymentMethod: "upi", paymentToken },
  });

it("answers 402, 202 and 201 to declined, pending and paid bills, and replays a key", async () => {
  const one = await billedCustomer();
  expect(await pay(one.token, one.billId, "tok_declined")).toMatchObject({
    status: 402,
    body: { reason: "billing.declined" },
  });
  const headers = freshKey();
  const paid = await pay(one.token, one.billId, "tok_success", headers);
  expect(paid).toMatchObject({ status: 201, data: { bill: { status: "paid" }, transaction: { status: "succeeded" } } });
  const again = await pay(one.token, one.billId, "tok_success", headers);
  expect(again.headers.get("idempotency-replayed")).toBe("true");
  expect(again.data.transaction).toEqual(paid.data.transaction);
  expect(await pay(one.token, one.billId, "tok_success")).toMatchObject({
    status: 409,
    body: { reason: "billing.billSettled" },
  });
  const other = await billedCustomer();
  expect(await pay(other.token, other.billId, "tok_pending")).toMatchObject({ status: 202 });
});

it("serves the bill as a PDF to its customer only", async () => {
  const one = await billedCustomer();
  const file = await server.send("GET", `/customer/postpaid/bills/${one.billId}/pdf`, { token: one.token });
  expect(file.status).toBe(200);
  expect(file.headers.get("content-type")).toBe("application/pdf");
  expect(file.headers.get("content-disposition")).toMatch(/^attachment; filename="nexa-bill-B-\d{8}\.pdf"$/);
  expect(file.text.startsWith("%PDF-")).toBe(true);
  const { accessToken } = await server.register();
  const path = `/customer/postpaid/bills/${one.billId}/pdf`;
  expect(await server.send("GET", path, { token: accessToken })).toMatchObject({ status: 404 });
  expect(await server.send("GET", path)).toMatchObject({ status: 401 });
  expect(await pay(accessToken, one.billId, "tok_success")).toMatchObject({ status: 404, body: { code: "NOT_FOUND" } });
});
