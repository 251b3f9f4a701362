import type { VerifyAuditLogOutput } from "@nexa/contracts";
import { type AuditRow, CHAIN_START, hashEvent } from "./hash-event.ts";

/** The last row found right; `id` is null before the first. */
export type ChainEnd = { readonly seq: number; readonly hash: string; readonly id: string | null };
export type ChainFault = NonNullable<VerifyAuditLogOutput["firstBroken"]>;

export const NO_ROW_YET: ChainEnd = { seq: 0, hash: CHAIN_START, id: null };

/**
 * What is wrong with `row`, which should follow `last`; null when it does. A row that is right in itself but does not follow tells of
 * its neighbour: it remembers the hash and, by its own hash, the place it was sealed with.
 */
export function chainFault(row: AuditRow, last: ChainEnd): ChainFault | null {
  const seq = last.seq + 1;
  const altered: ChainFault = { seq, id: row.id, fault: "altered" };
  if (row.seq !== seq) return { seq, id: null, fault: "deleted" };
  if (row.hash === hashEvent(row, seq, last.hash)) return row.prevHash === last.hash ? null : altered;
  if (row.prevHash === null || row.prevHash === last.hash) return altered;
  const before = row.prevHash;
  const wasSealedAt = (place: number) => row.hash === hashEvent(row, place, before);
  if (wasSealedAt(seq + 1)) return { seq, id: null, fault: "deleted" };
  if (last.id !== null && wasSealedAt(seq - 1)) return { seq: last.seq, id: last.id, fault: "inserted" };
  if (last.id !== null && wasSealedAt(seq)) return { seq: last.seq, id: last.id, fault: "altered" };
  return altered;
}
