// Brings in the data of the FastAPI edition: its JSON backup, or its database (`pnpm import:nexa SOURCE`).
import { createWriteStream, mkdirSync } from "node:fs";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { parseArgs } from "node:util";
import {
  type ImportSource,
  type ImportSummary,
  importNexa,
  NotASource,
  openDatabaseSource,
  openJsonSource,
} from "@nexa/core/imports/index";
import { migrateDatabase } from "@nexa/db";
import { EmbeddedPostgresError } from "@nexa/db/embedded/index";
import { describeSummary } from "./import/describe-summary.ts";
import { openImportContext } from "./import/open-import-context.ts";
import { Refusal } from "./import/refusal.ts";
import { type Installation, loadOwnSettings, openInstallation } from "./installation.ts";

const HELP = `pnpm import:nexa SOURCE [--name fastapi] [--report FILE]

Brings in categories, plans, customers, payments and plans on numbers of the FastAPI edition of this system, into DATABASE_URL, or
the embedded database in NEXA_DATA_DIR (default .nexa). SOURCE is its JSON backup, or the postgresql:// address of its database.

It may be repeated: what is here already is left as it is. Passwords come along from a database (bcrypt); customers from a backup set
one by code. What is not brought in, or not as it was, is in the report with the reason, one JSON object a line.

  --name    names the other system, where there are several; its backup and its database have one name
  --report  where the report goes; without it a new file in the data folder
`;
const NAME = /^[a-z][a-z0-9-]{0,39}$/;

type Options = { source: string; name: string; report: string | null };

function readOptions(): Options | null {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      name: { type: "string", default: "fastapi" },
      report: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return null;
  const [source, ...more] = positionals;
  if (source === undefined || more.length > 0) throw new Refusal(`Name one source.\n\n${HELP}`);
  if (!NAME.test(values.name)) throw new Refusal("--name takes lower-case letters, digits and dashes.");
  return { source, name: values.name, report: values.report ?? null };
}

function openSource(source: string): Promise<ImportSource> {
  return /^postgres(?:ql)?:\/\//.test(source) ? openDatabaseSource(source) : openJsonSource(source);
}

async function run(installation: Installation, options: Options, signal: AbortSignal): Promise<ImportSummary> {
  const source = await openSource(options.source);
  try {
    await migrateDatabase(installation.url);
    const { ctx, close } = await openImportContext(installation);
    const path = options.report ?? newReportPath(installation.dataDir);
    const report = createWriteStream(path, { mode: 0o600 });
    try {
      const summary = await importNexa(ctx, source, {
        ...{ sourceName: options.name, signal },
        onEntry: (entry) => report.write(`${JSON.stringify(entry)}\n`),
        onStep: (step) => console.log(`Importing ${step} ...`),
      });
      console.log(`${describeSummary(summary)}\nThe report is in ${path}.`);
      return summary;
    } finally {
      report.end();
      await finished(report);
      await close();
    }
  } finally {
    await source.close();
  }
}

function newReportPath(dataDir: string): string {
  const folder = join(dataDir, "imports");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return join(folder, `import-${new Date().toISOString().replaceAll(/[:.]/g, "-")}.jsonl`);
}

async function main(): Promise<void> {
  loadOwnSettings();
  const options = readOptions();
  if (options === null) return console.log(HELP);
  const stopping = new AbortController();
  const stop = () => stopping.abort(new Refusal("Stopped. Start it again, and it goes on where it was."));
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, stop);
  const installation = await openInstallation();
  await run(installation, options, stopping.signal).finally(installation.close);
}

try {
  await main();
} catch (error) {
  const isUsage = error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
  const isPlain = isUsage || [Refusal, NotASource, EmbeddedPostgresError].some((kind) => error instanceof kind);
  console.error(isPlain && error instanceof Error ? error.message : error);
  process.exitCode = isPlain ? 1 : 2;
}
