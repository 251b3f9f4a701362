import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { buildOpenApiDocument } from "@nexa/openapi";
import { COMMITTED_DOCUMENT } from "./checks/openapi.ts";

/**
 * Writes the OpenAPI document to its committed copy (`pnpm openapi:write`); with `--print` to standard output instead, which is how
 * `pnpm verify` compares the two.
 */
const text = `${JSON.stringify(buildOpenApiDocument(), null, 2)}\n`;

if (process.argv.includes("--print")) {
  process.stdout.write(text);
} else {
  const file = join(import.meta.dirname, "../..", COMMITTED_DOCUMENT);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  process.stdout.write(`${COMMITTED_DOCUMENT} written\n`);
}
