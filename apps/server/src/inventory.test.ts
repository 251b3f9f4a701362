import { buildOpenApiDocument } from "@nexa/openapi";
import { Validator } from "@seriousme/openapi-schema-validator";
import { afterAll, beforeAll, expect, it } from "vitest";
import { REST_TABLE } from "./testing/rest-table.ts";
import { createTestServer, type TestServer } from "./testing/test-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await createTestServer();
});
afterAll(() => server.close());

/** Routes that are for the web apps and people, not for third parties. */
const OWN = /^\/(?:trpc|auth|docs|openapi\.json)(?:\/|$)|^\/$|^\/\*$/;

const routesOf = () =>
  server.app.routes
    .filter(({ path, method }) => method !== "ALL" && !OWN.test(path))
    .map(({ method, path }) => `${method} ${path.replaceAll(/:([^/]+)/g, "{$1}")}`);

const documented = () =>
  Object.entries(buildOpenApiDocument().paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
  );

it("documents every route that it serves, and serves every route that it documents, also under /api/v1", () => {
  const expected = documented().flatMap((each) => [each, each.replace(" /", " /api/v1/")]);
  expect(routesOf().sort()).toEqual(expected.sort());
});

it.each(Object.entries(REST_TABLE))("has every operation of the design's table: %s", (_area, operations) => {
  const known = new Set(documented());
  expect(operations.filter((operation) => !known.has(operation))).toEqual([]);
});

it("serves the document, which an independent validator accepts", async () => {
  const { status, headers, body } = await server.send("GET", "/openapi.json");
  expect(status).toBe(200);
  expect(headers.get("content-type")).toBe("application/json");
  expect(await new Validator().validate(body)).toEqual({ valid: true });
});

it("serves the reference page from here alone: own scripts, no other host allowed", async () => {
  const page = await server.send("GET", "/docs");
  expect(page.headers.get("content-type")).toContain("text/html");
  const scripts = [...page.text.matchAll(/<script([^>]*)>([^<]*)<\/script>/g)];
  expect(scripts.map(([, attributes]) => attributes)).toEqual([' src="/docs/reference.js"', ' src="/docs/start.js"']);
  expect(scripts.every(([, , inline]) => inline === "")).toBe(true);
  expect(page.text).not.toMatch(/https?:/);
  const policy = page.headers.get("content-security-policy") ?? "";
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("connect-src 'self';");
  expect(policy).not.toMatch(/https?:|\*|unsafe-eval/);
});

it("serves the page's scripts, compressed on request", async () => {
  const start = await server.send("GET", "/docs/start.js");
  expect(start.text).toContain("withDefaultFonts: false");
  const plain = await server.app.request("/docs/reference.js");
  const zipped = await server.app.request("/docs/reference.js", { headers: { "accept-encoding": "gzip" } });
  expect(zipped.headers.get("content-encoding")).toBe("gzip");
  const unzipped = zipped.body?.pipeThrough(new DecompressionStream("gzip"));
  expect((await new Response(unzipped).text()).length).toBe((await plain.text()).length);
});
