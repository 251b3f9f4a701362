import type { VerifyAuditLogOutput } from "@nexa/contracts";
import { auditChain, auditEvents } from "@nexa/db";
import { asc, gt } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { type ChainEnd, type ChainFault, chainFault, NO_ROW_YET } from "./chain-fault.ts";
import type { AuditRow } from "./hash-event.ts";

const PAGE_ROWS = 1_000;

/**
 * Follows the chain of sealed audit rows from its start, a page at a time, and names the first row that was altered, deleted or
 * inserted. Rows not sealed yet are only counted. Compare `head` with one noted earlier to notice a chain that was made anew.
 */
export async function verifyAuditLog(ctx: CoreContext): Promise<VerifyAuditLogOutput> {
  const { last, fault } = await followChain(ctx);
  return {
    isIntact: fault === null,
    checkedCount: last.seq,
    unsealedCount: await countUnsealed(ctx),
    head: last.seq === 0 ? null : { seq: last.seq, hash: last.hash },
    firstBroken: fault,
  };
}

async function followChain(ctx: CoreContext): Promise<{ last: ChainEnd; fault: ChainFault | null }> {
  let last = NO_ROW_YET;
  for (;;) {
    // The end is read first: rows sealed after it are read below, and then belong to the next round.
    const end = await readEnd(ctx);
    const rows = await readAfter(ctx, last.seq);
    for (const row of rows) {
      const fault = chainFault(row, last);
      if (fault) return { last, fault };
      last = { seq: last.seq + 1, hash: row.hash ?? "", id: row.id };
    }
    if (rows.length < PAGE_ROWS && last.seq <= end.seq) return { last, fault: faultOfEnd(last, end) };
    if (rows.length === 0) return { last, fault: { seq: last.seq, id: last.id, fault: "inserted" } };
  }
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

async function countUnsealed(ctx: CoreContext): Promise<number> {
  const [row] = await ctx.db.query<{ count: number }>({
    text: "select count(*) as count from audit_events where seq is null",
  });
  return row?.count ?? 0;
}
