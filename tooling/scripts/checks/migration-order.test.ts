import { expect, it } from "vitest";
import { checkMigrationOrder, type JournalEntry } from "./migration-order.ts";
import { treeOf } from "./tree.ts";

const FIRST = { idx: 0, when: 1000, tag: "0000_first" };
const SECOND = { idx: 1, when: 2000, tag: "0001_second" };

function found(
  entries: JournalEntry[],
  files = entries.map((each) => each.tag),
  before: JournalEntry[] = [],
): string[] {
  const contents: Record<string, string> = { "packages/db/migrations/meta/_journal.json": JSON.stringify({ entries }) };
  for (const tag of files) contents[`packages/db/migrations/${tag}.sql`] = "select 1;";
  return checkMigrationOrder(treeOf(contents), [{ name: "origin/main", entries: before }]).map((each) => each.message);
}

it("is content with a journal in order that only grew", () => {
  expect(found([FIRST, SECOND], undefined, [FIRST])).toEqual([]);
});

it("reports an entry that is not later than the one before, which drizzle would skip", () => {
  expect(found([FIRST, { ...SECOND, when: 1000 }])).toEqual([expect.stringContaining("drizzle would skip it")]);
});

it("reports a gap in the numbers", () => {
  expect(found([FIRST, { ...SECOND, idx: 2 }])).toEqual([expect.stringContaining("idx 2 in place 1")]);
});

it("reports a file that is missing and one that nobody runs", () => {
  expect(found([FIRST, SECOND], ["0000_first", "0002_third"])).toEqual([
    "the journal names this file and it is missing",
    "no journal entry names this file, so it never runs",
  ]);
});

it("reports a journal entry that changed or went since others could apply it", () => {
  expect(found([{ ...FIRST, when: 1500 }], undefined, [FIRST])).toEqual([
    expect.stringContaining("0000_first is changed"),
  ]);
  expect(found([FIRST], undefined, [FIRST, SECOND])).toEqual([
    expect.stringContaining("0001_second is changed or gone"),
  ]);
});

it("asks for migrations once there is a schema", () => {
  expect(checkMigrationOrder(treeOf({}), [])).toEqual([]);
  expect(checkMigrationOrder(treeOf({ "packages/db/src/schema/index.ts": "" }), [])).toHaveLength(1);
});
