import type { Check, Finding } from "./finding.ts";
import { lineAt, type SourceScan } from "./source-scan.ts";
import type { Tree } from "./tree.ts";
import { isGenerated, isTestFile, SOURCE_FILE } from "./workspace.ts";

type Smell = { readonly pattern: RegExp; readonly message: string; readonly isTestOnly?: boolean };

const IN_CODE: readonly Smell[] = [
  { pattern: /\.\s*only\s*(?=[(.`])/g, message: ".only keeps every other test from running: remove it" },
  {
    pattern: /\.\s*skip\s*(?=[(.`])|(?<![.\w$])x(?:it|test|describe)\s*\(/g,
    message: "a skipped test proves nothing: fix or delete it",
  },
  { pattern: /\.\s*todo\s*(?=[(.`])/g, message: "write the test or delete the .todo" },
  {
    pattern: /\bas\s+any\b|[:<|,]\s*any\b(?=\s*[;,)=>\]|{[]|$)|\bArray<any>/gm,
    message: "any switches the types off: name the type or use unknown",
  },
  {
    pattern: /\bMath\s*\.\s*random\s*\(/g,
    message: "Math.random repeats and cannot be seeded: use crypto or the seeded source",
  },
];

const IN_TESTS: readonly Smell[] = [
  {
    pattern: /\bawait\s+(?:sleep|delay|setTimeout)\s*\(|new\s+Promise[^;{]*=>\s*\{?\s*(?:void\s+)?setTimeout\s*\(/g,
    message: "a sleep is slow and flaky: wait for the condition (vi.waitFor, expect.poll)",
  },
];

const IN_COMMENTS: readonly Smell[] = [
  { pattern: /@ts-(?:ignore|expect-error|nocheck)\b/g, message: "fix the type instead of silencing the compiler" },
  { pattern: /\bbiome-ignore(?:-all|-start)?\b/g, message: "fix the code instead of silencing the linter" },
  { pattern: /\b(?:TODO|FIXME|XXX)\b/g, message: "do it now, or open an issue and delete the note" },
];

const EMPTY_CATCH = /\bcatch\s*(?:\([^)]*\)\s*)?\{\s*\}|\.\s*catch\s*\(\s*(?:async\s*)?\(?\w*\)?\s*=>\s*\{\s*\}\s*\)/g;

/** Reports what must not be committed: switched off tests, types and lint, notes to self, unseeded chance, swallowed errors. */
export function checkSmells(tree: Tree): Finding[] {
  const sources = tree.files.filter((path) => SOURCE_FILE.test(path) && !isGenerated(path));
  const others = tree.files.filter((path) => /\.(?:sql|sh|ya?ml)$/.test(path) && path !== "pnpm-lock.yaml");
  return [
    ...sources.flatMap((path) => sourceFindings(tree.scan(path), path)),
    ...others.flatMap((path) => noteFindings(tree.read(path), path)),
  ];
}

function sourceFindings(scan: SourceScan, path: string): Finding[] {
  const at = (position: number, message: string): Finding => ({
    file: path,
    line: lineAt(scan.source, position),
    message,
  });
  const inCode = [...IN_CODE, ...(isTestFile(path) ? IN_TESTS : [])].flatMap(({ pattern, message }) =>
    [...scan.code.matchAll(pattern)].map((match) => at(match.index, message)),
  );
  const inComments = scan.comments.flatMap((comment) =>
    IN_COMMENTS.flatMap(({ pattern, message }) =>
      [...comment.text.matchAll(pattern)].map((match) => at(comment.start + match.index, message)),
    ),
  );
  return [...inCode, ...inComments, ...emptyCatches(scan).map((position) => at(position, EMPTY_CATCH_MESSAGE))];
}

const EMPTY_CATCH_MESSAGE = "this catch swallows every error: handle it, or say in a comment why none matters";

/** A catch whose body holds neither code nor a comment. */
function emptyCatches(scan: SourceScan): number[] {
  return [...scan.code.matchAll(EMPTY_CATCH)]
    .filter((match) => {
      const end = match.index + match[0].length;
      return !scan.comments.some((comment) => comment.start >= match.index && comment.start < end);
    })
    .map((match) => match.index);
}

function noteFindings(text: string, path: string): Finding[] {
  return [...text.matchAll(/(?:--|#)[^\n]*\b(?:TODO|FIXME|XXX)\b/g)].map((match) => ({
    file: path,
    line: lineAt(text, match.index),
    message: "do it now, or open an issue and delete the note",
  }));
}

export const smells: Check = { name: "smells", run: checkSmells };
