import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { buildOpenApiDocument } from "@nexa/openapi";
import { createTestDatabase, type TestDatabase } from "@nexa/vitest/database";
import openapiTs, { astToString, type OpenAPI3 } from "openapi-typescript";
import ts from "typescript";
import { afterAll, beforeAll, expect, it, vi } from "vitest";

const HERE = import.meta.dirname;
const OWNER_PASSWORD = "the owner's first password";

/** Below this package, so that the program finds openapi-fetch; not committed. */
const folder = () => mkdtempSync(join(HERE, "../generated/client-"));

let database: TestDatabase;
let server: ChildProcess;
let baseUrl: string;
let work: string;
beforeAll(async () => {
  mkdirSync(join(HERE, "../generated"), { recursive: true });
  work = folder();
  database = await createTestDatabase();
  const port = await freePort();
  baseUrl = `http://127.0.0.1:${port}`;
  server = spawn(process.execPath, [join(HERE, "../../../apps/server/src/main.ts")], {
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: database.url,
      AUTH_SECRET: "a secret of 32 characters or more",
      NEXA_ADMIN_PASSWORD: OWNER_PASSWORD,
      NEXA_DATA_DIR: work,
      PHONE_VERIFICATION: "off",
      CONTENT_STORE: "postgres",
      LOG_LEVEL: "error",
      PORT: String(port),
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const isReady = () =>
    fetch(`${baseUrl}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  await vi.waitFor(async () => expect(await isReady()).toBe(true), { timeout: 50_000 });
});
afterAll(async () => {
  const ended = once(server, "close");
  server.kill("SIGTERM");
  await ended;
  await database.drop();
  rmSync(work, { recursive: true, force: true });
});

it("generates a client by openapi-typescript that compiles strictly and recharges, for a customer and for a partner", async () => {
  const document = buildOpenApiDocument() as unknown as OpenAPI3;
  writeFileSync(join(work, "schema.ts"), astToString(await openapiTs(document)));
  cpSync(join(HERE, "recharge-program.ts.txt"), join(work, "program.ts"));
  expect(compile(join(work, "program.ts"))).toEqual([]);
  const { stdout } = await promisify(execFile)(process.execPath, [join(work, "program.js"), baseUrl, OWNER_PASSWORD]);
  expect(JSON.parse(stdout)).toMatchObject({
    status: "succeeded",
    paidMinor: 29_900,
    subscription: "active",
    declined: "recharge.declined",
    sold: "succeeded",
    revoked: "partners.keyRevoked",
  });
}, 120_000);

/** Compiles the program with TypeScript 5, which openapi-typescript needs too, and answers what it complains of. */
function compile(file: string): string[] {
  const options: ts.CompilerOptions = {
    strict: true,
    noUncheckedIndexedAccess: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowImportingTsExtensions: true,
    rewriteRelativeImportExtensions: true,
    types: ["node"],
    skipLibCheck: true,
  };
  const program = ts.createProgram([file], options);
  const { diagnostics } = program.emit();
  return [...ts.getPreEmitDiagnostics(program), ...diagnostics].map(({ messageText, file: at, start = 0 }) => {
    const line = at?.getLineAndCharacterOfPosition(start).line ?? 0;
    return `line ${line + 1}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  });
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0);
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}
