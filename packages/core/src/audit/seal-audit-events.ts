import { idFloor } from "@nexa/contracts";
import { auditChain, auditEvents } from "@nexa/db";
import { and, asc, gt, isNull } from "drizzle-orm";
import { type CoreContext, withTransaction } from "../context.ts";
import { type AuditRow, CHAIN_START, hashEvent } from "./hash-event.ts";
import { isSigned } from "./sign-event.ts";

const BATCH_ROWS = 500;
const MAX_BATCHES = 40;
/** Rows are signed since this version. Older ones without a signature join the chain only before the first row that is younger. */
const SIGNED_SINCE = idFloor(new Date("2026-11-23T17:00:00Z"));

export type SealOptions = {
  /** Takes every row as it is: what a restore or the demo's history has just written was checked by other means. */
  readonly trustsUnsigned?: boolean;
};

type Head = { seq: number; hash: string };
type Batch = { seen: number; sealed: number; refused: number; head: Head | null; lastId: string | null };

const NOTHING: Batch = { seen: 0, sealed: 0, refused: 0, head: null, lastId: null };

/**
 * Chains committed audit rows: each gets its place and a hash over itself and the row before it, so that a later change shows. A row
 * that this installation did not sign is left out for `verify` to name. A single sealer works at a time; another one returns at once.
 * A row that commits late, with an older id, is sealed later. Answers how many rows it sealed and how many it refused.
 */
export async function sealAuditEvents(
  ctx: CoreContext,
  options: SealOptions = {},
): Promise<{ sealed: number; refused: number }> {
  let sealed = 0;
  let refused = 0;
  let head: Head | null = null;
  let after: string | null = null;
  for (let count = 0; count < MAX_BATCHES; count += 1) {
    const position: string | null = after;
    const batch: Batch = await withTransaction(ctx, (tx) => sealBatch(tx, position, options));
    head = batch.head ?? head;
    sealed += batch.sealed;
    refused += batch.refused;
    after = batch.lastId;
    if (batch.seen < BATCH_ROWS) break;
  }
  // The log is another place that an intruder in the database cannot rewrite.
  if (head) ctx.logger.info({ seq: head.seq, hash: head.hash }, "audit log sealed");
  if (refused > 0) ctx.logger.error({ refused }, "audit rows that this installation did not write are not sealed");
  return { sealed, refused };
}

async function sealBatch(tx: CoreContext, after: string | null, options: SealOptions): Promise<Batch> {
  const [lock] = await tx.db.query<{ held: boolean }>({
    text: "select pg_try_advisory_xact_lock(hashtext('nexa.audit.seal')) as held",
  });
  if (!lock?.held) return NOTHING;
  const rows = await tx.db.orm
    .select()
    .from(auditEvents)
    .where(and(isNull(auditEvents.seq), after === null ? undefined : gt(auditEvents.id, after)))
    .orderBy(asc(auditEvents.id))
    .limit(BATCH_ROWS);
  const known = options.trustsUnsigned ? rows : await ourRows(tx, rows);
  const head = known.length === 0 ? null : await chain(tx, known);
  const lastId = rows.at(-1)?.id ?? null;
  return { seen: rows.length, sealed: known.length, refused: rows.length - known.length, head, lastId };
}

/** The rows that may join the chain: signed ones, and those of the version before where nothing of this one is sealed yet. */
async function ourRows(tx: CoreContext, rows: readonly AuditRow[]): Promise<AuditRow[]> {
  const signed = rows.map((row) => isSigned(tx, row));
  const isOld = (row: AuditRow) => row.mac === null && row.id < SIGNED_SINCE;
  const mayBeOld = rows.some(isOld) && !(await hasSealedSince(tx));
  return rows.filter((row, index) => signed[index] || (mayBeOld && isOld(row)));
}

async function hasSealedSince(tx: CoreContext): Promise<boolean> {
  const found = await tx.db.query({
    text: "select 1 as one from audit_events where id >= $1 and seq is not null limit 1",
    values: [SIGNED_SINCE],
  });
  return found.length > 0;
}

async function chain(tx: CoreContext, rows: readonly AuditRow[]): Promise<Head> {
  const [stored] = await tx.db.orm.select().from(auditChain);
  let head: Head = stored ?? { seq: 0, hash: CHAIN_START };
  const seals = rows.map((row) => {
    const prevHash = head.hash;
    const seq = head.seq + 1;
    head = { seq, hash: hashEvent(row, seq, prevHash) };
    return { id: row.id, seq, prev_hash: prevHash, hash: head.hash };
  });
  await tx.db.query({
    text: `update audit_events as event set seq = seal.seq, prev_hash = seal.prev_hash, hash = seal.hash, mac = null
      from jsonb_to_recordset($1::jsonb) as seal (id uuid, seq bigint, prev_hash text, hash text) where event.id = seal.id`,
    values: [JSON.stringify(seals)],
  });
  await tx.db.orm
    .insert(auditChain)
    .values({ seq: head.seq, hash: head.hash })
    .onConflictDoUpdate({ target: auditChain.id, set: { seq: head.seq, hash: head.hash } });
  return head;
}
