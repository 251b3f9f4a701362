import { ensureFirstOwner } from "@nexa/core/identity/index";
import { collectRoutes, type Operation } from "@nexa/openapi";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, createTestServer, PASSWORD, type TestServer } from "./testing/test-server.ts";

/** What PostgreSQL cannot store must not get that far by tRPC either: the same fields, past the REST adapter's own checks. */
const OPERATIONS = collectRoutes()
  .flatMap((route) => Object.values(route.operations))
  // Partners have no tRPC endpoint.
  .filter((operation) => operation.audience !== "partner" && operation.codecs.size > 0)
  .map((operation) => ({ name: `${operation.audience} ${operation.procedurePath}`, operation }));

let server: TestServer;
const tokens: Record<string, string> = {};
beforeAll(async () => {
  server = await createTestServer({ config: { rateLimits: "off" } });
  tokens.customer = (await server.register()).accessToken;
  await ensureFirstOwner(server.core.as({ kind: "system" }), { email: "owner@nexa.test", password: PASSWORD });
  const body = { email: "owner@nexa.test", password: PASSWORD };
  tokens.admin = String((await server.send("POST", "/admin/login", { body })).data.accessToken);
});
afterAll(() => server.close());

function call({ audience, procedurePath, procedure }: Operation, input: object): Promise<Answer> {
  const path = `/trpc/${audience}/${procedurePath}`;
  const token = tokens[audience] ?? "";
  if (procedure._def.type === "mutation") return server.send("POST", path, { token, body: { json: input } });
  return server.send("GET", `${path}?input=${encodeURIComponent(JSON.stringify({ json: input }))}`, { token });
}

describe.each(OPERATIONS)("$name", ({ operation }) => {
  const valid = { ...operation.meta.example, ...(operation.meta.idempotent ? { idempotencyKey: "k" } : {}) };

  it("refuses NUL, broken Unicode, null and overlong text in every field", async () => {
    for (const field of operation.codecs.keys()) {
      for (const value of ["x\u0000y", "x\ud800", null, "x".repeat(100_000)]) {
        if (typeof value === "string" && value.length > 1_000 && operation.procedure._def.type === "query") continue;
        const { status, text } = await call(operation, { ...valid, [field]: value });
        const isNullAllowed = value === null && operation.input?.shape[field]?.safeParse(null).success === true;
        if (isNullAllowed) continue;
        expect({ field, value: String(value).slice(0, 5), status, text }).toMatchObject({
          status: expect.toSatisfy((code: number) => code >= 400 && code < 500),
        });
      }
    }
  });

  it("refuses unknown fields", async () => {
    expect((await call(operation, { ...valid, isOwner: true })).status).toBe(422);
  });
});
