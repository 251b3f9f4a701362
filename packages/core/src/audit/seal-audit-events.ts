import { auditChain, auditEvents } from "@nexa/db";
import { asc, isNull } from "drizzle-orm";
import { type CoreContext, withTransaction } from "../context.ts";
import { CHAIN_START, hashEvent } from "./hash-event.ts";

const BATCH_ROWS = 500;
const MAX_BATCHES = 40;

type Head = { seq: number; hash: string };

/**
 * Chains committed audit rows: each gets its place and a hash over itself and the row before it, so that a later change shows. A single
 * sealer works at a time; another one returns at once. A row that commits late, with an older id, is sealed later. Answers how many
 * rows it sealed.
 */
export async function sealAuditEvents(ctx: CoreContext): Promise<{ sealed: number }> {
  let sealed = 0;
  let head: Head | null = null;
  for (let batch = 0; batch < MAX_BATCHES; batch += 1) {
    const result = await withTransaction(ctx, sealBatch);
    head = result.head ?? head;
    sealed += result.sealed;
    if (result.sealed < BATCH_ROWS) break;
  }
  // The log is another place that an intruder in the database cannot rewrite.
  if (head) ctx.logger.info({ seq: head.seq, hash: head.hash }, "audit log sealed");
  return { sealed };
}

async function sealBatch(tx: CoreContext): Promise<{ sealed: number; head: Head | null }> {
  const [lock] = await tx.db.query<{ held: boolean }>({
    text: "select pg_try_advisory_xact_lock(hashtext('nexa.audit.seal')) as held",
  });
  if (!lock?.held) return { sealed: 0, head: null };
  const rows = await tx.db.orm
    .select()
    .from(auditEvents)
    .where(isNull(auditEvents.seq))
    .orderBy(asc(auditEvents.id))
    .limit(BATCH_ROWS);
  if (rows.length === 0) return { sealed: 0, head: null };
  const [stored] = await tx.db.orm.select().from(auditChain);
  let head: Head = stored ?? { seq: 0, hash: CHAIN_START };
  const seals = rows.map((row) => {
    const prevHash = head.hash;
    const seq = head.seq + 1;
    head = { seq, hash: hashEvent(row, seq, prevHash) };
    return { id: row.id, seq, prev_hash: prevHash, hash: head.hash };
  });
  await tx.db.query({
    text: `update audit_events as event set seq = seal.seq, prev_hash = seal.prev_hash, hash = seal.hash
      from jsonb_to_recordset($1::jsonb) as seal (id uuid, seq bigint, prev_hash text, hash text) where event.id = seal.id`,
    values: [JSON.stringify(seals)],
  });
  await tx.db.orm
    .insert(auditChain)
    .values({ seq: head.seq, hash: head.hash })
    .onConflictDoUpdate({ target: auditChain.id, set: { seq: head.seq, hash: head.hash } });
  return { sealed: rows.length, head };
}
