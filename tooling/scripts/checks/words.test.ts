import { expect, it } from "vitest";
import { readLintOutput } from "./words.ts";

it("reads the file and the line of each word that stands in the markup", () => {
  const output =
    '\n\u001b[33mapps/customer/src/home/home-screen.tsx\u001b[39m\n  3: Error: Found hardcoded string: "Hello"\n  9: Error: Found hardcoded string: "Bye"\n';
  expect(readLintOutput(output)).toEqual([
    {
      file: "apps/customer/src/home/home-screen.tsx",
      line: 3,
      message: 'Found hardcoded string: "Hello": put it into src/i18n, in both languages',
    },
    {
      file: "apps/customer/src/home/home-screen.tsx",
      line: 9,
      message: 'Found hardcoded string: "Bye": put it into src/i18n, in both languages',
    },
  ]);
});

it("has nothing to say about a clean run", () => {
  expect(readLintOutput("No issues found.\n")).toEqual([]);
});
