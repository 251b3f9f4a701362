import { expect, it } from "vitest";
import { checkDependencies } from "./dependencies.ts";
import { treeOf } from "./tree.ts";

function messages(manifest: object, files: Record<string, string>, folder = "packages/core"): string[] {
  const contents: Record<string, string> = {
    [`${folder}/package.json`]: JSON.stringify({ name: "@nexa/x", ...manifest }),
  };
  for (const [path, source] of Object.entries(files)) contents[`${folder}/${path}`] = source;
  return checkDependencies(treeOf(contents)).map((each) => each.message);
}

it("reports an import that package.json does not declare", () => {
  expect(messages({}, { "src/a.ts": 'import { z } from "zod/mini";' })).toEqual([
    "zod is not declared: add it to packages/core/package.json",
  ]);
});

it("accepts what is declared, Node's own modules, and the package itself", () => {
  const source = 'import { z } from "zod"; import fs from "node:fs"; import path from "path"; import "@nexa/x/a";';
  expect(messages({ dependencies: { zod: "1" } }, { "src/a.ts": source })).toEqual([]);
});

it("refuses a dev dependency in production code but not in tests, configuration and types", () => {
  const manifest = { devDependencies: { "fast-check": "1", "@types/pg": "1" } };
  expect(messages(manifest, { "src/a.ts": 'import fc from "fast-check"; import type { Pool } from "pg";' })).toEqual([
    "fast-check runs in production: move it to dependencies of packages/core/package.json",
  ]);
  const fine = {
    "src/a.test.ts": 'import fc from "fast-check";',
    "drizzle.config.ts": 'import fc from "fast-check"; import type { Pool } from "pg";',
  };
  expect(messages(manifest, fine)).toEqual([]);
});

it("reports a declared dependency that nothing uses", () => {
  const manifest = { dependencies: { hono: "1" }, devDependencies: { "@types/pdfkit": "1", "@types/node": "1" } };
  expect(messages(manifest, { "src/a.ts": "export const a = 1;" })).toEqual([
    "hono is declared but nothing uses it: remove it",
    "@types/pdfkit is declared but nothing uses it: remove it",
  ]);
});

it("counts a name in a text or in a script as use", () => {
  const manifest = {
    dependencies: { "pino-pretty": "1" },
    devDependencies: { "drizzle-kit": "1" },
    scripts: { g: "drizzle-kit generate" },
  };
  expect(messages(manifest, { "src/a.ts": 'export const transport = { target: "pino-pretty" };' })).toEqual([]);
});

it("waits with a package that has no source yet", () => {
  expect(messages({ dependencies: { hono: "1" } }, {})).toEqual([]);
});

it("counts what a style sheet imports or refers to as use", () => {
  const manifest = { dependencies: { tailwindcss: "1", "@fontsource/a": "1", "@fontsource/b": "1" } };
  const styles = '@import "tailwindcss";\n@font-face { src: url("@fontsource/a/files/a.woff2"); }';
  expect(messages(manifest, { "src/a.ts": "export const a = 1;", "src/a.css": styles })).toEqual([
    "@fontsource/b is declared but nothing uses it: remove it",
  ]);
});
