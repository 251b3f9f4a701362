import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestServer, type TestServer } from "../testing/test-server.ts";

const SCRIPT = "console.log('built')";
const PAGE = { accept: "text/html,application/xhtml+xml" };
let folder: string;
let server: TestServer;

function build(app: string): string {
  const root = join(folder, app);
  mkdirSync(join(root, "assets"), { recursive: true });
  writeFileSync(join(root, "index.html"), `<!doctype html><title>${app}</title>`);
  writeFileSync(join(root, "assets/index-abc123.js"), SCRIPT);
  writeFileSync(join(root, "assets/index-abc123.js.gz"), gzipSync(SCRIPT));
  writeFileSync(join(root, "icon.svg"), "<svg/>");
  return root;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "nexa-web-"));
  const webApps = [
    { folder: build("console"), base: "/console/" },
    { folder: build("customer"), base: "/" },
  ];
  server = await createTestServer({ settings: { webApps } });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

it.each([
  ["/", "customer"],
  ["/plans", "customer"],
  ["/recharge?plan=1", "customer"],
  ["/console/", "console"],
  ["/console/customers/1", "console"],
  ["/console/jobs/analytics.measure", "console"],
])("answers %s with the page of the %s app, which nothing else may load into", async (path, title) => {
  const { status, text, headers } = await server.send("GET", path, { headers: PAGE });
  expect([status, text]).toEqual([200, `<!doctype html><title>${title}</title>`]);
  expect(headers.get("cache-control")).toBe("public, no-cache");
  const policy = headers.get("content-security-policy") ?? "";
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("frame-ancestors 'none'");
});

it("answers the page's own name with the page, as service workers ask for it", async () => {
  const { status, headers } = await server.send("GET", "/index.html");
  expect([status, headers.get("cache-control")]).toEqual([200, "public, no-cache"]);
  expect(headers.get("content-security-policy")).toContain("default-src 'none'");
});

it("leads from /console to the console", async () => {
  const { status, headers } = await server.send("GET", "/console", { headers: PAGE });
  expect([status, headers.get("location")]).toEqual([302, "/console/"]);
});

it("lets browsers keep what has its content in its name, compressed where they take it", async () => {
  const plain = await server.send("GET", "/assets/index-abc123.js");
  expect(plain.text).toBe(SCRIPT);
  expect(plain.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  const small = await server.send("GET", "/console/assets/index-abc123.js", { headers: { "accept-encoding": "gzip" } });
  expect(small.headers.get("content-encoding")).toBe("gzip");
  expect((await server.send("GET", "/icon.svg")).headers.get("cache-control")).toBe("public, no-cache");
});

it("refuses what is not there in the form that was asked for", async () => {
  for (const path of ["/assets/index-gone.js", "/customer/none", "/api/v1/none", "/trpc/none"]) {
    expect(await server.send("GET", path, { headers: PAGE }), path).toMatchObject({ status: 404 });
  }
  expect((await server.send("GET", "/gone.svg", { headers: { accept: "image/svg+xml" } })).status).toBe(404);
  const program = await server.send("GET", "/plans", { headers: { accept: "application/json" } });
  expect(program).toMatchObject({ status: 404, body: { reason: "http.unknownRoute" } });
});

it("serves nothing that lies outside", async () => {
  for (const path of ["/../package.json", "/assets/..%2f..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd.txt"]) {
    expect((await server.send("GET", path)).status, path).toBeGreaterThanOrEqual(400);
  }
});
