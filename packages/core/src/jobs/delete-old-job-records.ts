import { idFloor } from "@nexa/contracts";
import type { CoreContext } from "../context.ts";

const DAY_MS = 86_400_000;
const REQUEST_DAYS = 7;
const TASK_DAYS = 180;
const CHUNK_ROWS = 1_000;

export type DeleteOldJobRecordsOutput = { requests: number; tasks: number };

/** Deletes requests for runs after 7 days and tasks that ended after 180, a thousand a statement. */
export async function deleteOldJobRecords(ctx: CoreContext, signal?: AbortSignal): Promise<DeleteOldJobRecordsOutput> {
  const requests = await deleteOld(ctx, { table: "job_requests", isOver: "true", days: REQUEST_DAYS }, signal);
  const tasks = await deleteOld(ctx, { table: "tasks", isOver: "ended_at is not null", days: TASK_DAYS }, signal);
  return { requests, tasks };
}

type Old = { table: "job_requests" | "tasks"; isOver: string; days: number };

async function deleteOld(ctx: CoreContext, { table, isOver, days }: Old, signal?: AbortSignal): Promise<number> {
  const floor = idFloor(new Date(ctx.clock.now().getTime() - days * DAY_MS));
  for (let deleted = 0; ; ) {
    if (signal?.aborted) return deleted;
    const chunk = await ctx.db.query({
      text: `delete from ${table} where id in (select id from ${table} where id < $1 and ${isOver} order by id limit ${CHUNK_ROWS}) returning id`,
      values: [floor],
    });
    deleted += chunk.length;
    if (chunk.length < CHUNK_ROWS) return deleted;
  }
}
