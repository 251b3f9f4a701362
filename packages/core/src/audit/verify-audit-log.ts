import type { VerifyAuditLogInput, VerifyAuditLogOutput } from "@nexa/contracts";
import type { AdminActor, CoreContext } from "../context.ts";
import { type ChainEnd, NO_ROW_YET } from "./chain-fault.ts";
import { auditErrors } from "./errors.ts";
import { findUnsigned } from "./find-unsigned.ts";
import { followChain } from "./follow-chain.ts";

/** Rows of one answer: some seconds of work in pages, so that a log of any length holds nobody up. */
const MAX_ROWS = 50_000;

/** The whole chain from its start, for jobs and scripts; they may lack the secret by which rows not sealed yet are checked. */
export async function verifyAuditLog(ctx: CoreContext): Promise<VerifyAuditLogOutput> {
  const { fault, last, checkedCount } = await followChain(ctx, NO_ROW_YET, Number.POSITIVE_INFINITY);
  const unsealedCount = await countUnsealed(ctx);
  const head = last.seq === 0 ? null : { seq: last.seq, hash: last.hash };
  return { isIntact: fault === null, isComplete: true, checkedCount, unsealedCount, head, firstBroken: fault };
}

/**
 * Follows the chain from its start, or from a head noted earlier, and names the first row that was altered, deleted or inserted, also
 * among the rows that are not sealed yet. A long log takes several calls: while `isComplete` is false, call again with the `head`.
 * A chain that was made anew shows when a head noted earlier is sent.
 * @throws audit.checkpointIncomplete
 */
export async function verifyAuditPart(
  ctx: CoreContext<AdminActor>,
  input: VerifyAuditLogInput,
  maxRows: number = MAX_ROWS,
): Promise<VerifyAuditLogOutput> {
  const followed = await followChain(ctx, startOf(input), maxRows);
  const { last, checkedCount, isComplete } = followed;
  const firstBroken = followed.fault ?? (isComplete ? await findUnsigned(ctx, maxRows) : null);
  const head = last.seq === 0 ? null : { seq: last.seq, hash: last.hash };
  const unsealedCount = await countUnsealed(ctx);
  return { isIntact: firstBroken === null, isComplete, checkedCount, unsealedCount, head, firstBroken };
}

function startOf({ afterSeq, afterHash }: VerifyAuditLogInput): ChainEnd {
  if (afterSeq === undefined && afterHash === undefined) return NO_ROW_YET;
  if (afterSeq === undefined || afterHash === undefined) throw auditErrors.checkpointIncomplete();
  return { seq: afterSeq, hash: afterHash, id: null };
}

async function countUnsealed(ctx: CoreContext): Promise<number> {
  const [row] = await ctx.db.query<{ count: number }>({
    text: "select count(*) as count from audit_events where seq is null",
  });
  return row?.count ?? 0;
}
