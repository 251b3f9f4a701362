import type { Check, Finding } from "./finding.ts";
import { lineAt, type SourceScan } from "./source-scan.ts";
import type { Tree } from "./tree.ts";
import { isTestFile } from "./workspace.ts";

/** One refusal: `recharge.planInactive`, thrown through the accessor `rechargeErrors.planInactive`. */
export type Reason = {
  readonly file: string;
  readonly line: number;
  readonly domain: string;
  readonly name: string;
  readonly accessor: string | null;
  readonly sentence: string | null;
  /** The span of the whole defineReasons call, whose own mentions do not count. */
  readonly span: readonly [start: number, end: number];
};

const DEFINITION = /(?:\b(?:const|let)\s+([\w$]+)\s*(?::[^=]*)?=\s*)?(?<!function\s)\bdefineReasons\s*\(/g;
const SENTENCE = /^["'`]?[\p{Lu}\p{N}"“$ ][\s\S]*[.?!]["'`]?$/u;

/** Reports refusals that nothing throws, no test proves, or that do not tell people what to do in a sentence. */
export function checkReasons(tree: Tree): Finding[] {
  const sources = tree.files.filter((path) => /^(?:packages|apps)\/.*\.tsx?$/.test(path));
  const tests = tree.files.filter((path) => /^(?:packages|apps|tooling)\/.*\.tsx?$/.test(path) && isTestFile(path));
  const reasons = sources.filter((path) => !isTestFile(path)).flatMap((path) => reasonsIn(tree.scan(path), path));
  const thrown = mentionsIn(
    tree,
    sources.filter((path) => !isTestFile(path)),
    reasons,
  );
  const proven = mentionsIn(tree, tests, reasons);
  return [
    ...duplicateFindings(reasons),
    ...reasons.flatMap((reason) => {
      const id = `${reason.domain}.${reason.name}`;
      const at = { file: reason.file, line: reason.line };
      const found: Finding[] = [];
      if (!thrown.has(reason)) found.push({ ...at, message: `${id} is never thrown: use it or delete it` });
      if (!proven.has(reason)) found.push({ ...at, message: `${id} has no test that names it: add one` });
      if (reason.sentence === null || !SENTENCE.test(reason.sentence.trim())) {
        found.push({
          ...at,
          message: `${id} needs a sentence for people that says what to do and ends with a full stop`,
        });
      }
      return found;
    }),
  ];
}

/** The entries of every `defineReasons("domain", { name: ["CODE", "Sentence."] })` of a file. */
export function reasonsIn(scan: SourceScan, file: string): Reason[] {
  return [...scan.code.matchAll(DEFINITION)].flatMap((match) => {
    const open = match.index + match[0].length - 1;
    const end = closingOf(scan.code, open);
    const inside = scan.literals.filter((each) => each.start > open && each.start < end);
    const domain = inside[0]?.text;
    const body = scan.code.indexOf("{", open);
    if (domain === undefined || body === -1 || body > end) return [];
    return topLevelKeys(scan.code, body).map(({ name, start, until }) => {
      const texts = inside.filter((each) => each.start > start && each.start < until);
      return {
        file,
        line: lineAt(scan.source, start),
        domain,
        name,
        accessor: match[1] ?? null,
        sentence: sentenceOf(texts.map((each) => each.text).slice(1)),
        span: [match.index, end] as const,
      };
    });
  });
}

/** Long sentences are written as several joined texts. */
function sentenceOf(texts: readonly string[]): string | null {
  return texts.length === 0 ? null : texts.join("");
}

function closingOf(code: string, open: number): number {
  let depth = 0;
  for (let at = open; at < code.length; at += 1) {
    const char = code[at] ?? "";
    if ("([{".includes(char)) depth += 1;
    if (")]}".includes(char)) depth -= 1;
    if (depth === 0) return at;
  }
  return code.length;
}

/** Keys of an object literal that opens at `open`, each with the span of its value. */
function topLevelKeys(code: string, open: number): { name: string; start: number; until: number }[] {
  const end = closingOf(code, open);
  const keys: { name: string; start: number; until: number }[] = [];
  let at = open + 1;
  while (at < end) {
    const match = /^[\s,]*([\w$]+)\s*:/.exec(code.slice(at, end));
    if (match?.[1] === undefined) break;
    const start = at + match[0].indexOf(match[1]);
    let until = at + match[0].length;
    while (until < end && code[until] !== ",")
      until = "([{".includes(code[until] ?? "") ? closingOf(code, until) + 1 : until + 1;
    keys.push({ name: match[1], start, until });
    at = until + 1;
  }
  return keys;
}

/** The reasons that the files name, as `accessor.name` in code or as `"domain.name"` in a text. */
function mentionsIn(tree: Tree, paths: readonly string[], reasons: readonly Reason[]): Set<Reason> {
  const byAccessor = new Map(reasons.map((reason) => [`${reason.accessor}.${reason.name}`, reason]));
  const byId = new Map(reasons.map((reason) => [`${reason.domain}.${reason.name}`, reason]));
  const found = new Set<Reason>();
  for (const path of paths) {
    const scan = tree.scan(path);
    const note = (reason: Reason | undefined, at: number) => {
      if (reason === undefined) return;
      if (path === reason.file && at >= reason.span[0] && at <= reason.span[1]) return;
      found.add(reason);
    };
    for (const match of scan.code.matchAll(/([\w$]+)\s*\??\.\s*(?=([\w$]+))/g)) {
      note(byAccessor.get(`${match[1]}.${match[2]}`), match.index);
    }
    for (const literal of scan.literals) {
      for (const match of literal.text.matchAll(/[\w-]+\.[\w$]+/g)) note(byId.get(match[0]), literal.start);
    }
  }
  return found;
}

function duplicateFindings(reasons: readonly Reason[]): Finding[] {
  const seen = new Map<string, Reason>();
  return reasons.flatMap((reason) => {
    const id = `${reason.domain}.${reason.name}`;
    const first = seen.get(id);
    if (first === undefined) {
      seen.set(id, reason);
      return [];
    }
    return [
      { file: reason.file, line: reason.line, message: `${id} is declared already in ${first.file}:${first.line}` },
    ];
  });
}

export const reasons: Check = { name: "reasons of refusals", run: checkReasons };
