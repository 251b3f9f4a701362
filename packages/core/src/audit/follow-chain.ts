import { auditChain, auditEvents } from "@nexa/db";
import { asc, eq, gt } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { type ChainEnd, type ChainFault, chainFault, NO_ROW_YET } from "./chain-fault.ts";
import { type AuditRow, hashEvent } from "./hash-event.ts";

const PAGE_ROWS = 500;

export type Followed = {
  /** The last row found right. */
  readonly last: ChainEnd;
  readonly checkedCount: number;
  readonly fault: ChainFault | null;
  /** False where `maxRows` came before the chain's end. */
  readonly isComplete: boolean;
};

/**
 * Follows the chain of sealed rows from a row whose hash the caller vouches for, a page at a time, until the first fault, the chain's end
 * or `maxRows`.
 */
export async function followChain(ctx: CoreContext, from: ChainEnd, maxRows: number): Promise<Followed> {
  const faultAtStart = await faultOfStart(ctx, from);
  if (faultAtStart) return { last: from, checkedCount: 0, fault: faultAtStart, isComplete: true };
  let last = from;
  const found = (fault: ChainFault | null, isComplete = true): Followed => {
    return { last, checkedCount: last.seq - from.seq, fault, isComplete };
  };
  for (;;) {
    // The end is read first: rows sealed after it are read below, and then belong to the next round.
    const end = await readEnd(ctx);
    const rows = await readAfter(ctx, last.seq);
    for (const row of rows) {
      const fault = chainFault(row, last);
      if (fault) return found(fault);
      last = { seq: last.seq + 1, hash: row.hash ?? "", id: row.id };
    }
    if (rows.length < PAGE_ROWS && last.seq <= end.seq) return found(faultOfEnd(last, end));
    if (rows.length === 0) return found({ seq: last.seq, id: last.id, fault: "inserted" });
    if (last.seq - from.seq >= maxRows) return found(null, false);
  }
}

/** The row that the caller remembers must still be there as it was. */
async function faultOfStart(ctx: CoreContext, { seq, hash }: ChainEnd): Promise<ChainFault | null> {
  if (seq === 0) return null;
  const [row] = await ctx.db.orm.select().from(auditEvents).where(eq(auditEvents.seq, seq));
  if (!row) return { seq, id: null, fault: "deleted" };
  const isAsItWas = row.hash === hash && row.prevHash !== null && hashEvent(row, seq, row.prevHash) === hash;
  return isAsItWas ? null : { seq, id: row.id, fault: "altered" };
}

/** The chain must end where the sealer left it: earlier, and rows were cut off; with another hash, and its last row was made anew. */
function faultOfEnd(last: ChainEnd, end: ChainEnd): ChainFault | null {
  if (last.seq < end.seq) return { seq: last.seq + 1, id: null, fault: "deleted" };
  return last.hash === end.hash ? null : { seq: last.seq, id: last.id, fault: "altered" };
}

async function readEnd(ctx: CoreContext): Promise<ChainEnd> {
  const [end] = await ctx.db.orm.select().from(auditChain);
  return end ? { seq: end.seq, hash: end.hash, id: null } : NO_ROW_YET;
}

function readAfter(ctx: CoreContext, seq: number): Promise<AuditRow[]> {
  return ctx.db.orm
    .select()
    .from(auditEvents)
    .where(gt(auditEvents.seq, seq))
    .orderBy(asc(auditEvents.seq))
    .limit(PAGE_ROWS);
}
