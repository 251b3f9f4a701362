import { broadcasts } from "@nexa/db";
import { and, asc, eq, inArray } from "drizzle-orm";
import { type CoreContext, withTransaction } from "../../context.ts";
import { isUnavailable } from "../../trpc/errors.ts";
import { enqueueNotices } from "../enqueue-notices.ts";
import { nextCandidates } from "./audience.ts";
import { noticeParamsOf } from "./broadcast-notice.ts";
import type { BroadcastRow } from "./to-broadcast.ts";

/** Customers looked at in one transaction. */
const CHUNK = 500;
/** A run ends after so many chunks; the next slot goes on. */
const MAX_CHUNKS = 400;
const MAX_ERROR_CHARS = 300;

export type RunBroadcastsOutput = { chunks: number; reached: number };

/**
 * The worker's verb: carries out the broadcasts that wait, oldest first, chunk by chunk. Recipients, their notices and the cursor are
 * one transaction, so that a process killed anywhere repeats and misses nobody; any number of workers may run it, each chunk is one's.
 */
export async function runBroadcasts(ctx: CoreContext, signal?: AbortSignal): Promise<RunBroadcastsOutput> {
  const output = { chunks: 0, reached: 0 };
  while (output.chunks < MAX_CHUNKS && !signal?.aborted) {
    const reached = await runOne(ctx);
    if (reached === null) break;
    output.chunks += 1;
    output.reached += reached;
  }
  return output;
}

/** One chunk of the oldest open broadcast that nobody else works on; null where there is none. */
async function runOne(ctx: CoreContext): Promise<number | null> {
  let current: BroadcastRow | undefined;
  try {
    return await withTransaction(ctx, async (tx) => {
      [current] = await tx.db.orm
        .select()
        .from(broadcasts)
        .where(inArray(broadcasts.status, ["queued", "running"]))
        .orderBy(asc(broadcasts.createdAt))
        .limit(1)
        .for("update", { skipLocked: true });
      return current ? await runChunk(tx, current) : null;
    });
  } catch (error) {
    if (!current || isUnavailable(error)) throw error;
    await failBroadcast(ctx, current, error);
    return 0;
  }
}

async function runChunk(tx: CoreContext, row: BroadcastRow): Promise<number> {
  const now = tx.clock.now();
  const { id, audience, cursor, createdAt } = row;
  const candidates = await nextCandidates(tx, { audience, madeAt: createdAt, cursor, limit: CHUNK });
  const meant = candidates.filter((candidate) => candidate.isMeant);
  const params = noticeParamsOf(row);
  const causeOf = (customerId: string) => `broadcast:${id}:${customerId}`;
  await enqueueNotices(
    tx,
    meant.map((customer) => ({
      type: "promotional",
      customerId: customer.id,
      phone: customer.phone,
      params,
      causeKey: causeOf(customer.id),
    })),
  );
  await tx.db.query({
    text: `insert into broadcast_recipients (broadcast_id, customer_id, notification_id, created_at)
      select $1::uuid, customer_id, cause.notification_id, $3 from unnest($2::uuid[]) as customer_id
      join notification_causes as cause on cause.cause_key = 'broadcast:' || $1 || ':' || customer_id`,
    values: [id, meant.map((customer) => customer.id), now],
  });
  const isLast = candidates.length < CHUNK;
  await tx.db.orm
    .update(broadcasts)
    .set({
      status: isLast ? "completed" : "running",
      startedAt: row.startedAt ?? now,
      endedAt: isLast ? now : null,
      cursor: candidates.at(-1)?.id ?? cursor,
      reached: row.reached + meant.length,
    })
    .where(eq(broadcasts.id, id));
  return meant.length;
}

/** A broadcast that cannot go on is set aside with its reason, so that those behind it do; staff may resume it. */
async function failBroadcast(ctx: CoreContext, row: BroadcastRow, error: unknown): Promise<void> {
  ctx.logger.error({ err: error, broadcastId: row.id }, "a broadcast failed");
  const reason = error instanceof Error ? error.message : String(error);
  await ctx.db.orm
    .update(broadcasts)
    .set({ status: "failed", endedAt: ctx.clock.now(), error: reason.slice(0, MAX_ERROR_CHARS) })
    .where(and(eq(broadcasts.id, row.id), inArray(broadcasts.status, ["queued", "running"])));
}
