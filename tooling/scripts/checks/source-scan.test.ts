import { describe, expect, it } from "vitest";
import { importsOf, packageOf } from "./imports.ts";
import { lineAt, scanSource } from "./source-scan.ts";

describe("scanSource", () => {
  it("blanks strings, comments and regular expressions but keeps every position", () => {
    const source = 'const a = "it\'s"; // note\nconst b = /["\'`]/g; const c = 1 / 2; /* x\ny */ d();';
    const scan = scanSource(source);
    expect(scan.code).toHaveLength(source.length);
    expect(scan.code).toContain("const c = 1 / 2;");
    expect(scan.code).not.toContain("note");
    expect(scan.code.indexOf("d();")).toBe(source.indexOf("d();"));
    expect(scan.literals.map((each) => each.text)).toEqual(["it's"]);
    expect(scan.comments.map((each) => each.text)).toEqual(["// note", "/* x\ny */"]);
    expect(lineAt(source, source.indexOf("d();"))).toBe(3);
  });

  it("sees the code inside a template and the text around it", () => {
    const scan = scanSource("sql`select ${ids.map((id) => `'${id}'`)} from t where a = ${{ b: 1 }.b}`; after();");
    expect(scan.code).toContain("ids.map((id) => `");
    expect(scan.code).toContain("{ b: 1 }.b");
    expect(scan.code).toContain("after();");
    expect(scan.code).not.toContain("select");
    expect(scan.literals.find((each) => each.text.startsWith("select"))?.text).toMatch(/select\s+from t where a =/);
  });
});

describe("importsOf", () => {
  it("finds every way to name a module, and only in code", () => {
    const scan = scanSource(`
      import a, { b, type C } from "one";
      import type { D } from "two";
      import * as e from 'three';
      import "four";
      export { f } from "five";
      export type { G } from "six";
      export * from "seven";
      const h = await import("eight");
      type I = typeof import("nine");
      const j = import.meta.resolve("ten/file.js");
      // import k from "commented";
      const l = 'import m from "text"';
    `);
    expect(importsOf(scan).map((each) => [each.specifier, each.isTypeOnly])).toEqual([
      ["one", false],
      ["two", true],
      ["three", false],
      ["four", false],
      ["five", false],
      ["six", true],
      ["seven", false],
      ["eight", false],
      ["nine", true],
      ["ten/file.js", false],
    ]);
    expect(importsOf(scan)[0]?.line).toBe(2);
  });

  it("does not take a declaration before an import for one", () => {
    const scan = scanSource('export const from = 1;\nexport type A = { b: 1 };\nimport { c } from "only";');
    expect(importsOf(scan).map((each) => each.specifier)).toEqual(["only"]);
  });

  it("names the package of a specifier", () => {
    expect(packageOf("@nexa/core/recharge/index")).toBe("@nexa/core");
    expect(packageOf("drizzle-orm/pg-core")).toBe("drizzle-orm");
    expect(packageOf("./a.ts")).toBeNull();
    expect(packageOf("node:fs")).toBeNull();
  });
});
