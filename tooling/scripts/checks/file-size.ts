import type { Check, Finding } from "./finding.ts";
import type { Tree } from "./tree.ts";
import { isGenerated, isTestFile } from "./workspace.ts";

const MAX_LINES = 300;
// style.md: one verb, one file, 40-120 lines, hard cap 250.
const MAX_VERB_LINES = 250;
const VAGUE_NAME = /(?:^|\/)(?:utils?|helpers?|common|misc)(?:\/|\.tsx?$)/;

/** Reports files of packages and apps that have outgrown one subject, and names that say no subject at all. */
export function checkFileSizes(tree: Tree): Finding[] {
  return tree.files
    .filter((path) => /^(?:packages|apps)\/.*\.tsx?$/.test(path) && !isGenerated(path))
    .flatMap((path) => [...sizeFindings(tree, path), ...nameFindings(path)]);
}

function sizeFindings(tree: Tree, path: string): Finding[] {
  if (isTestFile(path)) return [];
  const lines = tree.read(path).trimEnd().split("\n").length;
  const cap = isVerb(tree, path) ? MAX_VERB_LINES : MAX_LINES;
  if (lines <= cap) return [];
  return [{ file: path, message: `has ${lines} lines, the cap is ${cap}: split it by subject` }];
}

/** A verb file exports a function named after the file: `create-recharge.ts` and `createRecharge`. */
function isVerb(tree: Tree, path: string): boolean {
  const name = /^packages\/core\/src\/[^/]+\/([a-z0-9-]+)\.ts$/.exec(path)?.[1];
  if (name === undefined) return false;
  const verb = name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return new RegExp(`\\bexport\\s+async\\s+function\\s+${verb}\\b`).test(tree.scan(path).code);
}

function nameFindings(path: string): Finding[] {
  return VAGUE_NAME.test(path) ? [{ file: path, message: "name the subject instead of utils, helpers or common" }] : [];
}

export const fileSize: Check = { name: "file sizes and names", run: checkFileSizes };
