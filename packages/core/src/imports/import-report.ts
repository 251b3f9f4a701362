import type { IMPORT_KINDS } from "@nexa/db";

export type ImportKind = (typeof IMPORT_KINDS)[number];

/** One thing that was not brought in, or not as it was. */
export type ImportEntry = {
  readonly outcome: "skipped" | "changed";
  readonly kind: ImportKind;
  readonly externalId: string;
  /** A sentence, the same for the same reason. */
  readonly why: string;
  /** What was in the source, or what was made of it. */
  readonly detail?: string;
};

export type ImportCounts = { read: number; imported: number; knownAlready: number; skipped: number };
export type ImportSummary = {
  readonly counts: Readonly<Record<ImportKind, ImportCounts>>;
  /** How often each sentence was written, by kind and outcome. */
  readonly reasons: readonly { outcome: ImportEntry["outcome"]; kind: ImportKind; why: string; count: number }[];
};

/** Counts what an import did, and hands each entry on at once, so that a long report is never held. */
export type ImportReport = {
  count(kind: ImportKind, what: keyof ImportCounts, by?: number): void;
  leaveOut(kind: ImportKind, externalId: string, why: string, detail?: string): void;
  change(kind: ImportKind, externalId: string, why: string, detail?: string): void;
  summary(): ImportSummary;
};

export function createImportReport(write: (entry: ImportEntry) => void): ImportReport {
  const empty = (): ImportCounts => ({ read: 0, imported: 0, knownAlready: 0, skipped: 0 });
  const counts: Record<ImportKind, ImportCounts> = {
    ...{ category: empty(), plan: empty(), customer: empty(), transaction: empty(), subscription: empty() },
  };
  const reasons = new Map<string, { outcome: ImportEntry["outcome"]; kind: ImportKind; why: string; count: number }>();
  const enter = (entry: ImportEntry) => {
    const { outcome, kind, why } = entry;
    const key = `${outcome} ${kind} ${why}`;
    const reason = reasons.get(key) ?? { outcome, kind, why, count: 0 };
    reason.count += 1;
    reasons.set(key, reason);
    write(entry);
  };
  return {
    count: (kind, what, by = 1) => {
      counts[kind][what] += by;
    },
    leaveOut: (kind, externalId, why, detail) => {
      counts[kind].skipped += 1;
      enter({ outcome: "skipped", kind, externalId, why, ...(detail === undefined ? {} : { detail }) });
    },
    change: (kind, externalId, why, detail) => {
      enter({ outcome: "changed", kind, externalId, why, ...(detail === undefined ? {} : { detail }) });
    },
    summary: () => ({ counts, reasons: [...reasons.values()].sort((a, b) => b.count - a.count) }),
  };
}
