import { expect, it } from "vitest";
import { checkTime } from "./time.ts";
import { treeOf } from "./tree.ts";

function found(source: string, path = "packages/core/src/recharge/a.ts"): string[] {
  return checkTime(treeOf({ [path]: source })).map((each) => `${each.line} ${each.message}`);
}

it.each([
  "sql`update t set at = now()`",
  "sql`update t set at = NOW ( )`",
  "sql`insert into t (id, at) values (${id}, clock_timestamp())`",
  'const text = "select * from t where at < current_timestamp";',
  "sql.raw('current_date')",
  "sql`select * from t where at < 'now'::timestamptz`",
])("reports SQL that reads the database's clock: %s", (source) => {
  expect(found(source)).toEqual([expect.stringContaining("pass ctx.clock.now()")]);
});

it.each([
  "const a = Date.now();",
  "const a = new Date();",
  "const a = [new Date];",
  "const a = Date();",
  "const a = Temporal.Now.instant();",
  "const a = performance.timeOrigin + performance.now();",
  "const at = instant('at').notNull().defaultNow();",
])("reports ambient time: %s", (source) => {
  expect(found(source)).toEqual(["1 ambient time: use ctx.clock.now()"]);
});

it("says the line inside a long statement", () => {
  expect(found("const q = sql`\n  update t\n  set at = now()\n`;")).toEqual([expect.stringMatching(/^3 /)]);
});

it.each([
  "const a = ctx.clock.now(); const b = new Date(row.at); const c = new Date(a.getTime() + 1);",
  "sql`update t set at = ${ctx.clock.now()}`",
  "// now() and Date.now() are forbidden here\nexport const a = 1;",
  "sql`select a from t -- now() would be wrong`",
  'const label = "See the current_date column";',
])("accepts time that comes as a value: %s", (source) => {
  expect(found(source)).toEqual([]);
});

it.each(["usage/rate.ts", "postpaid/billing/close-cycle.ts", "linked-accounts/request.ts", "partners/make-key.ts"])(
  "looks at every domain: %s",
  (file) => {
    expect(found("const a = Date.now(); const q = sql`select now()`;", `packages/core/src/${file}`)).toHaveLength(2);
  },
);

it("looks at the worker's jobs, the contracts, the tables and the demo's history too", () => {
  const source = "const a = Date.now();";
  expect(found(source, "apps/worker/src/jobs/a.ts")).toHaveLength(1);
  expect(found(source, "packages/contracts/src/a.ts")).toHaveLength(1);
  expect(found(source, "packages/db/src/schema/a.ts")).toHaveLength(1);
  expect(found(source, "packages/db/src/seed/a.ts")).toHaveLength(1);
});

it("leaves out the clock itself, tests and other packages", () => {
  const source = "const a = Date.now();";
  expect(found(source, "packages/core/src/clock.ts")).toEqual([]);
  expect(found(source, "packages/core/src/demo-clock.ts")).toEqual([]);
  expect(found(source, "packages/core/src/recharge/a.test.ts")).toEqual([]);
  expect(found(source, "apps/server/src/a.ts")).toEqual([]);
  expect(found(source, "packages/core/src/usage/usage-clock.ts")).toHaveLength(1);
});
