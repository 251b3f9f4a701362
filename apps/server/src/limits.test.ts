import { expect, it } from "vitest";
import { createTestServer, freshPhone, PASSWORD } from "./testing/test-server.ts";

it("answers the sixth wrong password with 429 and says when to come back", async () => {
  const server = await createTestServer();
  const { phoneNumber } = await server.register();
  const attempt = (password: string) => server.send("POST", "/customer/login", { body: { phoneNumber, password } });
  for (let count = 0; count < 5; count += 1) expect((await attempt("not it at all")).status).toBe(401);
  const limited = await attempt(PASSWORD);
  expect(limited).toMatchObject({ status: 429, body: { code: "RATE_LIMITED", reason: "identity.tooManyTries" } });
  const wait = Number(limited.headers.get("retry-after"));
  expect(wait).toBeGreaterThan(0);
  expect(limited.headers.get("ratelimit")).toBe(`"identity.tooManyTries";r=0;t=${wait}`);
  expect(limited.headers.get("ratelimit-policy")).toBe('"identity.tooManyTries";q=5;w=900');
  await server.close();
});

it("limits sign-in by cookie and by token together", async () => {
  const server = await createTestServer();
  const { phoneNumber } = await server.register();
  const body = { phoneNumber, password: "not it at all" };
  for (let count = 0; count < 5; count += 1) {
    const path = count % 2 === 0 ? "/customer/login" : "/auth/customer/login";
    expect((await server.send("POST", path, { body, headers: { origin: "http://localhost" } })).status).toBe(401);
  }
  const headers = { origin: "http://localhost" };
  expect((await server.send("POST", "/auth/customer/login", { body, headers })).status).toBe(429);
  await server.close();
});

it("does not let a caller choose the address that limits count by", async () => {
  const server = await createTestServer();
  const { phoneNumber } = await server.register();
  for (let count = 0; count < 6; count += 1) {
    const headers = { "x-forwarded-for": `10.1.2.${count}`, forwarded: `for=10.1.2.${count}` };
    const answer = await server.send("POST", "/customer/login", {
      body: { phoneNumber, password: "wrong one" },
      headers,
    });
    expect(answer.status).toBe(count < 5 ? 401 : 429);
  }
  expect(
    (await server.send("POST", "/customer/login", { body: { phoneNumber: freshPhone(), password: "x" } })).status,
  ).toBe(401);
  await server.close();
});
