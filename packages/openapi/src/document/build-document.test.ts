import { Validator } from "@seriousme/openapi-schema-validator";
import { expect, it } from "vitest";
import { collectRoutes, type Routers } from "../operations.ts";
import { callFixture, fixtureRouters } from "../testing/fixture-api.ts";
import { buildOpenApiDocument } from "./build-document.ts";
import { isJson, type Json } from "./json.ts";

const product = buildOpenApiDocument();
const fixture = buildOpenApiDocument(fixtureRouters);

function operationsOf(document: { paths: Record<string, Json> }): Json[] {
  return Object.values(document.paths).flatMap((item) => Object.values(item).filter(isJson));
}

function operation(method: string, path: string): Json {
  const found = fixture.paths[path]?.[method];
  if (!isJson(found)) throw new Error(`${method} ${path} is not in the document`);
  return found;
}

it.each([
  ["the product", product],
  ["the fixture", fixture],
])("makes a valid OpenAPI 3.1 document of %s", async (_, document) => {
  const result = await new Validator().validate(structuredClone(document));
  expect(result).toEqual({ valid: true });
});

it("gives every operation an id of its own, a summary, tags and error responses", () => {
  const operations = operationsOf(product);
  expect(new Set(operations.map((each) => each.operationId)).size).toBe(operations.length);
  for (const each of operations) {
    expect(each).toMatchObject({ summary: expect.stringMatching(/\S/), tags: [expect.any(String)] });
    expect(Object.keys(each.responses ?? {})).toContain("429");
  }
});

it("shows in every example a request that the operation takes", () => {
  for (const { operations } of collectRoutes()) {
    for (const each of Object.values(operations)) {
      const { example, idempotent } = each.meta;
      if (!example || !each.input) continue;
      const input = { ...example, ...(idempotent ? { idempotencyKey: "k" } : {}) };
      expect([each.procedurePath, each.input.partial().safeParse(input).error?.issues]).toEqual([
        each.procedurePath,
        undefined,
      ]);
    }
  }
});

it("describes what the dispatch does: status, idempotency, envelope, refusals", () => {
  const pay = operation("post", "/things/pay");
  expect(Object.keys(pay.responses ?? {})).toEqual([
    "201",
    "202",
    "400",
    "401",
    "402",
    "404",
    "409",
    "413",
    "415",
    "422",
    "429",
    "500",
    "503",
  ]);
  expect(pay.parameters).toMatchObject([{ name: "Idempotency-Key", in: "header", required: true }]);
  const text = JSON.stringify(pay.requestBody);
  expect(text).toContain("amountMinor");
  expect(text).not.toContain("idempotencyKey");
  expect(pay).toMatchObject({
    responses: {
      201: {
        content: {
          "application/json": {
            schema: { properties: { status: { const: "success" }, data: { type: "object" } } },
            example: { status: "success", data: { transaction: expect.any(Object) } },
          },
        },
      },
      409: { $ref: "#/components/responses/Conflict" },
    },
  });
});

it("tells who may call: nobody signed in, customers, staff, or both", () => {
  expect(operation("get", "/things").security).toEqual([]);
  expect(operation("get", "/sessions").security).toEqual([
    { customerToken: [] },
    { customerCookie: [] },
    { staffToken: [] },
    { staffCookie: [] },
  ]);
});

it("tells partners which key and scope they need, and how large a body may be", () => {
  const feed = operation("post", "/partner/feed");
  expect(feed.security).toEqual([{ partnerKey: [] }, { partnerKeyHeader: [] }]);
  expect(feed.description).toBe("The body may have 2 MiB.");
  expect(feed.responses).toHaveProperty("403");
  const sell = product.paths["/partner/recharge"]?.post;
  expect(sell).toMatchObject({
    operationId: "partnerRechargeCreate",
    description: expect.stringContaining("Needs the scope `recharge:write`."),
  });
});

it("describes public reads with ETag and 304", () => {
  const shared = operation("get", "/things/shared");
  expect(shared.parameters).toMatchObject([{ name: "If-None-Match" }]);
  expect(shared.responses).toHaveProperty("304");
});

it("comes out the same twice", () => {
  expect(JSON.stringify(buildOpenApiDocument(fixtureRouters))).toBe(JSON.stringify(fixture));
});

it("stops where a partner's operation shares an address", () => {
  const { admin } = fixtureRouters;
  expect(() => collectRoutes({ ...fixtureRouters, partner: admin })).toThrow("partners have addresses of their own");
});

it("stops on two procedures with one address, and on a path field that the input lacks", () => {
  const { customer } = fixtureRouters;
  const procedures = Object.entries(customer._def.procedures);
  const twice: Routers = {
    ...fixtureRouters,
    customer: {
      _def: { procedures: Object.fromEntries([...procedures, ...procedures.map(([k, v]) => [`${k}2`, v])]) },
    },
  };
  expect(() => collectRoutes(twice)).toThrow("is taken already");
});

it("leaves the schemas as strict as they were", async () => {
  const bad = { name: "x", priceMinor: null, isTopup: "false" };
  await expect(callFixture.things.create(bad as never)).rejects.toMatchObject({ code: "BAD_REQUEST" });
  await expect(callFixture.things.list({ limit: "5" } as never)).rejects.toMatchObject({ code: "BAD_REQUEST" });
});
