import { jobSchedules } from "@nexa/db";
import { notInArray, sql } from "drizzle-orm";
import { type CoreContext, withTransaction } from "../context.ts";
import type { Schedule } from "./slots.ts";

export type PublishedJob = { readonly name: string; readonly schedule: Schedule; readonly expireSeconds: number };

/** Writes down what the worker that starts does and when, for the server to show; what it does no more is taken off. */
export async function publishJobs(ctx: CoreContext, jobs: readonly PublishedJob[]): Promise<void> {
  const publishedAt = ctx.clock.now();
  const rows = jobs.map(({ name, schedule, expireSeconds }) => ({
    ...{ name, expireSeconds, publishedAt },
    pattern: "pattern" in schedule ? schedule.pattern : null,
    everyMinutesOf: "pattern" in schedule ? null : schedule.everyMinutes,
  }));
  await withTransaction(ctx, async (tx) => {
    // Workers that start together would lock each other's rows in another order.
    await tx.db.query({ text: "select pg_advisory_xact_lock(hashtext('nexa.jobs.publish'))" });
    const names = rows.map(({ name }) => name);
    await tx.db.orm.delete(jobSchedules).where(names.length > 0 ? notInArray(jobSchedules.name, names) : undefined);
    if (rows.length === 0) return;
    const set = {
      pattern: sql`excluded.pattern`,
      everyMinutesOf: sql`excluded.every_minutes_of`,
      expireSeconds: sql`excluded.expire_seconds`,
      publishedAt,
    };
    await tx.db.orm.insert(jobSchedules).values(rows).onConflictDoUpdate({ target: jobSchedules.name, set });
  });
}
