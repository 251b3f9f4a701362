import { expect, it } from "vitest";
import { checkReasons } from "./reasons.ts";
import { treeOf } from "./tree.ts";

const ERRORS = "packages/core/src/recharge/errors.ts";
const DEFINITION = `
import { defineReasons } from "@nexa/contracts";
export const rechargeErrors = defineReasons("recharge", {
  planInactive: ["CONFLICT", "This plan is no longer sold. Choose another plan."],
  amountTooHigh: [
    "INVALID",
    "The amount is too high, " + "pay less than \${limit}.",
  ],
});
`;
const USE = "throw rechargeErrors.planInactive(); throw rechargeErrors . amountTooHigh({ a: 1 });";
const TEST =
  'expect(e.reason).toBe("recharge.planInactive"); expect(() => a()).toThrow(rechargeErrors.amountTooHigh());';

function found(files: Record<string, string>): string[] {
  return checkReasons(treeOf(files)).map((each) => `${each.line} ${each.message}`);
}

it("is content with reasons that are thrown, tested and said in a sentence", () => {
  const files = {
    [ERRORS]: DEFINITION,
    "packages/core/src/recharge/a.ts": USE,
    "packages/core/src/recharge/a.test.ts": TEST,
  };
  expect(found(files)).toEqual([]);
});

it("reports a reason that nothing throws, even when a test names it", () => {
  const files = { [ERRORS]: DEFINITION, "packages/core/src/recharge/a.test.ts": `${TEST}${USE}` };
  expect(found(files)).toEqual([
    "4 recharge.planInactive is never thrown: use it or delete it",
    "5 recharge.amountTooHigh is never thrown: use it or delete it",
  ]);
});

it("reports a reason without a test", () => {
  const files = { [ERRORS]: DEFINITION, "packages/core/src/recharge/a.ts": `${USE} // "recharge.planInactive"` };
  expect(found(files)).toEqual([
    "4 recharge.planInactive has no test that names it: add one",
    "5 recharge.amountTooHigh has no test that names it: add one",
  ]);
});

it("does not take a longer name for a reason", () => {
  const files = {
    [ERRORS]: 'export const e = defineReasons("a", { gone: ["CONFLICT", "It is gone."] });',
    "packages/core/src/a.ts": "e.goneForever(); throw e.gone();",
    "packages/core/src/a.test.ts": '"a.goneForever"; "aa.gone";',
  };
  expect(found(files)).toEqual(["1 a.gone has no test that names it: add one"]);
});

it("asks for a sentence", () => {
  const files = {
    [ERRORS]: 'const e = defineReasons("a", { gone: ["CONFLICT", "gone"], lost: ["CONFLICT", "It is lost."] });',
    "packages/core/src/a.ts": "throw e.gone(); throw e.lost();",
    "packages/core/src/a.test.ts": "e.gone; e.lost;",
  };
  expect(found(files)).toEqual([expect.stringContaining("a.gone needs a sentence")]);
});

it("reports a reason declared twice", () => {
  const one = 'const e = defineReasons("a", { gone: ["CONFLICT", "It is gone."] });';
  const files = {
    [ERRORS]: one,
    "packages/core/src/lines/errors.ts": one,
    "packages/core/src/a.ts": "throw e.gone();",
    "packages/core/src/a.test.ts": '"a.gone"',
  };
  expect(found(files)).toContainEqual(
    expect.stringContaining("is declared already in packages/core/src/lines/errors.ts:1"),
  );
});

it("is not confused by the definition of defineReasons itself", () => {
  const source =
    "export function defineReasons(domain: string, reasons: R): { readonly [K in keyof R]: T } { return make(reasons); }";
  expect(found({ "packages/contracts/src/errors.ts": source })).toEqual([]);
});
