import type { Check, Finding } from "./finding.ts";
import { lineAt } from "./source-scan.ts";
import type { Tree } from "./tree.ts";
import { isTestFile } from "./workspace.ts";

const NOW_CALL = /\b(?:now|clock_timestamp|transaction_timestamp|statement_timestamp|timeofday)\s*\(\s*\)/i;
const NOW_KEYWORD = /\b(?:current_timestamp|current_date|current_time|localtimestamp|localtime)\b/i;
const LOOKS_LIKE_SQL = /\b(?:select|insert|update|delete|where|values|set|interval|returning|and|or)\b|[<>=]/i;
const AMBIENT = /\bDate\s*\.\s*now\s*\(|\bnew\s+Date\s*(?:\(\s*\)|(?=[;,)\]}]))|(?<!new\s)(?<![.\w$])Date\s*\(\s*\)/g;

/** The one place that reads the machine's clock. */
const CLOCK_FILE = /(?:^|\/)(?:[a-z0-9-]+-)?clock(?:\.ts$|\/)/;

/** Reports domain code that takes the time from anywhere but `ctx.clock`: SQL's now() and its kin, Date.now(), new Date(). */
export function checkTime(tree: Tree): Finding[] {
  return tree.files
    .filter((path) => /^packages\/core\/src\/.*\.tsx?$/.test(path) && !isTestFile(path) && !CLOCK_FILE.test(path))
    .flatMap((path) => [...sqlFindings(tree, path), ...ambientFindings(tree, path)]);
}

function sqlFindings(tree: Tree, path: string): Finding[] {
  const scan = tree.scan(path);
  return scan.literals.flatMap((literal) => {
    const text = literal.text.replace(/--[^\n]*/g, (comment) => " ".repeat(comment.length));
    const keyword = LOOKS_LIKE_SQL.test(text) || /^\s*\w+\s*$/.test(text) ? NOW_KEYWORD.exec(text) : null;
    const match = NOW_CALL.exec(text) ?? keyword;
    if (match === null) return [];
    const line = lineAt(scan.source, literal.start + 1 + match.index);
    return [{ file: path, line, message: `SQL reads ${match[0]}: pass ctx.clock.now() as a parameter` }];
  });
}

function ambientFindings(tree: Tree, path: string): Finding[] {
  const scan = tree.scan(path);
  return [...scan.code.matchAll(AMBIENT)].map((match) => ({
    file: path,
    line: lineAt(scan.source, match.index),
    message: "ambient time: use ctx.clock.now()",
  }));
}

export const time: Check = { name: "time from the clock", run: checkTime };
