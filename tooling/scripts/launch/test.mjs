import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pinnedNode } from "./paths.mjs";
import { runChild } from "./run-child.mjs";

/** Runs `pnpm verify` as one task and every package's tests, and ends with one line that sums both. */
export async function runTests(args) {
  const verify = await runChild(pinnedNode, ["tooling/scripts/verify.ts"]);
  const results = mkdtempSync(join(tmpdir(), "nexa-results-"));
  try {
    const file = join(results, "tests.json");
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
    const code = await runChild(pinnedNode, ["tooling/vitest/run.mjs", ...reporters, ...args]);
    const tests = countTests(file, code);
    const passed = tests.passed + (verify === 0 ? 1 : 0);
    const failed = tests.failed + (verify === 0 ? 0 : 1);
    if (verify !== 0) console.log("\nVerification failed; its findings are at the top.");
    console.log(`\n${passed} passed, ${failed} failed, ${tests.skipped} skipped`);
    return failed === 0 ? 0 : 1;
  } finally {
    rmSync(results, { recursive: true, force: true });
  }
}

/** A file that cannot be loaded has no tests to count, and a run may fail beside its tests: each is one failure. */
function countTests(file, code) {
  const report = readReport(file);
  if (report === null) return { passed: 0, failed: 1, skipped: 0 };
  const broken = report.testResults.filter(
    (result) => result.status === "failed" && !result.assertionResults.some((test) => test.status === "failed"),
  );
  const failed = report.numFailedTests + broken.length;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}
