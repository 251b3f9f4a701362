import { codeSentTo } from "@nexa/core/identity/codes.fixture";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestServer, freshKey, freshPhone, type TestServer } from "./testing/test-server.ts";

const newPassword = "banyan-lantern-77";
let server: TestServer;
beforeAll(async () => {
  server = await createTestServer({ config: { rateLimits: "off" } });
});
afterAll(() => server.close());

it("gives a customer who forgot the password a way back in over REST, without telling who has an account", async () => {
  const { phoneNumber, password, accessToken } = await server.register();
  const answers = [];
  for (const number of [phoneNumber, freshPhone()]) {
    const { status, text } = await server.send("POST", "/customer/password/forgot", { body: { phoneNumber: number } });
    answers.push([status, text]);
  }
  expect(answers[0]).toEqual(answers[1]);
  const code = await codeSentTo(server.core, phoneNumber);
  const body = { phoneNumber, code, newPassword };
  const reset = await server.send("POST", "/customer/password/reset", { body });
  expect([reset.status, reset.data]).toEqual([200, { done: true }]);
  expect((await server.send("GET", "/customer/profile", { token: accessToken })).status).toBe(401);
  const login = (word: string) => server.send("POST", "/customer/login", { body: { phoneNumber, password: word } });
  expect([(await login(password)).status, (await login(newPassword)).status]).toEqual([401, 200]);
  const again = await server.send("POST", "/customer/password/reset", { body });
  expect([again.status, again.body.reason]).toEqual([422, "identity.codeWrong"]);
});

it("gives staff a way back in by a link, and says nothing of who works here", async () => {
  const known = await server.send("POST", "/admin/password/forgot", { body: { email: "Nobody@nexa.test" } });
  expect([known.status, known.data]).toEqual([200, { expiresIn: 1_800 }]);
  const body = { token: "a".repeat(43), newPassword };
  const reset = await server.send("POST", "/admin/password/reset", { body });
  expect([reset.status, reset.body.reason]).toEqual([422, "identity.resetLinkInvalid"]);
});

it("adds a number, changes the registered one, gives the old one up and closes the account over REST", async () => {
  const { phoneNumber, password, accessToken: token } = await server.register();
  server.core.clock.advance(1_000);
  const asked = await server.send("POST", "/customer/lines", { token, body: { phoneNumber: freshPhone() } });
  expect(asked.status).toBe(200);
  const second = freshPhone();
  const request = await server.send("POST", "/customer/lines", { token, body: { phoneNumber: second } });
  const code = await codeSentTo(server.core, second);
  const path = `/customer/lines/${request.data.lineId}/confirm`;
  const added = await server.send("POST", path, { token, body: { code } });
  expect([added.status, added.data]).toMatchObject([200, { phoneNumber: second, isRegistered: false }]);

  const third = freshPhone();
  await server.send("POST", "/customer/profile/number", { token, body: { phoneNumber: third } });
  const change = { phoneNumber: third, code: await codeSentTo(server.core, third), password };
  const changed = await server.send("POST", "/customer/profile/number/confirm", { token, body: change });
  expect([changed.status, changed.data]).toMatchObject([200, { phoneNumber: third }]);

  const { data } = await server.send("GET", "/customer/lines", { token });
  const items = data.items as { id: string; phoneNumber: string; isRegistered: boolean }[];
  expect(items.map((line) => [line.phoneNumber, line.isRegistered])).toEqual([
    [third, true],
    [phoneNumber, false],
    [second, false],
  ]);
  const old = items[1]?.id ?? "";
  expect((await server.send("DELETE", `/customer/lines/${old}`, { token })).status).toBe(200);
  expect((await server.send("DELETE", `/customer/lines/${old}`, { token })).body.reason).toBe("lines.notFound");
  const registered = await server.send("DELETE", `/customer/lines/${items[0]?.id}`, { token });
  expect([registered.status, registered.body.reason]).toEqual([409, "lines.registered"]);

  const wrong = await server.send("POST", "/customer/close-account", { token, body: { password: "not this one" } });
  expect([wrong.status, wrong.body.reason]).toEqual([422, "identity.passwordWrong"]);
  const closed = await server.send("POST", "/customer/close-account", { token, body: { password } });
  expect(closed.status).toBe(200);
  expect((await server.send("GET", "/customer/profile", { token })).status).toBe(401);
});

it("verifies an e-mail address and forgets it over REST", async () => {
  const { accessToken: token } = await server.register();
  const email = "Asha@Example.com";
  expect((await server.send("POST", "/customer/profile/email", { token, body: { email } })).status).toBe(200);
  const mail = server.core.email.sent().findLast(({ to }) => to === "asha@example.com");
  const code = mail?.text.slice(0, 6) ?? "";
  const confirmed = await server.send("POST", "/customer/profile/email/confirm", { token, body: { email, code } });
  expect([confirmed.status, confirmed.data]).toMatchObject([200, { email: "asha@example.com", isEmailVerified: true }]);
  const removed = await server.send("DELETE", "/customer/profile/email", { token });
  expect([removed.status, removed.data.email]).toEqual([200, null]);
});

it("hides other people's numbers: their ids answer as if they did not exist", async () => {
  const victim = await server.register();
  const { data } = await server.send("GET", "/customer/lines", { token: victim.accessToken });
  const [line] = data.items as { id: string }[];
  const { accessToken: token } = await server.register();
  const attempts = [
    await server.send("DELETE", `/customer/lines/${line?.id}`, { token }),
    await server.send("POST", `/customer/lines/${line?.id}/confirm`, { token, body: { code: "123456" } }),
  ];
  expect(attempts.map((each) => [each.status, each.body.reason])).toEqual(Array(2).fill([404, "lines.notFound"]));
});

it("lets nobody buy on an account that closes, over REST", async () => {
  const plan = await server.core.plan();
  const { phoneNumber, password, accessToken: token } = await server.register();
  await server.send("POST", "/customer/close-account", { token, body: { password } });
  const body = { planId: plan.id, recipientPhoneNumber: phoneNumber, paymentMethod: "upi" };
  const bought = await server.send("POST", "/customer/recharge", { token, body, headers: freshKey() });
  expect(bought.status).toBe(401);
});
