import { randomUUID } from "node:crypto";
import { PARTNER_SCOPES } from "@nexa/contracts";
import { ensureFirstOwner } from "@nexa/core/identity/index";
import { revokeApiKey } from "@nexa/core/partners/revoke-api-key";
import type { TestPartner } from "@nexa/core/testing/index";
import { buildOpenApiDocument } from "@nexa/openapi";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DocumentedOperation, operationsOf } from "./testing/bad-values.ts";
import { createTestServer, freshKey, PASSWORD, type SendOptions, type TestServer } from "./testing/test-server.ts";

/** What partners can and cannot do, by the names of OWASP's API security top 10 of 2023. */
const DOCUMENT = buildOpenApiDocument();
const OPERATIONS = operationsOf(DOCUMENT);
const PARTNER_OPERATIONS = OPERATIONS.filter(({ path }) => path.startsWith("/partner"));
const OTHER_OPERATIONS = OPERATIONS.filter(({ path }) => /^\/(customer|admin|sessions|logout)/.test(path));
const AN_ID = "019aaf3e-7c00-7000-8000-00000000c0de";
/** Also in the document's descriptions, but said here anew: the test must notice when one is dropped. */
const SCOPES: Readonly<Record<string, string>> = {
  "GET /partner/plans": "catalogue:read",
  "POST /partner/recharge": "recharge:write",
  "GET /partner/transactions/{transactionId}": "transactions:read",
  "POST /partner/usage-events": "usage:write",
};

let server: TestServer;
let partner: TestPartner;
let ownerToken: string;
beforeAll(async () => {
  server = await createTestServer();
  partner = await server.core.partner(PARTNER_SCOPES);
  const credentials = { email: "owner@nexa.test", password: PASSWORD };
  await ensureFirstOwner(server.core.as({ kind: "system" }), credentials);
  ownerToken = String((await server.send("POST", "/admin/login", { body: credentials })).data.accessToken);
});
afterAll(() => server.close());

function call({ method, path, example, body }: DocumentedOperation, options: SendOptions) {
  const address = path.replaceAll(/\{[^}]+\}/g, AN_ID);
  const sent = body === null ? {} : { body: example };
  return server.send(method, address, { ...sent, ...options, headers: { ...freshKey(), ...options.headers } });
}

async function wish() {
  const plan = await server.core.plan();
  return { planId: plan.id, recipientPhoneNumber: "+919812300001", paymentMethod: "upi" };
}

async function sell(by: TestPartner, headers = freshKey(), body?: object) {
  return server.send("POST", "/partner/recharge", { token: by.key, headers, body: body ?? (await wish()) });
}

const idOf = ({ data }: { data: Record<string, unknown> }) => (data.transaction as { id: string }).id;

it("documents an operation for each scope that has one", () => {
  expect(PARTNER_OPERATIONS.map(({ name }) => name).sort()).toEqual(Object.keys(SCOPES).sort());
});

it("answers plans as customers see them, with an ETag, and 304 while nothing changed", async () => {
  await server.core.plan({ name: "Partner 299" });
  const query = "?type=prepaid&limit=5&sort=-name";
  const plans = await server.send("GET", `/partner/plans${query}`, { token: partner.key });
  expect(plans.data).toEqual((await server.send("GET", `/customer/plans${query}`)).data);
  const headers = { "if-none-match": plans.headers.get("etag") ?? "" };
  const again = await server.send("GET", `/partner/plans${query}`, { token: partner.key, headers });
  expect([again.status, again.text]).toEqual([304, ""]);
  expect((await server.send("GET", `/partner/plans${query}`, { headers })).status).toBe(401);
});

describe("object-level access (API1)", () => {
  it("hides other partners' and customers' transactions", async () => {
    const stranger = await server.core.partner(PARTNER_SCOPES);
    const sold = await sell(partner);
    expect(sold.status).toBe(201);
    const path = `/partner/transactions/${idOf(sold)}`;
    expect((await server.send("GET", path, { token: partner.key })).data).toMatchObject({ status: "succeeded" });
    expect(await server.send("GET", path, { token: stranger.key })).toMatchObject({
      status: 404,
      body: { reason: "transactions.notFound" },
    });
    const customer = await server.register();
    const bought = await server.send("POST", "/customer/recharge", {
      token: customer.accessToken,
      body: { ...(await wish()), recipientPhoneNumber: customer.phoneNumber },
      headers: freshKey(),
    });
    const ofCustomer = `/partner/transactions/${idOf(bought)}`;
    expect((await server.send("GET", ofCustomer, { token: partner.key })).status).toBe(404);
  });
});

describe("authentication (API2)", () => {
  const plans = (options: SendOptions) => server.send("GET", "/partner/plans", options);

  it("takes the key after Bearer or in X-Api-Key, by any path of the API", async () => {
    expect((await plans({ token: partner.key })).status).toBe(200);
    expect((await plans({ headers: { authorization: `bearer  ${partner.key}` } })).status).toBe(200);
    expect((await plans({ headers: { "x-api-key": partner.key } })).status).toBe(200);
    expect((await server.send("GET", "/api/v1/partner/plans/", { token: partner.key })).status).toBe(200);
  });

  it("refuses no key, unknown, broken and revoked ones, and keys that are no header", async () => {
    const revoked = await server.core.partner(PARTNER_SCOPES);
    await revokeApiKey(await server.core.admin("owner"), { apiKeyId: revoked.apiKeyId });
    const attempts: [SendOptions, string][] = [
      [{}, "request.keyNeeded"],
      [{ token: "" }, "identity.tokenInvalid"],
      [{ token: `nxk_${"A".repeat(43)}` }, "partners.keyUnknown"],
      [{ token: `${partner.key}A` }, "partners.keyUnknown"],
      [{ token: partner.key.toUpperCase() }, "identity.tokenInvalid"],
      [{ token: revoked.key }, "partners.keyRevoked"],
      [{ headers: { "x-api-key": revoked.key } }, "partners.keyRevoked"],
      [{ headers: { "x-api-key": "another system's key" } }, "request.keyNeeded"],
      [{ cookie: `nexa_customer=${partner.key}` }, "request.keyNeeded"],
    ];
    for (const [options, reason] of attempts) {
      const answer = await plans(options);
      expect([answer.status, answer.body.reason]).toEqual([401, reason]);
    }
    const inAddress = await server.send("GET", `/partner/plans?key=${partner.key}`);
    expect(inAddress.status).toBe(401);
    expect(inAddress.text).not.toContain(partner.key);
  });

  it("does not open the web apps' endpoint", async () => {
    for (const path of ["/trpc/customer/transactions.list", "/trpc/admin/partners.listApiKeys"]) {
      expect((await server.send("GET", path, { token: partner.key })).status).toBe(401);
    }
    expect((await server.send("GET", "/trpc/partner/catalog.listPlans", { token: partner.key })).status).toBe(404);
  });

  it("leaves what anyone may call open to a key that is good no more", async () => {
    expect((await server.send("GET", "/customer/plans", { token: `nxk_${"A".repeat(43)}` })).status).toBe(200);
  });
});

describe("properties (API3)", () => {
  it("refuses fields that say who pays or sells, and a referral discount", async () => {
    for (const field of ["payerId", "partnerId", "lineId", "finalAmountMinor", "useReferralDiscount"]) {
      const answer = await sell(partner, freshKey(), { ...(await wish()), [field]: AN_ID });
      expect([field, answer.status]).toEqual([field, 422]);
    }
  });

  it("tells partners nothing of who owns the number", async () => {
    const holder = await server.register({ fullName: "Meenakshi Sundaram" });
    const sold = await sell(partner, freshKey(), { ...(await wish()), recipientPhoneNumber: holder.phoneNumber });
    const read = await server.send("GET", `/partner/transactions/${idOf(sold)}`, { token: partner.key });
    for (const { text } of [sold, read]) {
      expect(text).not.toContain("Meenakshi");
      expect(text).not.toContain(holder.id);
      expect(text).not.toContain(partner.apiKeyId);
    }
  });
});

describe("resource consumption (API4)", () => {
  it("limits a key over all servers, with when to come back", async () => {
    const busy = await server.core.partner(PARTNER_SCOPES);
    await server.core.runtime.db.query({
      text: "insert into rate_limits (key, points, expire) values ($1, 6000, (extract(epoch from clock_timestamp()) + 60) * 1000)",
      values: [`partnerKey:${busy.apiKeyId}`],
    });
    const limited = await server.send("GET", "/partner/plans", { token: busy.key });
    expect(limited).toMatchObject({ status: 429, body: { reason: "partners.tooManyRequests" } });
    const wait = Number(limited.headers.get("retry-after"));
    expect(wait).toBeGreaterThan(50);
    expect(limited.headers.get("ratelimit")).toBe(`"partners.tooManyRequests";r=0;t=${wait}`);
    expect(limited.headers.get("ratelimit-policy")).toBe('"partners.tooManyRequests";q=6000;w=60');
    expect((await server.send("GET", "/partner/plans", { token: partner.key })).status).toBe(200);
  });

  it("bounds pages, batches and bodies", async () => {
    const send = (method: string, path: string, body?: unknown) =>
      server.send(method, path, { token: partner.key, body, headers: freshKey() });
    expect((await send("GET", "/partner/plans?limit=501")).status).toBe(422);
    const event = { phoneNumber: "+919812300001", kind: "data", amount: 1, zone: "home" };
    const events = Array.from({ length: 10_001 }, (_, index) => ({
      ...event,
      eventId: `e${index}`,
      startedAt: "2026-11-23T09:30:00Z",
    }));
    expect((await send("POST", "/partner/usage-events", { events })).status).toBe(422);
    const spaces = " ".repeat(8 * 1024 ** 2);
    expect((await send("POST", "/partner/usage-events", `{"events":[]${spaces}}`)).status).toBe(413);
    expect((await send("POST", "/partner/recharge", `{${" ".repeat(1024 ** 2)}}`)).status).toBe(413);
  });
});

describe("function-level access (API5)", () => {
  it.each(PARTNER_OPERATIONS)("lets only the scope's keys into $name", async (operation) => {
    const scope = SCOPES[operation.name];
    for (const each of PARTNER_SCOPES) {
      const { key } = await server.core.partner([each]);
      const answer = await call(operation, { token: key });
      if (each === scope) expect([401, 403, 500]).not.toContain(answer.status);
      else {
        expect(answer).toMatchObject({ status: 403, body: { reason: "request.scopeMissing", details: { scope } } });
        expect(answer.body.detail).toContain(scope);
      }
    }
    const { accessToken } = await server.register();
    expect(await call(operation, { token: accessToken })).toMatchObject({
      status: 401,
      body: { reason: "request.keyNeeded" },
    });
    expect(await call(operation, { token: ownerToken })).toMatchObject({
      status: 401,
      body: { reason: "request.keyNeeded" },
    });
  });

  it("lets a key into nothing of customers and staff but what anyone may call", async () => {
    const open = new Set(OTHER_OPERATIONS.filter(isOpen).map(({ name }) => name));
    expect(open.size).toBeLessThan(OTHER_OPERATIONS.length / 2);
    for (const operation of OTHER_OPERATIONS.filter(({ name }) => !open.has(name))) {
      const answer = await call(operation, { token: partner.key });
      expect([operation.name, answer.status]).toEqual([operation.name, 401]);
    }
  });
});

describe("sensitive flows (API6)", () => {
  it("answers 100 identical sales at once with one transaction", async () => {
    const [headers, body] = [
      { "idempotency-key": randomUUID() },
      { ...(await wish()), recipientPhoneNumber: "+919812300777" },
    ];
    const answers = await Promise.all(Array.from({ length: 100 }, () => sell(partner, headers, body)));
    expect(answers.filter(({ status }) => status !== 201)).toEqual([]);
    expect(new Set(answers.map(idOf)).size).toBe(1);
    expect(answers.filter((each) => each.headers.get("idempotency-replayed") === "true")).toHaveLength(99);
  });

  it("answers a declined payment with 402, a pending one with 202, and asks for an Idempotency-Key", async () => {
    const body = await wish();
    expect((await sell(partner, freshKey(), { ...body, paymentToken: "tok_declined" })).status).toBe(402);
    expect((await sell(partner, freshKey(), { ...body, paymentToken: "tok_pending" })).status).toBe(202);
    expect(await sell(partner, {}, body)).toMatchObject({
      status: 400,
      body: { reason: "http.idempotencyKeyMissing" },
    });
  });
});

/** Whether the document says that anyone may call it. */
function isOpen({ method, path }: DocumentedOperation): boolean {
  const operation = DOCUMENT.paths[path]?.[method.toLowerCase()] as { security?: unknown[] } | undefined;
  return operation?.security?.length === 0;
}
