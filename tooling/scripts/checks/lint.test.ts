import { expect, it } from "vitest";
import { readBiomeOutput } from "./lint.ts";

it("reads rule violations and unformatted files, with paths from the root", () => {
  const output = [
    "::error title=lint/style/noNonNullAssertion,file=/repo/packages/a.ts,line=3,endLine=3,col=1,endColumn=2::Forbidden non-null assertion.",
    "::error title=format,file=packages/b.ts,line=1,endLine=1,col=2,endColumn=2::File content differs from formatting output",
    "ci ━━━━━━━━",
    "  × Some errors were emitted while running checks.",
  ].join("\n");
  expect(readBiomeOutput(output, "/repo")).toEqual([
    { file: "packages/a.ts", line: 3, message: "Forbidden non-null assertion. (lint/style/noNonNullAssertion)" },
    { file: "packages/b.ts", message: "is not formatted: run biome check --write on it" },
  ]);
});

it("has nothing to say about a clean run", () => {
  expect(readBiomeOutput("Checked 10 files in 5ms. No fixes applied.\n", "/repo")).toEqual([]);
});
