import { expect, it } from "vitest";
import { arrayLiteral, textArrayLiteral } from "./array-literal.ts";

it("writes what PostgreSQL reads as an array", () => {
  const at = new Date("2026-03-01T10:00:00Z");
  expect(arrayLiteral([])).toBe("{}");
  expect(arrayLiteral([1, null, -2.5])).toBe("{1,NULL,-2.5}");
  expect(arrayLiteral(["0199c2f0-7b1e-7c3a-9f10-2a6d5b8c4e01", "home", at])).toBe(
    "{0199c2f0-7b1e-7c3a-9f10-2a6d5b8c4e01,home,2026-03-01T10:00:00.000Z}",
  );
});

it("refuses a value that would be read as something else", () => {
  for (const value of ['a"b', "a,b", "{", "a\\b", "a b"]) expect(() => arrayLiteral(["fine", value])).toThrow("quotes");
});

it("quotes any text, and escapes what would end the quotes", () => {
  expect(textArrayLiteral([])).toBe("{}");
  expect(textArrayLiteral(["a,b", "{NULL}", ""])).toBe('{"a,b","{NULL}",""}');
  expect(textArrayLiteral(['say "x"', "a\\b"])).toBe('{"say \\"x\\"","a\\\\b"}');
});
