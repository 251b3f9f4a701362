import { createHash } from "node:crypto";
import type { auditEvents } from "@nexa/db";

export type AuditRow = typeof auditEvents.$inferSelect;

/** What the first row of the chain follows. */
export const CHAIN_START = "0".repeat(64);

/** A sealed row's own hash: SHA-256 over the hash before it, its place and the row as canonical JSON. Lower-case hex. */
export function hashEvent(row: AuditRow, seq: number, prevHash: string): string {
  return createHash("sha256")
    .update(`${prevHash}\n${seq}\n${eventText(row)}`)
    .digest("hex");
}

/** What the row says, as one text: equal for equal rows. */
export function eventText(row: AuditRow): string {
  return canonicalJson(content(row));
}

/** A column added later joins only where it is not null, so that rows sealed before keep their hash. */
function content(row: AuditRow) {
  const { id, at, actorKind, actorId, action, subjectKind, subjectId, requestId, reason, before, after } = row;
  const who = { actorKind, actorId, requestId };
  const what = { action, subjectKind, subjectId, reason, before, after };
  return { id, at: at.toISOString(), ...who, ...what };
}

/** JSON with the keys of every object in code unit order and no space, so that equal values make equal text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`).join(",")}}`;
  }
  return JSON.stringify(value ?? null);
}
