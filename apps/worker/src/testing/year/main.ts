// The whole simulated year on a database of its own (`pnpm simulate:year [--seed 7] [--customers 200] [--days 365]`).
import { parseArgs } from "node:util";
import startServer from "@nexa/vitest/global-setup";
import { simulateYear, type YearResult } from "./simulate-year.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "20261123" },
    customers: { type: "string", default: "200" },
    days: { type: "string", default: "365" },
  },
});

function show({ tally, audit, bills, missingNumbers, wrongBills }: YearResult, seconds: number): void {
  for (const [what, times] of [...tally].sort(([one], [other]) => one.localeCompare(other))) {
    console.log(`${String(times).padStart(8)}  ${what}`);
  }
  for (const { check, rule, count, examples } of audit.findings) {
    console.log(`\n${check}: ${rule} Broken ${count} times:`);
    for (const { id, what } of examples) console.log(`    ${id}  ${what}`);
  }
  console.log(
    `\n${bills} bills, ${wrongBills} whose lines do not sum to their total, ${missingNumbers} numbers missing. ` +
      `${audit.checked.length} checks, ${audit.ledgerEntries} entries of the gateway's ledger: ` +
      `${audit.findings.length === 0 ? "nothing found" : `${audit.findings.length} broken`}. ${seconds.toFixed(0)} s.`,
  );
}

const [seed, customers, days] = [values.seed, values.customers, values.days].map(Number);
if (!seed || !customers || !days) throw new Error("seed, customers and days are numbers above zero");
const stopServer = await startServer();
try {
  console.log(`Simulating ${days} days of ${customers} customers with seed ${seed} ...`);
  const startedAt = performance.now();
  const onDay = (day: number) => {
    if (day % 30 === 0) console.log(`  day ${day}, ${((performance.now() - startedAt) / 1_000).toFixed(0)} s`);
  };
  const result = await simulateYear({ seed, customers, days, onDay });
  show(result, (performance.now() - startedAt) / 1_000);
  if (result.audit.findings.length > 0 || result.wrongBills > 0 || result.missingNumbers > 0) process.exitCode = 1;
} finally {
  await stopServer();
}
