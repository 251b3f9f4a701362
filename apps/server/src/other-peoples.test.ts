import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestServer, freshKey, type TestServer } from "./testing/test-server.ts";

/** Object-level access (OWASP API1): other people's ids answer as if they did not exist. */
let server: TestServer;
beforeAll(async () => {
  server = await createTestServer();
});
afterAll(() => server.close());

async function customerWithRecharge() {
  const plan = await server.core.plan();
  const customer = await server.register();
  const token = customer.accessToken;
  const body = { planId: plan.id, recipientPhoneNumber: customer.phoneNumber, paymentMethod: "upi" };
  const first = await server.send("POST", "/customer/recharge", { token, body, headers: freshKey() });
  const second = await server.send("POST", "/customer/recharge", { token, body, headers: freshKey() });
  const sessions = await server.send("GET", "/sessions", { token });
  return {
    token,
    plan,
    phoneNumber: customer.phoneNumber,
    transactionId: (first.data.transaction as { id: string }).id,
    queuedId: (second.data.subscription as { id: string }).id,
    sessionId: (sessions.data.items as { id: string }[])[0]?.id,
  };
}

it("hides other people's transactions, receipts, subscriptions and sessions", async () => {
  const victim = await customerWithRecharge();
  const { accessToken: token } = await server.register();
  const attempts: [string, string, unknown?][] = [
    ["GET", `/customer/transactions/${victim.transactionId}`],
    ["GET", `/customer/transactions/${victim.transactionId}/receipt`],
    ["POST", `/customer/subscriptions/${victim.queuedId}/activate-now`, {}],
    ["POST", `/customer/subscriptions/${victim.queuedId}/cancel`, {}],
    ["DELETE", `/sessions/${victim.sessionId}`],
  ];
  for (const [method, path, body] of attempts) {
    const answer = await server.send(method, path, { token, body, headers: freshKey() });
    expect([method, path, answer.status, answer.body.code]).toEqual([method, path, 404, "NOT_FOUND"]);
  }
  const queue = await server.send("GET", "/customer/subscriptions/queue", { token: victim.token });
  expect(queue.text).toContain(victim.queuedId);
  const lists = [
    "/customer/transactions",
    "/customer/subscriptions/active",
    "/customer/subscriptions/history",
    "/customer/notifications",
  ];
  for (const path of lists) {
    const { text, status } = await server.send("GET", path, { token });
    expect([path, status]).toEqual([path, 200]);
    expect(text).not.toContain(victim.transactionId);
    expect(text).not.toContain(victim.phoneNumber);
  }
});

it("keeps one customer's idempotency keys apart from another's", async () => {
  const plan = await server.core.plan();
  const [one, two] = [await server.register(), await server.register()];
  const headers = { "idempotency-key": "the-same-key" };
  const bodyOf = (phoneNumber: string) => ({
    planId: plan.id,
    recipientPhoneNumber: phoneNumber,
    paymentMethod: "upi",
  });
  const first = await server.send("POST", "/customer/recharge", {
    token: one.accessToken,
    body: bodyOf(one.phoneNumber),
    headers,
  });
  const second = await server.send("POST", "/customer/recharge", {
    token: two.accessToken,
    body: bodyOf(two.phoneNumber),
    headers,
  });
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(first.text).not.toBe(second.text);
});

it("answers a repeated request with the first answer and says so, and refuses the key for another request", async () => {
  const plan = await server.core.plan();
  const { accessToken: token, phoneNumber } = await server.register();
  const headers = freshKey();
  const body = { planId: plan.id, recipientPhoneNumber: phoneNumber, paymentMethod: "upi" };
  const first = await server.send("POST", "/customer/recharge", { token, body, headers });
  const again = await server.send("POST", "/api/v1/customer/recharge/", { token, body, headers });
  expect(first.headers.get("idempotency-replayed")).toBeNull();
  expect(again.headers.get("idempotency-replayed")).toBe("true");
  expect(again).toMatchObject({
    status: 201,
    data: { transaction: { id: (first.data.transaction as { id: string }).id } },
  });
  const other = await server.send("POST", "/customer/recharge", {
    token,
    body: { ...body, paymentMethod: "credit_card" },
    headers,
  });
  expect(other).toMatchObject({ status: 422, body: { reason: "recharge.keyReused" } });
});

it("answers 100 identical requests at once with one transaction", async () => {
  const plan = await server.core.plan();
  const { accessToken: token, phoneNumber } = await server.register();
  const headers = freshKey();
  const body = { planId: plan.id, recipientPhoneNumber: phoneNumber, paymentMethod: "upi" };
  const answers = await Promise.all(
    Array.from({ length: 100 }, () => server.send("POST", "/customer/recharge", { token, body, headers })),
  );
  const made = answers.filter(({ status }) => status === 201);
  expect(made.length).toBeGreaterThan(0);
  expect(new Set(made.map(({ data }) => (data.transaction as { id: string }).id)).size).toBe(1);
  expect(answers.filter(({ status }) => status !== 201 && status !== 409)).toEqual([]);
  const { data } = await server.send("GET", "/customer/transactions", { token });
  expect(data.items).toHaveLength(1);
});

it("answers a declined payment with 402 and a pending one with 202", async () => {
  const plan = await server.core.plan();
  const { accessToken: token, phoneNumber } = await server.register();
  const pay = (paymentToken: string) =>
    server.send("POST", "/customer/recharge", {
      token,
      body: { planId: plan.id, recipientPhoneNumber: phoneNumber, paymentMethod: "upi", paymentToken },
      headers: freshKey(),
    });
  expect(await pay("tok_declined")).toMatchObject({
    status: 402,
    body: { code: "PAYMENT_DECLINED", reason: "recharge.declined" },
  });
  expect(await pay("tok_pending")).toMatchObject({
    status: 202,
    data: { transaction: { status: "pending" }, subscription: null },
  });
  expect((await pay("tok_timeout")).status).toBe(202);
});
