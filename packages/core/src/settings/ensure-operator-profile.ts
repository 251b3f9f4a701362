import { defineReasons } from "@nexa/contracts";
import { operatorProfile } from "@nexa/db";
import type { CoreContext } from "../context.ts";

export const operatorErrors = defineReasons("operator", {
  profileDiffers: [
    "CONFLICT",
    "This installation was made with another country, time zone or currency. Start it with those, or with an empty database.",
  ],
});

const FIELDS = ["country", "timezone", "currency"] as const;

/**
 * Fixes the operator's country, time zone and currency at the first start, and compares them at every later one: amounts, phone
 * numbers and days that are stored already would change their meaning. Throws `operator.profileDiffers`.
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
  throw operatorErrors.profileDiffers(
    { differing },
    `This installation was made with other settings: ${list}. Start it with those, or with an empty database.`,
  );
}
