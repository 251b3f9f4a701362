import { newId, OperatorSettings, type UpdateSettingsInput } from "@nexa/contracts";
import { operatorSettingChanges, operatorSettings } from "@nexa/db";
import { recordAudit } from "../audit/index.ts";
import { type AdminActor, type CoreContext, withTransaction } from "../context.ts";
import { isSettingName, type SettingName, type Settings } from "./definitions.ts";
import { forgetSettings, getSettings, readSettings } from "./get-settings.ts";

/** Changes the settings sent, keeps each change in their history and the audit log, and answers all of them as they stand. */
export async function updateSettings(
  ctx: CoreContext<AdminActor>,
  input: UpdateSettingsInput,
): Promise<OperatorSettings> {
  const now = ctx.clock.now();
  await withTransaction(ctx, async (tx) => {
    // One change at a time: what one writes down as "before" is what the other left.
    await tx.db.query({ text: "select pg_advisory_xact_lock(hashtext('nexa.settings'))" });
    const before = await readSettings(tx);
    for (const [name, value] of Object.entries(input)) {
      if (isSettingName(name) && value !== undefined) await change(tx, name, before[name], value, now);
    }
  });
  forgetSettings(ctx);
  return OperatorSettings.parse(await getSettings(ctx));
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
