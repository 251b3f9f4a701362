import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestServer, freshKey, freshPhone, type TestServer } from "./testing/test-server.ts";

/** Linked accounts over REST: the way of a family, the envelope's statuses, and other people's ids. */
let server: TestServer;
beforeAll(async () => {
  server = await createTestServer();
});
afterAll(() => server.close());

const LINKS = "/customer/linked-accounts";

async function ask(token: string, phoneNumber: string) {
  const body = { phoneNumber, label: "Mum", relationship: "parent" };
  const answer = await server.send("POST", LINKS, { token, body });
  const linkedAccount = answer.data.linkedAccount as { id: string; status: string };
  return { ...answer, id: linkedAccount?.id };
}

it("lets a customer ask, the owner accept, and the customer recharge and see the number, until one ends it", async () => {
  const plan = await server.core.plan({ priceMinor: 29_900 });
  const [asha, ravi] = [await server.register(), await server.register()];
  const asked = await ask(asha.accessToken, ravi.phoneNumber);
  expect(asked).toMatchObject({ status: 201, data: { linkedAccount: { status: "requested", number: null } } });
  const incoming = await server.send("GET", `${LINKS}/incoming`, { token: ravi.accessToken });
  expect(incoming).toMatchObject({ status: 200, data: { items: [{ id: asked.id, name: "Asha Rao" }] } });
  const confirmed = await server.send("POST", `${LINKS}/${asked.id}/confirm`, { token: ravi.accessToken, body: {} });
  expect(confirmed).toMatchObject({ status: 200, data: { status: "linked" } });
  const path = `${LINKS}/${asked.id}/recharge`;
  const body = { planId: plan.id, paymentMethod: "upi" };
  const token = asha.accessToken;
  const headers = freshKey();
  const paid = await server.send("POST", path, { token, body, headers });
  expect(paid).toMatchObject({ status: 201, data: { subscription: { phoneNumber: ravi.phoneNumber } } });
  const again = await server.send("POST", path, { token, body, headers });
  expect([again.status, again.headers.get("idempotency-replayed")]).toEqual([201, "true"]);
  const pending = { ...body, paymentToken: "tok_pending" };
  expect((await server.send("POST", path, { token, body: pending, headers: freshKey() })).status).toBe(202);
  const declined = { ...body, paymentToken: "tok_declined" };
  expect((await server.send("POST", path, { token, body: declined, headers: freshKey() })).status).toBe(402);
  expect((await server.send("POST", path, { token, body })).status).toBe(400);
  const listed = await server.send("GET", LINKS, { token });
  expect(listed.data.items).toMatchObject([{ number: { mode: "prepaid", spending: { totalMinor: 29_900 } } }]);
  const removed = await server.send("DELETE", `${LINKS}/${asked.id}`, { token: ravi.accessToken });
  expect(removed).toMatchObject({ status: 200, data: { status: "removed" } });
  expect(await server.send("POST", path, { token, body, headers: freshKey() })).toMatchObject({
    status: 409,
    body: { reason: "linkedAccounts.notLinked" },
  });
});

it("answers 404 for other people's links, 409 and 422 for what cannot be linked", async () => {
  const [asha, ravi, other] = [await server.register(), await server.register(), await server.register()];
  const { id } = await ask(asha.accessToken, ravi.phoneNumber);
  const recharge = { planId: randomUUID(), paymentMethod: "upi" };
  const attempts: [string, string, unknown][] = [
    ["POST", `${LINKS}/${id}/confirm`, { code: "123456" }],
    ["POST", `${LINKS}/${id}/decline`, {}],
    ["POST", `${LINKS}/${id}/resend`, {}],
    ["POST", `${LINKS}/${id}/recharge`, recharge],
    ["DELETE", `${LINKS}/${id}`, undefined],
  ];
  const token = other.accessToken;
  for (const [method, path, body] of attempts) {
    const answer = await server.send(method, path, { token, body, headers: freshKey() });
    expect([method, path, answer.status]).toEqual([method, path, 404]);
  }
  for (const path of [LINKS, `${LINKS}/incoming`]) {
    expect((await server.send("GET", path, { token })).data.items).toEqual([]);
  }
  expect(await ask(token, other.phoneNumber)).toMatchObject({
    status: 409,
    body: { reason: "linkedAccounts.ownLine" },
  });
  expect(await ask(token, "+911234")).toMatchObject({ status: 422, body: { reason: "identity.phoneInvalid" } });
  const labelled = { phoneNumber: freshPhone(), label: "", relationship: "stranger" };
  expect((await server.send("POST", LINKS, { token, body: labelled })).status).toBe(422);
});
