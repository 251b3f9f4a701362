import { decodeCursor, Id, type ListJobRunsInput, type ListJobRunsOutput, toPage } from "@nexa/contracts";
import type { AdminActor, CoreContext } from "../context.ts";
import { requestErrors } from "../trpc/errors.ts";
import { hasQueue, QUEUE_STATES, RUN_COLUMNS, type RunRow, toRun } from "./read-runs.ts";
import { requireJob } from "./require-job.ts";

/** A job's runs of the last seven days, the newest first. @throws jobs.notFound request.badCursor */
export async function listJobRuns(ctx: CoreContext<AdminActor>, input: ListJobRunsInput): Promise<ListJobRunsOutput> {
  const { jobName, state, limit, cursor } = input;
  const before = cursor === undefined ? null : positionOf(cursor);
  await requireJob(ctx, jobName);
  if (!(await hasQueue(ctx))) return { items: [], nextCursor: null };
  const rows = await ctx.db.query<RunRow>({
    text: `select ${RUN_COLUMNS} from pgboss.job where name = $1 and ($2::text is null or state::text = $2)
        and ($3::bigint is null or (created_on, id) < ('epoch'::timestamptz + $3 * interval '1 microsecond', $4::uuid))
      order by created_on desc, id desc limit $5`,
    values: [jobName, state ? QUEUE_STATES[state] : null, before?.micros ?? null, before?.id ?? null, limit + 1],
  });
  const page = toPage(rows, limit, (row) => [row.position, row.id]);
  return { items: page.items.map(toRun), nextCursor: page.nextCursor };
}

function positionOf(cursor: string): { micros: number; id: string } {
  const [micros, text] = decodeCursor(cursor, 2) ?? [];
  const id = Id.safeParse(text);
  if (!Number.isSafeInteger(micros) || typeof micros !== "number" || !id.success) throw requestErrors.badCursor();
  return { micros, id: id.data };
}
