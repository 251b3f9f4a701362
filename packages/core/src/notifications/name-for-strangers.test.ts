import { expect, it } from "vitest";
import { nameForStrangers } from "./name-for-strangers.ts";

it.each([
  ["Asha Rao", "Asha Rao"],
  ["A. P. J. Abdul Kalam", "A. P. J. Abdul Kalam"],
  ["Mary-Anne O'Brien", "Mary-Anne O'Brien"],
  ["आशा राव", "आशा राव"],
  ["Win now at evil.example/x?y", "Win now at evil example x y"],
  ["Call +91 98123 45678", "Call"],
  ["https://a.b", "https a b"],
  ["12345", "A customer"],
  ["x".repeat(100), "x".repeat(40)],
  [`x${"\u{1D49C}".repeat(60)}`, `x${"\u{1D49C}".repeat(39)}`],
])("makes of %s what may stand in a message to a stranger", (fullName, name) => {
  expect(nameForStrangers(fullName)).toBe(name);
});
