import { expect, it } from "vitest";
import { driftFindings, snapshotFindings } from "./schema-drift.ts";

const result = (stdout: string, stderr = "") => ({ exitCode: 0, stdout, stderr });

it("is content only when drizzle-kit says there is nothing to migrate", () => {
  expect(driftFindings(result("1 tables\nNo schema changes, nothing to migrate"), [])).toEqual([]);
});

it("shows the statement that is missing from the migrations", () => {
  const sql = 'ALTER TABLE "plans" ADD COLUMN "name" text;--> statement-breakpoint\nDROP TABLE "offers";';
  expect(driftFindings(result("Your SQL migration file"), [sql])[0]?.message).toContain(
    'Missing: ALTER TABLE "plans" ADD COLUMN "name" text; (and 1 more lines)',
  );
});

it("takes a crash for a finding although drizzle-kit exits with 0", () => {
  expect(driftFindings(result("", "TypeError: boom\n    at file.js:1"), [])).toEqual([
    expect.objectContaining({ message: "drizzle-kit could not compare schema and migrations: TypeError: boom" }),
  ]);
});

it("reports snapshots that do not follow one another", () => {
  expect(snapshotFindings(result("Everything's fine"))).toEqual([]);
  expect(snapshotFindings(result("0001 and 0002 point to a parent snapshot: 0000 which is a collision."))).toHaveLength(
    1,
  );
});
