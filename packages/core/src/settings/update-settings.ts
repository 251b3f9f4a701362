import { newId, type UpdateSettingsInput, type UpdateSettingsOutput } from "@nexa/contracts";
import { operatorSettingChanges, operatorSettings } from "@nexa/db";
import { recordAudit } from "../audit/index.ts";
import { type AdminActor, type CoreContext, withTransaction } from "../context.ts";
import { isSettingName, type SettingName, type Settings } from "./definitions.ts";
import { settingsErrors } from "./errors.ts";
import { forgetSettings, getSettings, readSettings } from "./get-settings.ts";
import { settingsOfRole } from "./settings-of-role.ts";

/**
 * Changes the settings sent, keeps each change in their history and the audit log, and answers all that the caller's role may change as
 * they stand. @throws settings.ownersOnly
 */
export async function updateSettings(
  ctx: CoreContext<AdminActor>,
  input: UpdateSettingsInput,
): Promise<UpdateSettingsOutput> {
  const now = ctx.clock.now();
  const names = settingsOfRole(ctx.actor.role);
  const others = Object.keys(input).filter((name) => !names.some((own) => own === name));
  if (others.length > 0) throw settingsErrors.ownersOnly({ settings: others });
  await withTransaction(ctx, async (tx) => {
    // One change at a time: what one writes down as "before" is what the other left.
    await tx.db.query({ text: "select pg_advisory_xact_lock(hashtext('nexa.settings'))" });
    const before = await readSettings(tx);
    for (const [name, value] of Object.entries(input)) {
      if (isSettingName(name) && value !== undefined) await change(tx, name, before[name], value, now);
    }
  });
  forgetSettings(ctx);
  const settings = await getSettings(ctx);
  return Object.fromEntries(names.map((name) => [name, settings[name]]));
}

async function change(
  tx: CoreContext<AdminActor>,
  name: SettingName,
  before: Settings[SettingName],
  value: Settings[SettingName],
  now: Date,
): Promise<void> {
  if (JSON.stringify(before) === JSON.stringify(value)) return;
  const { adminId } = tx.actor;
  const row = { value, updatedAt: now, updatedBy: adminId };
  await tx.db.orm
    .insert(operatorSettings)
    .values({ name, ...row })
    .onConflictDoUpdate({ target: operatorSettings.name, set: row });
  await tx.db.orm
    .insert(operatorSettingChanges)
    .values({ id: newId(now), name, before, after: value, changedAt: now, changedBy: adminId });
  await recordAudit(tx, { action: "settings.update", subject: { kind: "setting", id: name }, before, after: value });
}
