import { backups, operatorProfile, operatorSettings, tasks } from "@nexa/db";
import { and, eq, gte, inArray, sql } from "drizzle-orm";
import { recordAudit } from "../audit/index.ts";
import { type CoreContext, withTransaction } from "../context.ts";
import { getSettings } from "../settings/index.ts";
import { startTask } from "../tasks/index.ts";
import { latestSlot } from "./backup-schedule.ts";
import { SCHEDULE_SETTINGS, scheduleOf } from "./schedule-of.ts";

/**
 * The worker's verb: starts the scheduled backup whose time has come, once however often it is called. A time that passed while no worker
 * ran is made up for; one before the installation or before the schedule was changed is not.
 */
export function startDueBackup(ctx: CoreContext): Promise<{ started: boolean }> {
  return withTransaction(ctx, async (tx) => {
    const rule = scheduleOf(await getSettings(tx));
    const slot = latestSlot(rule, tx.runtime.config.operator.timezone, tx.clock.now());
    if (slot === null || slot <= (await sinceWhen(tx))) return { started: false };
    await tx.db.query({ text: "select pg_advisory_xact_lock(hashtext('nexa.backups.schedule'))" });
    if (await isStarted(tx, slot)) return { started: false };
    const params = { action: "create", kind: "full", reason: "scheduled", slot: slot.toISOString() };
    const task = await startTask(tx, { kind: "backup", params });
    await recordAudit(tx, { action: "backups.schedule.start", subject: { kind: "task", id: task.id }, after: params });
    return { started: true };
  });
}

async function sinceWhen(tx: CoreContext): Promise<Date> {
  const { orm } = tx.db;
  const [profile] = await orm.select({ at: operatorProfile.installedAt }).from(operatorProfile);
  const changed = await orm
    .select({ at: operatorSettings.updatedAt })
    .from(operatorSettings)
    .where(inArray(operatorSettings.name, [...SCHEDULE_SETTINGS]));
  const times = [...changed, ...(profile ? [profile] : [])].map(({ at }) => at.getTime());
  return new Date(Math.max(0, ...times));
}

/** By its task, or by its backup where the task was forgotten meanwhile. */
async function isStarted(tx: CoreContext, slot: Date): Promise<boolean> {
  const { orm } = tx.db;
  const isTask = and(eq(tasks.kind, "backup"), sql`${tasks.params} ->> 'slot' = ${slot.toISOString()}`);
  const started = await orm.select({ id: tasks.id }).from(tasks).where(isTask).limit(1);
  if (started.length > 0) return true;
  const isMade = and(gte(backups.addedAt, slot), sql`${backups.manifest} ->> 'reason' = 'scheduled'`);
  return (await orm.select({ id: backups.id }).from(backups).where(isMade).limit(1)).length > 0;
}
