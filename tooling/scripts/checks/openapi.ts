import { join } from "node:path";
import { runProcess } from "./child-process.ts";
import type { Check, Finding } from "./finding.ts";
import { type Document, operationFindings } from "./openapi-operations.ts";
import type { Tree } from "./tree.ts";

export const COMMITTED_DOCUMENT = "tooling/docs/openapi.json";

/** Compares the document the code makes with the committed one, and asks each operation for what a reader needs. */
export function checkDocument(current: string, committed: string | null): Finding[] {
  const findings = operationFindings(JSON.parse(current) as Document, COMMITTED_DOCUMENT);
  if (committed === null) {
    return [{ file: COMMITTED_DOCUMENT, message: "is missing: run pnpm openapi:write and commit it" }, ...findings];
  }
  if (committed === current) return findings;
  const line = firstDifference(current, committed);
  return [
    { file: COMMITTED_DOCUMENT, line, message: "differs from the code: run pnpm openapi:write and commit it" },
    ...findings,
  ];
}

function firstDifference(current: string, committed: string): number {
  const now = current.split("\n");
  const index = committed.split("\n").findIndex((line, at) => line !== now[at]);
  return index === -1 ? now.length : index + 1;
}

async function run(tree: Tree): Promise<Finding[]> {
  const hasPackage = tree.files.some((path) => /^packages\/openapi\/src\/.*\.ts$/.test(path));
  if (!hasPackage) return [];
  const script = join(tree.root, "tooling/scripts/write-openapi.ts");
  const result = await runProcess(process.execPath, [script, "--print"], { cwd: tree.root, timeoutSeconds: 60 });
  if (result.exitCode !== 0) {
    return [{ file: "packages/openapi", message: `the document cannot be built: ${result.stderr.trim()}` }];
  }
  return checkDocument(result.stdout, tree.has(COMMITTED_DOCUMENT) ? tree.read(COMMITTED_DOCUMENT) : null);
}

export const openapi: Check = { name: "OpenAPI document", run };
