import type { BackupSchedule } from "@nexa/contracts";
import { tasks } from "@nexa/db";
import { and, desc, eq, sql } from "drizzle-orm";
import type { AdminActor, CoreContext } from "../context.ts";
import { getSettings } from "../settings/index.ts";
import { nextSlot } from "./backup-schedule.ts";
import { scheduleOf } from "./schedule-of.ts";

/** When backups are made, when the next one is due and what came of the last. */
export async function getBackupSchedule(ctx: CoreContext<AdminActor>): Promise<BackupSchedule> {
  const settings = await getSettings(ctx);
  const rule = scheduleOf(settings);
  const { timezone } = ctx.runtime.config.operator;
  const isScheduled = and(eq(tasks.kind, "backup"), sql`${tasks.params} ->> 'reason' = 'scheduled'`);
  const [last] = await ctx.db.orm.select().from(tasks).where(isScheduled).orderBy(desc(tasks.id)).limit(1);
  return {
    ...rule,
    kept: settings.backupsKept,
    timezone,
    nextAt: nextSlot(rule, timezone, ctx.clock.now())?.toISOString() ?? null,
    lastScheduledAt: last?.requestedAt.toISOString() ?? null,
    lastStatus: last?.status ?? null,
    lastError: last?.error ?? null,
  };
}
