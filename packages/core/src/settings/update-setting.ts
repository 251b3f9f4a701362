import { newId } from "@nexa/contracts";
import { operatorSettingChanges, operatorSettings } from "@nexa/db";
import { eq } from "drizzle-orm";
import { recordAudit } from "../audit/index.ts";
import { type AdminActor, type CoreContext, withTransaction } from "../context.ts";
import { SETTINGS, type SettingName, type Settings } from "./definitions.ts";
import { settingsErrors } from "./errors.ts";
import { forgetSettings, getSettings } from "./get-settings.ts";

/** Changes one operator setting, keeps the change in its history and the audit log, and answers all settings. */
export async function updateSetting(
  ctx: CoreContext<AdminActor>,
  input: { name: string; value: unknown },
): Promise<Settings> {
  if (!isSettingName(input.name)) throw settingsErrors.unknown();
  const parsed = SETTINGS[input.name].safeParse(input.value);
  if (!parsed.success || input.value === undefined) {
    throw settingsErrors.outOfBounds({
      fields: [{ path: "value", message: parsed.error?.issues[0]?.message ?? "is missing" }],
    });
  }
  const name = input.name;
  const value = parsed.data;
  const now = ctx.clock.now();
  const { adminId } = ctx.actor;
  await withTransaction(ctx, async (tx) => {
    const [old] = await tx.db.orm.select().from(operatorSettings).where(eq(operatorSettings.name, name)).for("update");
    const row = { value, updatedAt: now, updatedBy: adminId };
    await tx.db.orm
      .insert(operatorSettings)
      .values({ name, ...row })
      .onConflictDoUpdate({ target: operatorSettings.name, set: row });
    const before = old?.value ?? SETTINGS[name].parse(undefined);
    await tx.db.orm
      .insert(operatorSettingChanges)
      .values({ id: newId(now), name, before, after: value, changedAt: now, changedBy: adminId });
    await recordAudit(tx, { action: "settings.update", subject: { kind: "setting", id: name }, before, after: value });
  });
  forgetSettings(ctx);
  return getSettings(ctx);
}

function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(SETTINGS, name);
}
