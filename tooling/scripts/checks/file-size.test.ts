import { expect, it } from "vitest";
import { checkFileSizes } from "./file-size.ts";
import { treeOf } from "./tree.ts";

const lines = (count: number, last = "") => `${"const a = 1;\n".repeat(count - 1)}${last || "const b = 2;"}\n`;

it("reports a file above 300 lines and says its length", () => {
  const tree = treeOf({ "packages/db/src/a.ts": lines(301), "apps/server/src/b.tsx": lines(300) });
  expect(checkFileSizes(tree)).toEqual([
    { file: "packages/db/src/a.ts", message: "has 301 lines, the cap is 300: split it by subject" },
  ]);
});

it("holds a verb file to 250 lines", () => {
  const verb = lines(251, "export async function createRecharge() {}");
  const tree = treeOf({
    "packages/core/src/recharge/create-recharge.ts": verb,
    "packages/core/src/recharge/pricing.ts": verb,
  });
  expect(checkFileSizes(tree).map((each) => each.file)).toEqual(["packages/core/src/recharge/create-recharge.ts"]);
});

it("leaves out tests, generated files and tooling", () => {
  const tree = treeOf({
    "packages/db/src/a.test.ts": lines(900),
    "packages/db/src/a.gen.ts": lines(900),
    "tooling/bench/a.ts": lines(900),
  });
  expect(checkFileSizes(tree)).toEqual([]);
});

it("refuses names that say no subject", () => {
  const tree = treeOf({
    "packages/core/src/utils.ts": "",
    "packages/core/src/common/a.ts": "",
    "packages/core/src/recharge/helpers.ts": "",
    "packages/core/src/commonly-used-passwords.ts": "",
  });
  expect(checkFileSizes(tree)).toHaveLength(3);
});
