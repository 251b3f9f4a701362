import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTestDatabase, type TestDatabase } from "@nexa/vitest/database";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import type { Logger } from "../runtime.ts";
import { readEnvironment, SHARED_VARIABLES } from "./environment.ts";
import { openRuntime } from "./open-runtime.ts";

const NOBODY = "mongodb://127.0.0.1:1/nexa";
const silent: Logger = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), "nexa-runtime-"));
});
afterAll(async () => {
  await database?.drop();
  rmSync(folder, { recursive: true, force: true });
});

function open(variables: Record<string, string>) {
  const needed = {
    DATABASE_URL: database.url,
    AUTH_SECRET: "a secret of 32 characters or more",
    NEXA_DATA_DIR: folder,
  };
  const env = readEnvironment(z.object(SHARED_VARIABLES), { ...needed, ...variables }, "server");
  return openRuntime(env, { name: "test", maxConnections: 2, logger: silent });
}

it("keeps content in MongoDB where its address is set, and starts also while nobody answers there", async () => {
  const { runtime, close } = await open({ MONGODB_URL: NOBODY });
  expect(runtime.content.provider).toBe("mongodb");
  await expect(runtime.content.health()).rejects.toMatchObject({ code: "unavailable" });
  await close();
});

it.each([[{ CONTENT_STORE: "postgres", MONGODB_URL: NOBODY }], [{ NEXA_DEMO: "1" }]])(
  "keeps content in PostgreSQL with %j",
  async (variables) => {
    const { runtime, close } = await open(variables);
    expect(runtime.content.provider).toBe("postgres");
    await expect(runtime.content.health()).resolves.toBeUndefined();
    await close();
  },
);
