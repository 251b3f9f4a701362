import { lineAt, type SourceScan } from "./source-scan.ts";

/** One import of a module: static, re-exported, dynamic or resolved by name. */
export type Import = {
  readonly specifier: string;
  readonly line: number;
  readonly isTypeOnly: boolean;
};

const FROM_CLAUSE = /(?<![.\w$])(?:import|export)\s+(type\b(?!\s*(?:,|from\b))\s*)?[\w$*{},\s]*?\bfrom\s*["']/g;
const SIDE_EFFECT = /(?<![.\w$])import\s*["']/g;
const CALL = /(?<![.\w$])(?:import|require|import\s*\.\s*meta\s*\.\s*resolve|require\s*\.\s*resolve)\s*\(\s*["']/g;
const TYPE_POSITION = /(?:\btypeof|[:|<&])\s*$/;

/** Every module the file names in code (not in comments or texts), in order of appearance. */
export function importsOf(scan: SourceScan): Import[] {
  const found: (Import & { at: number })[] = [];
  const add = (match: RegExpMatchArray, isTypeOnly: boolean) => {
    const quote = (match.index ?? 0) + match[0].length - 1;
    const literal = scan.literals.find((candidate) => candidate.start === quote);
    if (literal === undefined) return;
    found.push({ specifier: literal.text, line: lineAt(scan.source, quote), isTypeOnly, at: quote });
  };
  for (const match of scan.code.matchAll(FROM_CLAUSE)) add(match, match[1] !== undefined);
  for (const match of scan.code.matchAll(SIDE_EFFECT)) add(match, false);
  for (const match of scan.code.matchAll(CALL)) add(match, TYPE_POSITION.test(scan.code.slice(0, match.index)));
  return found.sort((a, b) => a.at - b.at).map(({ at: _, ...rest }) => rest);
}

/** `@scope/name` or `name` of a bare specifier; `null` for relative paths and `node:` modules. */
export function packageOf(specifier: string): string | null {
  if (specifier.startsWith(".") || specifier.startsWith("/") || specifier.startsWith("node:")) return null;
  const parts = specifier.split("/");
  return specifier.startsWith("@") ? parts.slice(0, 2).join("/") : (parts[0] ?? null);
}
