import type { EmptyInput, ListJobsOutput } from "@nexa/contracts";
import { jobSchedules } from "@nexa/db";
import { asc } from "drizzle-orm";
import type { AdminActor, CoreContext } from "../context.ts";
import { getSettings } from "../settings/index.ts";
import { hasQueue, RUN_COLUMNS, type RunRow, toRun } from "./read-runs.ts";
import { MINUTE_SETTINGS, type Schedule, slotsOf } from "./slots.ts";

const LAST_RUNS = 5;

/** Everything the workers do by the clock, by name, each with when it runs next and its last runs. */
export async function listJobs(ctx: CoreContext<AdminActor>, _input: EmptyInput): Promise<ListJobsOutput> {
  const schedules = await ctx.db.orm.select().from(jobSchedules).orderBy(asc(jobSchedules.name));
  const runs = await lastRuns(
    ctx,
    schedules.map(({ name }) => name),
  );
  const settings = await getSettings(ctx);
  const now = ctx.clock.now();
  const items = schedules.map((row) => {
    const schedule = scheduleOf(row);
    const { name, pattern, expireSeconds } = row;
    const everyMinutes = "pattern" in schedule ? null : settings[schedule.everyMinutes];
    const next = slotsOf(schedule, settings, ctx.runtime.config.operator.timezone).next(now);
    const lastOfIt = runs.filter((run) => run.name === name).map(toRun);
    return { name, pattern, everyMinutes, nextRunAt: next.toISOString(), expireSeconds, lastRuns: lastOfIt };
  });
  return { items };
}

function scheduleOf({ pattern, everyMinutesOf }: { pattern: string | null; everyMinutesOf: string | null }): Schedule {
  if (pattern !== null) return { pattern };
  return { everyMinutes: MINUTE_SETTINGS.find((name) => name === everyMinutesOf) ?? MINUTE_SETTINGS[0] };
}

async function lastRuns(ctx: CoreContext, names: readonly string[]): Promise<RunRow[]> {
  if (names.length === 0 || !(await hasQueue(ctx))) return [];
  return ctx.db.query<RunRow>({
    text: `select run.* from unnest($1::text[]) as wanted (job_name) cross join lateral (
        select ${RUN_COLUMNS} from pgboss.job where name = wanted.job_name order by created_on desc, id desc limit ${LAST_RUNS}
      ) as run order by run.created_on desc, run.id desc`,
    values: [names],
  });
}
