import type { Check, Finding } from "./finding.ts";
import { lineAt } from "./source-scan.ts";
import type { Tree } from "./tree.ts";
import { isTestFile } from "./workspace.ts";

const NOW_CALL = /\b(?:now|clock_timestamp|transaction_timestamp|statement_timestamp|timeofday)\s*\(\s*\)/i;
const NOW_KEYWORD = /\b(?:current_timestamp|current_date|current_time|localtimestamp|localtime)\b/i;
const LOOKS_LIKE_SQL = /\b(?:select|insert|update|delete|where|values|set|interval|returning|and|or)\b|[<>=]/i;
const NOW_LITERAL = /'(?:now|today|tomorrow|yesterday)'/i;
const AMBIENT =
  /\bTemporal\s*\.\s*Now\b|\bperformance\s*\.\s*timeOrigin\b|\.\s*default(?:Now|Random)\s*\(|\bDate\s*\.\s*now\s*\(|\bnew\s+Date\s*(?:\(\s*\)|(?=[;,)\]}]))|(?<!new\s)(?<![.\w$])Date\s*\(\s*\)/g;

/** The places that read the machine's clock or the database's. */
const CLOCK_FILES = new Set(["packages/core/src/clock.ts", "packages/core/src/demo-clock.ts"]);
/** Domain code, the worker's jobs that call it, and the tables whose defaults the database would fill in. */
const TIMELESS =
  /^(?:packages\/core\/src|packages\/contracts\/src|packages\/db\/src\/(?:schema|seed)|apps\/worker\/src\/jobs)\/.*\.tsx?$/;

/** Reports code that takes the time from anywhere but `ctx.clock`: SQL's now() and its kin, Date.now(), new Date(), a column's default. */
export function checkTime(tree: Tree): Finding[] {
  return tree.files
    .filter((path) => TIMELESS.test(path) && !isTestFile(path) && !CLOCK_FILES.has(path))
    .flatMap((path) => [...sqlFindings(tree, path), ...ambientFindings(tree, path)]);
}

function sqlFindings(tree: Tree, path: string): Finding[] {
  const scan = tree.scan(path);
  return scan.literals.flatMap((literal) => {
    const text = literal.text.replace(/--[^\n]*/g, (comment) => " ".repeat(comment.length));
    const keyword = LOOKS_LIKE_SQL.test(text) || /^\s*\w+\s*$/.test(text) ? NOW_KEYWORD.exec(text) : null;
    const word = /::|\b(?:select|insert|update|where)\b/i.test(text) ? NOW_LITERAL.exec(text) : null;
    const match = NOW_CALL.exec(text) ?? keyword ?? word;
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
