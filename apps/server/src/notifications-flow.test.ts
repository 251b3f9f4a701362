import { ensureFirstOwner } from "@nexa/core/identity/index";
import { deliverNotices, runBroadcasts, sequenceNotices } from "@nexa/core/notifications/index";
import { expect, it } from "vitest";
import { createTestServer, freshKey, PASSWORD } from "./testing/test-server.ts";

const OFFER = { title: "Holi offer", text: "Every plan is 10 % cheaper.", isToEveryone: true };

it("lets staff write to all, and a customer who switched that off read it in the app alone", async () => {
  // In the operator's morning: at night offers wait.
  const server = await createTestServer({ now: new Date("2026-11-23T04:30:00Z") });
  const reader = await server.register();
  const other = await server.register();
  const before = await server.send("GET", "/customer/notifications/preferences", { token: reader.accessToken });
  expect(before.data).toMatchObject({ quietFromMinute: null, quietHours: { timezone: "Asia/Kolkata" } });
  const off = await server.send("PUT", "/customer/notifications/preferences", {
    token: reader.accessToken,
    body: { preferences: [{ type: "promotional", channel: "sms", isEnabled: false }] },
  });
  expect(off).toMatchObject({ status: 200, body: { message: "Your preferences are saved." } });
  const refused = await server.send("PUT", "/customer/notifications/preferences", {
    token: reader.accessToken,
    body: { preferences: [{ type: "bill_issued", channel: "sms", isEnabled: false }] },
  });
  expect(refused).toMatchObject({ status: 409, body: { reason: "notifications.alwaysOn" } });

  const login = { email: "owner@nexa.test", password: PASSWORD };
  await ensureFirstOwner(server.core.as({ kind: "system" }), login);
  const token = String((await server.send("POST", "/admin/login", { body: login })).data.accessToken);
  const headers = freshKey();
  const missing = await server.send("POST", "/admin/notifications/send", { token, body: OFFER });
  expect(missing.status).toBe(400);
  const preview = await server.send("POST", "/admin/notifications/preview", { token, body: OFFER });
  expect(preview).toMatchObject({ status: 200, data: { recipients: 2 } });
  const sent = await server.send("POST", "/admin/notifications/send", { token, body: OFFER, headers });
  expect(sent, sent.text).toMatchObject({ status: 201, data: { status: "queued", expected: 2 } });
  const again = await server.send("POST", "/admin/notifications/send", { token, body: OFFER, headers });
  expect(again.data.id).toBe(sent.data.id);
  expect(again.headers.get("idempotency-replayed")).toBe("true");

  await runBroadcasts(server.core.job());
  await sequenceNotices(server.core.job());
  await deliverNotices(server.core.job());
  const offers = server.core.sms.sent().filter(({ text }) => text === OFFER.text);
  expect(offers.map(({ to }) => to)).toEqual([other.phoneNumber]);
  const list = await server.send("GET", "/customer/notifications?type=promotional", { token: reader.accessToken });
  expect(list.data).toMatchObject({ items: [{ title: OFFER.title, body: OFFER.text }] });
  const path = `/admin/notifications/broadcasts/${sent.data.id}`;
  expect((await server.send("GET", path, { token })).data).toMatchObject({ status: "completed", reached: 2 });
  const suppressed = await server.send("GET", `${path}/recipients?status=suppressed`, { token });
  expect(suppressed.data).toMatchObject({ items: [{ customerId: reader.id }], nextCursor: null });
  const stopped = await server.send("POST", `${path}/stop`, { token });
  expect(stopped).toMatchObject({ status: 409, body: { reason: "notifications.notStoppable" } });
  await server.close();
});
