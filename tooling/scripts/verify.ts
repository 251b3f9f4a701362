import { join } from "node:path";
import { parseArgs } from "node:util";
import { boundaries } from "./checks/boundaries.ts";
import { mapLimited } from "./checks/child-process.ts";
import { customerReasons } from "./checks/customer-reasons.ts";
import { dependencies } from "./checks/dependencies.ts";
import { envExample } from "./checks/env-example.ts";
import { fileSize } from "./checks/file-size.ts";
import { type Check, type Finding, formatFinding } from "./checks/finding.ts";
import { lint } from "./checks/lint.ts";
import { migrationOrder } from "./checks/migration-order.ts";
import { openapi } from "./checks/openapi.ts";
import { reasons } from "./checks/reasons.ts";
import { schemaDrift } from "./checks/schema-drift.ts";
import { smells } from "./checks/smells.ts";
import { time } from "./checks/time.ts";
import { openTree, type Tree } from "./checks/tree.ts";
import { types } from "./checks/types.ts";
import { words } from "./checks/words.ts";

// The checks that start programs come first: they run while the reading ones use what is left of the two cores.
const CHECKS: readonly Check[] = [
  types,
  lint,
  schemaDrift,
  openapi,
  words,
  envExample,
  boundaries,
  dependencies,
  fileSize,
  time,
  reasons,
  customerReasons,
  smells,
  migrationOrder,
];

const HELP = `pnpm verify [--only <check>]...

Checks the tree and lists what to do, one line a finding. Exit code 1 when there is any.
Checks: ${CHECKS.map((check) => check.name).join(", ")}
`;

type Outcome = { readonly check: Check; readonly findings: readonly Finding[]; readonly seconds: number };

async function runCheck(check: Check, tree: Tree): Promise<Outcome> {
  const startedAt = performance.now();
  const findings = await attempt(check, tree);
  const seconds = (performance.now() - startedAt) / 1000;
  const verdict = findings.length === 0 ? "ok  " : "FAIL";
  const count = findings.length === 0 ? "" : `  ${findings.length} ${findings.length === 1 ? "finding" : "findings"}`;
  console.log(`${verdict}  ${check.name.padEnd(22)} ${seconds.toFixed(1).padStart(5)} s${count}`);
  return { check, findings, seconds };
}

/** A check that breaks has proved nothing, so that is a finding too. */
async function attempt(check: Check, tree: Tree): Promise<readonly Finding[]> {
  try {
    return await check.run(tree);
  } catch (error) {
    const cause = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return [{ file: "tooling/scripts/verify.ts", message: `the check "${check.name}" itself failed: ${cause}` }];
  }
}

function chosenChecks(): readonly Check[] {
  const { values } = parseArgs({
    options: { only: { type: "string", multiple: true }, help: { type: "boolean", short: "h" } },
  });
  if (values.help) {
    process.stdout.write(HELP);
    process.exit(0);
  }
  const only = values.only ?? [];
  const chosen = only.length === 0 ? CHECKS : CHECKS.filter((check) => only.some((word) => check.name.includes(word)));
  if (chosen.length === 0) {
    process.stderr.write(`No check is called ${only.join(" or ")}.\n\n${HELP}`);
    process.exit(2);
  }
  return chosen;
}

async function main(): Promise<void> {
  const startedAt = performance.now();
  const tree = openTree(join(import.meta.dirname, "../.."));
  const outcomes = await mapLimited(chosenChecks(), 3, (check) => runCheck(check, tree));
  const failed = outcomes.filter((outcome) => outcome.findings.length > 0);
  for (const { check, findings } of failed) {
    console.log(`\n${check.name}`);
    const lines = findings.map(formatFinding).sort(new Intl.Collator("en", { numeric: true }).compare);
    for (const line of lines) console.log(`  ${line}`);
  }
  const total = failed.reduce((sum, outcome) => sum + outcome.findings.length, 0);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(
    `\n${total === 0 ? "verify: clean" : `verify: ${total} findings`}, ${seconds} s, ${tree.files.length} files`,
  );
  process.exitCode = total === 0 ? 0 : 1;
}

await main();
