import { expect, it } from "vitest";
import { checkSmells } from "./smells.ts";
import { treeOf } from "./tree.ts";

function found(source: string, path = "packages/core/src/a.test.ts"): string[] {
  return checkSmells(treeOf({ [path]: source })).map((each) => each.message);
}

it.each([
  ["it.only('a', run);", "keeps every other test"],
  ["describe.skip('a', run);", "skipped test"],
  ["it.skip.each([1])('a', run);", "skipped test"],
  ["xit('a', run);", "skipped test"],
  ["it.todo('a');", "write the test"],
  ["const a = b as any;", "any switches"],
  ["function a(b: any) {}", "any switches"],
  ["const a: Record<string, any> = {};", "any switches"],
  ["const a: any[] = [];", "any switches"],
  ["// @ts-ignore\nconst a = 1;", "fix the type"],
  ["/* @ts-expect-error */ const a = 1;", "fix the type"],
  ["// biome-ignore lint: reason\nconst a = 1;", "fix the code"],
  ["// TODO later\nconst a = 1;", "do it now"],
  ["const a = Math.random();", "Math.random"],
  ["try { a(); } catch {}", "swallows"],
  ["try { a(); } catch (error) {\n}", "swallows"],
  ["a().catch(() => {});", "swallows"],
  ["await sleep(100);", "wait for the condition"],
  ["await new Promise((resolve) => setTimeout(resolve, 100));", "wait for the condition"],
])("reports %s", (source, message) => {
  expect(found(source)).toEqual([expect.stringContaining(message)]);
});

it.each([
  "const text = 'it.only( as any @ts-ignore TODO Math.random() catch {}';",
  "const isOnly = a.only; const many = company; const anything: anyOf = 1;",
  "try { a(); } catch { /* gone already: that is what we want */ }",
  "try { a(); } catch (error) { report(error); }",
  "// Any number of these is a good company: none is skipped.\nconst a = 1;",
  "const a = Iterator.from(b).take(1);",
])("accepts %s", (source) => {
  expect(found(source)).toEqual([]);
});

it("allows a timer outside tests", () => {
  const source = "await new Promise((resolve) => setTimeout(resolve, delayMs));";
  expect(found(source, "packages/core/src/backoff.ts")).toEqual([]);
});

it("reads notes in SQL, shell and YAML too, and says the line", () => {
  const tree = treeOf({ "packages/db/migrations/0001_a.sql": "select 1;\n-- FIXME wrong\n" });
  expect(checkSmells(tree)).toEqual([
    { file: "packages/db/migrations/0001_a.sql", line: 2, message: expect.stringContaining("do it now") },
  ]);
});
