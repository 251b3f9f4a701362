import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openTree } from "./tree.ts";

let root = "";

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "nexa tree "));
  mkdirSync(join(root, "packages/a b"), { recursive: true });
  mkdirSync(join(root, "node_modules/x"), { recursive: true });
  writeFileSync(join(root, ".gitignore"), "node_modules/\n*.log\n");
  writeFileSync(join(root, "packages/a b/é.ts"), "export const a = 1;\n");
  writeFileSync(join(root, "node_modules/x/index.js"), "");
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

it("walks a folder without git and leaves installed packages out", () => {
  const tree = openTree(root);
  expect(tree.files).toEqual([".gitignore", "packages/a b/é.ts"]);
  expect(tree.read("packages/a b/é.ts")).toContain("export");
});

it("takes tracked and new files from git, not ignored or deleted ones", () => {
  const git = (...args: string[]) => execFileSync("git", args, { cwd: root, stdio: "ignore" });
  git("init");
  writeFileSync(join(root, "gone.ts"), "");
  git("add", ".");
  rmSync(join(root, "gone.ts"));
  writeFileSync(join(root, "new.ts"), "");
  writeFileSync(join(root, "noise.log"), "");
  expect(openTree(root).files).toEqual([".gitignore", "new.ts", "packages/a b/é.ts"]);
});
