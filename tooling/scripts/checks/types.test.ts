import { expect, it } from "vitest";
import { readCompilerOutput } from "./types.ts";

it("reads errors, with their place from the root", () => {
  const output = "src/a.ts(12,5): error TS2322: Type 'string' is not assignable to type 'number'.\n  Details.\n";
  expect(readCompilerOutput(output, "packages/core", "/repo", [])).toEqual([
    { file: "packages/core/src/a.ts", line: 12, message: "TS2322: Type 'string' is not assignable to type 'number'." },
  ]);
});

it("resolves errors in the files of another package", () => {
  const output = "../db/src/b.ts(1,1): error TS2304: Cannot find name 'x'.";
  expect(readCompilerOutput(output, "packages/core", "/repo", [])[0]?.file).toBe("packages/db/src/b.ts");
});

it("reads errors of the configuration", () => {
  expect(readCompilerOutput("error TS18003: No inputs were found.", "apps/server", "/repo", [])).toEqual([
    { file: "apps/server/tsconfig.json", message: "TS18003: No inputs were found." },
  ]);
});

it("reports a file that the package's tsconfig leaves out", () => {
  const output = "/repo/packages/core/src/a.ts\n/repo/node_modules/typescript/lib/lib.d.ts\n";
  const expected = ["packages/core/src/a.ts", "packages/core/scripts/b.ts"];
  expect(readCompilerOutput(output, "packages/core", "/repo", expected)).toEqual([
    expect.objectContaining({ file: "packages/core/scripts/b.ts" }),
  ]);
});
