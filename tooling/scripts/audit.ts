// Checks the books: every invariant of the business, and the payment gateway's ledger both ways (`pnpm audit:books`).
import { parseArgs } from "node:util";
import { type CoreContext, createRuntime, databaseClock, type Logger } from "@nexa/core";
import { type AuditBooksOutput, auditBooks, type Finding } from "@nexa/core/audit/index";
import { connectDatabase } from "@nexa/db";
import { EmbeddedPostgresError } from "@nexa/db/embedded/index";
import { type Installation, loadOwnSettings, openInstallation } from "./installation.ts";
import { unheardGateways } from "./unheard-gateways.ts";

const HELP = `pnpm audit:books [--no-gateway] [--settled]

Checks the books of DATABASE_URL, or of the embedded database in NEXA_DATA_DIR (default .nexa), running or not.
Exit code 0 when they are right, 1 when something breaks a rule, 2 when they could not be read.

  --no-gateway  leave the payment gateway's ledger out
  --settled     nothing is under way: what the gateway did in the last 15 minutes must be in the books too
`;
const UNUSED_SECRET = "the audit signs nothing";
const silent: Logger = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

type Options = { "no-gateway": boolean; settled: boolean };

async function audit({ url, isDemo }: Installation, options: Options): Promise<AuditBooksOutput> {
  const db = connectDatabase({ url, name: "nexa-audit", maxConnections: 3 });
  const clock = await databaseClock(db, { isDemo });
  const gateways = unheardGateways(url, clock);
  const publicUrl = "http://localhost";
  // Where the installation has no profile yet; else the profile's is taken.
  const timezone = process.env.OPERATOR_TIMEZONE?.trim() || "Asia/Kolkata";
  const operator = { country: "IN", timezone, currency: "INR" };
  const config = { authSecrets: [UNUSED_SECRET], phoneVerification: "off", operator, publicUrl } as const;
  const runtime = createRuntime({ db, clock, logger: silent, gateways, config });
  try {
    if (!options["no-gateway"]) await gateways.payments.ensureSchema();
    const caller = { ip: null, userAgent: null };
    const actor = { kind: "job", name: "audit" } as const;
    const ctx: CoreContext = {
      ...{ db, content: runtime.content, gateways, clock, logger: silent, actor, caller, runtime },
      requestId: "audit",
    };
    const grace = options.settled ? { settleGraceMs: 0 } : {};
    return await auditBooks(ctx, { withGateway: !options["no-gateway"], ...grace });
  } finally {
    await runtime.close();
    await gateways.payments.stop();
    await db.close();
  }
}

function describe({ check, rule, count, examples }: Finding): string {
  const more = count > examples.length ? [`    ... and ${count - examples.length} more`] : [];
  return [
    `${check}: ${rule} Broken ${count} times:`,
    ...examples.map((each) => `    ${each.id}  ${each.what}`),
    ...more,
  ].join("\n");
}

async function main(): Promise<number> {
  loadOwnSettings();
  const { values } = parseArgs({
    options: {
      "no-gateway": { type: "boolean", default: false },
      settled: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const installation = await openInstallation();
  const startedAt = performance.now();
  const { findings, checked, ledgerEntries } = await audit(installation, values).finally(installation.close);
  for (const finding of findings) console.log(describe(finding));
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  const ledger =
    ledgerEntries === null ? "without the gateway's ledger" : `${ledgerEntries} entries of the gateway's ledger`;
  console.log(
    `${checked.length} checks, ${ledger}, ${seconds} s: ${findings.length === 0 ? "nothing found" : `${findings.length} broken`}`,
  );
  return findings.length === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  // A plain sentence where there is one; the stack is for what nobody expected.
  console.error(error instanceof EmbeddedPostgresError ? error.message : error);
  process.exitCode = 2;
}
