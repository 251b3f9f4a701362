import { describe, expect, it } from "vitest";
import { checkBoundaries } from "./boundaries.ts";
import { treeOf } from "./tree.ts";

const PACKAGES = Object.fromEntries(
  [
    ["packages/contracts", "@nexa/contracts"],
    ["packages/db", "@nexa/db"],
    ["packages/integrations", "@nexa/integrations"],
    ["packages/core", "@nexa/core"],
    ["packages/client", "@nexa/client"],
    ["packages/openapi", "@nexa/openapi"],
    ["apps/server", "@nexa/server"],
    ["apps/worker", "@nexa/worker"],
    ["tooling/bench", "@nexa/bench"],
  ].map(([folder, name]) => [`${folder}/package.json`, JSON.stringify({ name })]),
);

function messages(path: string, source: string, others: Record<string, string> = {}): string[] {
  return checkBoundaries(treeOf({ ...PACKAGES, ...others, [path]: source })).map((each) => each.message);
}

describe("import boundaries", () => {
  it.each([
    ["packages/core/src/a.ts", 'import { x } from "@nexa/db";'],
    ["packages/core/src/a.ts", 'import { x } from "@nexa/contracts/ids";'],
    ["packages/core/src/recharge/a.ts", 'import { sql } from "drizzle-orm";'],
    ["packages/core/src/recharge/a.ts", 'import { x } from "../lines/index.ts";'],
    ["packages/core/src/recharge/a.ts", 'import { x } from "../context.ts";'],
    ["packages/client/src/a.ts", 'import type { AdminRouter } from "@nexa/core";'],
    ["packages/integrations/src/payments/simulated/ledger.ts", 'import { Pool } from "pg";'],
    ["packages/contracts/src/a.test.ts", 'import { readFileSync } from "node:fs";'],
    ["apps/server/src/env.ts", "export const port = process.env.PORT;"],
    ["apps/server/src/a.ts", 'import { Hono } from "hono";'],
    ["apps/server/src/a.test.ts", 'import { makeClient } from "@nexa/client";'],
    ["tooling/bench/a.ts", 'import { x } from "@nexa/core"; import pg from "pg"; process.env.CI;'],
  ])("lets %s have %s", (path, source) => {
    expect(messages(path, source)).toEqual([]);
  });

  it.each([
    ["packages/contracts/src/a.ts", 'import { x } from "@nexa/db";', "may not import @nexa/db"],
    ["packages/db/src/a.ts", 'export * from "@nexa/core";', "may not import @nexa/core"],
    ["packages/core/src/a.ts", 'const x = await import("@nexa/openapi");', "may not import @nexa/openapi"],
    ["apps/worker/src/a.ts", 'import { x } from "@nexa/openapi";', "may not import @nexa/openapi"],
    ["apps/worker/src/a.ts", 'import { x } from "@nexa/server";', "nothing imports an app"],
    ["tooling/bench/a.ts", 'import { x } from "@nexa/server/app";', "nothing imports an app"],
    ["tooling/bench/a.ts", 'import { x } from "../../apps/server/src/app.ts";', "leaves tooling/bench"],
    ["packages/core/src/a.ts", 'import { x } from "../../db/src/index.ts";', "leaves packages/core"],
    ["packages/client/src/a.ts", 'import { router } from "@nexa/core";', "write import type"],
    ["packages/client/src/a.ts", 'import { type Router } from "@nexa/core";', "write import type"],
    ["packages/client/src/a.ts", 'import { x } from "@nexa/vitest";', "only tests use"],
    ["packages/openapi/src/a.ts", 'import { sql } from "drizzle-orm/pg-core";', "drizzle-orm is used only in"],
    ["packages/integrations/src/sms/a.ts", 'import { Pool } from "pg";', "pg is used only in"],
    ["packages/core/src/a.ts", 'import { MongoClient } from "mongodb";', "mongodb is used only in"],
    ["packages/core/src/a.ts", 'import { Hono } from "hono";', "hono is used only in"],
    ["apps/worker/src/a.ts", 'import { serve } from "@hono/node-server";', "@hono/node-server is used only in"],
    ["apps/worker/src/a.ts", 'import { initTRPC } from "@trpc/server";', "@trpc/server is used only in"],
    ["packages/contracts/src/a.ts", 'import { createHash } from "node:crypto";', "not there in a browser"],
    ["packages/contracts/src/a.ts", 'import lodash from "lodash";', "contracts use"],
    ["packages/contracts/src/a.ts", 'export const a = Buffer.from("a");', "Buffer is not there"],
    ["packages/core/src/a.ts", "export const a = process.env.HOME;", "process.env"],
    ["packages/core/src/a.ts", 'import { env } from "node:process";', "process.env"],
    ["apps/server/src/app.ts", "export const a = process.env.PORT;", "process.env"],
  ])("refuses %s %s", (path, source, message) => {
    expect(messages(path, source)).toEqual([expect.stringContaining(message)]);
  });

  it("lets a domain enter another only through its index", () => {
    const source = 'import { x } from "../lines/create-line.ts";';
    expect(messages("packages/core/src/recharge/a.ts", source)).toEqual([expect.stringContaining("../lines/index.ts")]);
    expect(messages("packages/core/src/trpc/a.ts", source)).toEqual([]);
  });

  it("takes a folder with a router for a domain even when the design does not name it", () => {
    const others = { "packages/core/src/loyalty/router.ts": "" };
    const source = 'import { x } from "../loyalty/points.ts";';
    expect(messages("packages/core/src/recharge/a.ts", source, others)).toHaveLength(1);
    expect(messages("packages/core/src/recharge/a.ts", source)).toEqual([]);
  });

  it("says the line", () => {
    const tree = treeOf({ ...PACKAGES, "packages/db/src/a.ts": '// first\nimport { x } from "@nexa/core";' });
    expect(checkBoundaries(tree)).toEqual([expect.objectContaining({ file: "packages/db/src/a.ts", line: 2 })]);
  });
});
