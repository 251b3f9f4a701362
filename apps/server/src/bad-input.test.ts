import { PARTNER_SCOPES } from "@nexa/contracts";
import { ensureFirstOwner } from "@nexa/core/identity/index";
import { buildOpenApiDocument } from "@nexa/openapi";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { badValuesOf, type DocumentedOperation, operationsOf } from "./testing/bad-values.ts";
import {
  type Answer,
  createTestServer,
  freshKey,
  PASSWORD,
  type SendOptions,
  type TestServer,
} from "./testing/test-server.ts";

/** Generated from the document: every operation, every field, every kind of value that must not pass. Pictures and backups are no JSON and have tests of their own. */
const OPERATIONS = operationsOf(buildOpenApiDocument()).filter(
  ({ path, name }) =>
    !/^\/(health|webhooks)/.test(path) && !/^(GET|PUT) .*\/picture$|^POST .*\/(upload|media)$/.test(name),
);
const AN_ID = "019aaf3e-7c00-7000-8000-00000000c0de";

let server: TestServer;
let customerToken: string;
let ownerToken: string;
let partnerKey: string;
beforeAll(async () => {
  server = await createTestServer({ config: { rateLimits: "off" } });
  customerToken = (await server.register()).accessToken;
  partnerKey = (await server.core.partner(PARTNER_SCOPES)).key;
  await ensureFirstOwner(server.core.as({ kind: "system" }), { email: "owner@nexa.test", password: PASSWORD });
  const body = { email: "owner@nexa.test", password: PASSWORD };
  ownerToken = String((await server.send("POST", "/admin/login", { body })).data.accessToken);
});
afterAll(() => server.close());

function send({ method, path }: DocumentedOperation, query: string, options: SendOptions = {}): Promise<Answer> {
  const token = path.startsWith("/admin") ? ownerToken : path.startsWith("/partner") ? partnerKey : customerToken;
  const address = path.replaceAll(/\{[^}]+\}/g, AN_ID) + query;
  return server.send(method, address, { token, ...options, headers: { ...freshKey(), ...options.headers } });
}

/** Batches of usage are larger than any other body. */
function mostBytes({ path }: DocumentedOperation): number {
  return (path === "/partner/usage-events" ? 8 : 1) * 1024 ** 2;
}

function expectRefusal(answer: Answer, statuses: readonly number[]): void {
  expect(statuses, answer.text).toContain(answer.status);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(answer.body).toMatchObject({
    detail: expect.stringMatching(/^[A-Z].*[.!?]$/s),
    reason: expect.stringContaining("."),
  });
}

async function rowCounts(): Promise<string> {
  const { db } = server.core.runtime;
  const tables = await db.query<{ name: string }>({
    text: "select format('%I', tablename) as name from pg_tables where schemaname = 'public' and tablename <> 'rate_limits' order by 1",
  });
  const parts = tables.map(({ name }) => `select '${name}' as t, count(*) as n from ${name}`);
  return JSON.stringify(await db.query({ text: `${parts.join(" union all ")} order by t` }));
}

describe.each(OPERATIONS)("$name", (operation) => {
  const { body, example, parameters, method } = operation;
  const hasBody = method === "POST" || method === "PUT";
  const query = parameters.filter((each) => each.in === "query");
  const inPath = parameters.filter((each) => each.in === "path");

  it("refuses unknown fields and broken requests, and writes nothing", async () => {
    const before = await rowCounts();
    if (hasBody) {
      expectRefusal(await send(operation, "", { body: { ...example, isOwner: true } }), [422]);
      expectRefusal(await send(operation, "", { body: '{"a":' }), [400]);
      expectRefusal(await send(operation, "", { body: "a=1", headers: { "content-type": "text/plain" } }), [415]);
      expectRefusal(
        await send(operation, "", { body: JSON.stringify({ a: "x".repeat(mostBytes(operation)) }) }),
        [413],
      );
      expectRefusal(await send(operation, "", { body: [] }), [422]);
    } else if (!operation.path.includes("/stream") && !/\/(receipt|pdf|download|media)/.test(operation.path)) {
      expectRefusal(await send(operation, "?isOwner=true"), [422]);
    }
    expect(await rowCounts()).toBe(before);
  });

  if (body !== null) {
    it("refuses bad values in its body, and writes nothing", async () => {
      const before = await rowCounts();
      const fields = Object.entries((body.properties ?? {}) as object);
      for (const { field, what, value } of fields.flatMap(([name, schema]) => badValuesOf(name, schema))) {
        const allowsNull = value === null && JSON.stringify(fields.find(([name]) => name === field)).includes('"null"');
        if (allowsNull) continue;
        const answer = await send(operation, "", { body: { ...example, [field]: value } });
        expect({ field, what, status: answer.status, text: answer.text }).toMatchObject({
          field,
          what,
          status: expect.any(Number),
        });
        expectRefusal(answer, field === "password" || field === "currentPassword" ? [401, 422] : [422]);
      }
      expect(await rowCounts()).toBe(before);
    });
  }

  if (query.length > 0) {
    it("refuses bad values in its query", async () => {
      for (const { name, schema } of query) {
        for (const bad of badValuesOf(name, schema)) {
          if (typeof bad.value !== "string" && typeof bad.value !== "number") continue;
          // What is a text in JSON is the same text in an address, and half a surrogate pair cannot be written there.
          if (["a number", "a text", "100,000 characters", "half a surrogate pair"].includes(bad.what)) continue;
          const value = bad.what === '"false"' ? "False" : encodeURIComponent(bad.value);
          const answer = await send(operation, `?${name}=${value}`);
          expectRefusal(answer, [422]);
        }
      }
    });
  }

  if (inPath.length > 0) {
    it("refuses ids that are none, and answers 404 for those that do not exist", async () => {
      for (const id of ["1", "%00", "%FF%FE", "x".repeat(2_000), "..%2F..%2Fetc", "null", "'%20or%201=1--"]) {
        const path = operation.path.replaceAll(/\{[^}]+\}/g, id);
        expectRefusal(await send({ ...operation, path }, "", { body: hasBody ? example : undefined }), [422, 404]);
      }
      expectRefusal(await send(operation, "", { body: hasBody ? example : undefined }), [404]);
    });
  }
});
