import { maskPhone } from "@nexa/contracts";
import { type CoreContext, withTransaction } from "../context.ts";
import { recordPostpaidEvent } from "./record-postpaid-event.ts";

const CHUNK_ROWS = 200;

/**
 * Marks requests to share a plan that ran out, with their events, in chunks of one transaction, passing over rows that others hold.
 * They count as expired before it comes by. Answers how many it marked; stops between two chunks once `signal` aborts.
 */
export async function expireSecondaryRequests(ctx: CoreContext, signal?: AbortSignal): Promise<{ expired: number }> {
  for (let expired = 0; ; ) {
    if (signal?.aborted) return { expired };
    const chunk = await withTransaction(ctx, expireChunk);
    expired += chunk;
    if (chunk < CHUNK_ROWS) return { expired };
  }
}

async function expireChunk(tx: CoreContext): Promise<number> {
  const rows = await tx.db.query<ExpiredRow>({
    text: `update postpaid_secondaries set status = 'expired', ended_at = expires_at where id in (
        select id from postpaid_secondaries where status = 'requested' and expires_at <= $1
        order by id limit ${CHUNK_ROWS} for update skip locked
      ) returning id, activation_id, phone`,
    values: [tx.clock.now()],
  });
  await recordExpired(tx, rows);
  return rows.length;
}

/** The same for one activation that the caller has locked: requests that ran out make room before the job comes round. */
export async function expireRequestsOf(tx: CoreContext, activationId: string): Promise<void> {
  const rows = await tx.db.query<ExpiredRow>({
    text: `update postpaid_secondaries set status = 'expired', ended_at = expires_at
      where activation_id = $1 and status = 'requested' and expires_at <= $2 returning id, activation_id, phone`,
    values: [activationId, tx.clock.now()],
  });
  await recordExpired(tx, rows);
}

type ExpiredRow = { id: string; activation_id: string; phone: string };

async function recordExpired(tx: CoreContext, rows: readonly ExpiredRow[]): Promise<void> {
  for (const { id, activation_id: activationId, phone } of rows) {
    const causeKey = `secondary_ended:${id}`;
    await recordPostpaidEvent(tx, { activationId, kind: "secondary_expired", causeKey, detail: maskPhone(phone) });
  }
}
