import { operatorProfile } from "@nexa/db";
import type { CoreContext } from "../context.ts";
import { settingsErrors } from "./errors.ts";

const FIELDS = ["country", "timezone", "currency"] as const;

/**
 * Fixes the operator's country, time zone and currency at the first start, and compares them at every later one: amounts, phone
 * numbers and days that are stored already would change their meaning. Throws `settings.profileDiffers`.
 */
export async function ensureOperatorProfile(ctx: CoreContext): Promise<void> {
  const { operator } = ctx.runtime.config;
  const { orm } = ctx.db;
  await orm
    .insert(operatorProfile)
    .values({ ...operator, installedAt: ctx.clock.now() })
    .onConflictDoNothing();
  const [stored] = await orm.select().from(operatorProfile);
  const differing = FIELDS.filter((field) => stored?.[field] !== operator[field]);
  if (differing.length === 0) return;
  const list = differing.map((field) => `${field} is ${stored?.[field]}, not ${operator[field]}`).join("; ");
  throw settingsErrors.profileDiffers(
    { differing },
    `This installation was made with other settings: ${list}. Start it with those, or with an empty database.`,
  );
}
