import { execFileSync } from "node:child_process";
import { posix } from "node:path";
import type { Check, Finding } from "./finding.ts";
import type { Tree } from "./tree.ts";

export type JournalEntry = { readonly idx: number; readonly when: number; readonly tag: string };

/** An earlier state of the journal, and how to name it to people. */
export type Baseline = { readonly name: string; readonly entries: readonly JournalEntry[] };

const JOURNAL = "packages/db/migrations/meta/_journal.json";
const FOLDER = "packages/db/migrations";

/**
 * Reports a migration journal that drizzle would apply wrongly. drizzle skips, without a word, an entry whose `when` is not later
 * than the last one it applied, so the order of `when` is the order of history and entries never change once written.
 */
export function checkMigrationOrder(tree: Tree, baselines: readonly Baseline[]): Finding[] {
  if (!tree.has(JOURNAL)) {
    const hasSchema = tree.files.some((path) => path.startsWith("packages/db/src/schema"));
    return hasSchema
      ? [{ file: JOURNAL, message: "the schema has no migrations: run drizzle-kit generate in packages/db" }]
      : [];
  }
  const entries = journalEntries(tree.read(JOURNAL));
  return [
    ...orderFindings(entries),
    ...fileFindings(tree, entries),
    ...baselines.flatMap((baseline) => renumberedFindings(entries, baseline)),
  ];
}

/** The entries of a journal's text; a text that is not a journal has none. */
export function journalEntries(text: string): JournalEntry[] {
  const journal: { entries?: JournalEntry[] } = JSON.parse(text);
  return journal.entries ?? [];
}

function orderFindings(entries: readonly JournalEntry[]): Finding[] {
  return entries.flatMap((entry, index) => {
    const before = entries[index - 1];
    const found: Finding[] = [];
    if (entry.idx !== index) {
      found.push({
        file: JOURNAL,
        message: `${entry.tag} has idx ${entry.idx} in place ${index}: numbers run from 0 without gaps`,
      });
    }
    if (before !== undefined && entry.when <= before.when) {
      found.push({
        file: JOURNAL,
        message: `${entry.tag} is not later than ${before.tag}, so drizzle would skip it: generate it again`,
      });
    }
    return found;
  });
}

function fileFindings(tree: Tree, entries: readonly JournalEntry[]): Finding[] {
  const tags = new Set(entries.map((entry) => entry.tag));
  const missing = entries
    .filter((entry) => !tree.has(`${FOLDER}/${entry.tag}.sql`))
    .map((entry) => ({ file: `${FOLDER}/${entry.tag}.sql`, message: "the journal names this file and it is missing" }));
  const strange = tree.files
    .filter(
      (path) => posix.dirname(path) === FOLDER && path.endsWith(".sql") && !tags.has(posix.basename(path, ".sql")),
    )
    .map((path) => ({ file: path, message: "no journal entry names this file, so it never runs" }));
  return [...missing, ...strange];
}

function renumberedFindings(entries: readonly JournalEntry[], baseline: Baseline): Finding[] {
  return baseline.entries.flatMap((old, index) => {
    const now = entries[index];
    if (now !== undefined && now.tag === old.tag && now.when === old.when && now.idx === old.idx) return [];
    return [
      { file: JOURNAL, message: `${old.tag} is changed or gone since ${baseline.name}: write a new migration instead` },
    ];
  });
}

/** The journal as other people may have applied it: on the main line they pulled from, and in the last commit here. */
function baselinesOf(root: string): Baseline[] {
  const found: Baseline[] = [];
  for (const [revision, name] of [
    ["origin/main", "origin/main"],
    ["HEAD", "the last commit"],
  ] as const) {
    try {
      const text = execFileSync("git", ["show", `${revision}:${JOURNAL}`], {
        cwd: root,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      });
      found.push({ name, entries: journalEntries(text) });
    } catch {
      // No git, no such branch, or no journal there yet: nothing was applied from it.
    }
  }
  return found;
}

export const migrationOrder: Check = {
  name: "migration order",
  run: (tree) => checkMigrationOrder(tree, baselinesOf(tree.root)),
};
