import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { type ProcessResult, runProcess } from "./child-process.ts";
import type { Check, Finding } from "./finding.ts";
import type { Tree } from "./tree.ts";

const PACKAGE = "packages/db";
const SCHEMA = "src/schema/index.ts";
const JOURNAL = `${PACKAGE}/migrations/meta/_journal.json`;

/**
 * What drizzle-kit's `generate` on a copy of the migrations says about the schema: nothing when they agree. drizzle-kit exits with 0
 * even when it fails, so only its own sentence counts as agreement. `added` is the SQL of the migrations it wrote.
 */
export function driftFindings(result: ProcessResult, added: readonly string[]): Finding[] {
  const sql = added.join("\n").replaceAll("--> statement-breakpoint", "").trim();
  if (sql !== "") {
    const [first = "", ...rest] = sql.split("\n").filter((line) => line.trim() !== "");
    const more = rest.length === 0 ? "" : ` (and ${rest.length} more lines)`;
    const message = `the schema is ahead of the migrations: run drizzle-kit generate. Missing: ${first}${more}`;
    return [{ file: `${PACKAGE}/${SCHEMA}`, message }];
  }
  if (result.stdout.includes("No schema changes")) return [];
  const said = lastLines(`${result.stdout}\n${result.stderr}`);
  return [{ file: `${PACKAGE}/${SCHEMA}`, message: `drizzle-kit could not compare schema and migrations: ${said}` }];
}

/** What `drizzle-kit check` says about the snapshots: nothing when they follow one another. */
export function snapshotFindings(result: ProcessResult): Finding[] {
  if (result.stdout.includes("Everything's fine")) return [];
  const said = lastLines(`${result.stdout}\n${result.stderr}`);
  return [{ file: JOURNAL, message: `drizzle-kit check finds the snapshots broken: ${said}` }];
}

function lastLines(text: string): string {
  const lines = text.split("\n").map((line) => line.trim());
  return lines
    .filter((line) => line !== "" && !line.startsWith("at "))
    .slice(-6)
    .join(" | ");
}

async function run(tree: Tree): Promise<Finding[]> {
  if (!tree.has(JOURNAL) || !tree.has(`${PACKAGE}/${SCHEMA}`)) return [];
  const cwd = join(tree.root, PACKAGE);
  const copy = mkdtempSync(join(tmpdir(), "nexa-drift-"));
  try {
    cpSync(join(cwd, "migrations"), copy, { recursive: true });
    const before = new Set(readdirSync(copy));
    const kit = join(cwd, "node_modules/drizzle-kit/bin.cjs");
    // drizzle-kit puts "./" before any output folder, so an absolute path would not work.
    const place = ["--dialect", "postgresql", "--out", relative(cwd, copy)];
    const options = { cwd, timeoutSeconds: 60 };
    const checked = await runProcess(process.execPath, [kit, "check", ...place], options);
    const generated = await runProcess(
      process.execPath,
      [kit, "generate", ...place, "--schema", `./${SCHEMA}`],
      options,
    );
    const added = readdirSync(copy).filter((name) => name.endsWith(".sql") && !before.has(name));
    return [
      ...snapshotFindings(checked),
      ...driftFindings(
        generated,
        added.map((name) => readFileSync(join(copy, name), "utf8")),
      ),
    ];
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

export const schemaDrift: Check = { name: "schema drift", run };
