import { operatorSettings } from "@nexa/db";
import type { CoreContext } from "../context.ts";
import { type Runtime, runtimeSlot } from "../runtime.ts";
import { type Settings, settingsFrom } from "./definitions.ts";

const MAX_AGE_MS = 1_000;

const cache = runtimeSlot(() => {
  let held: { settings: Promise<Settings>; readAt: number } | undefined;
  const fresh = () => (held && performance.now() - held.readAt < MAX_AGE_MS ? held.settings : undefined);
  return {
    forget: () => {
      held = undefined;
    },
    fresh,
    get: (read: () => Promise<Settings>): Promise<Settings> => {
      const known = fresh();
      if (known) return known;
      const reading = { settings: read(), readAt: performance.now() };
      reading.settings.catch(() => {
        if (held === reading) held = undefined;
      });
      held = reading;
      return reading.settings;
    },
  };
});

/** The operator's settings, at most a second old in this process. */
export function getSettings(ctx: CoreContext): Promise<Settings> {
  const held = cache(ctx);
  // A transaction reads for itself: waiting for a second connection while holding one can starve the pool.
  if (ctx.db.client !== null) return held.fresh() ?? readSettings(ctx);
  return held.get(() => readSettings(ctx));
}

/** Makes this process read the settings again on the next use. */
export function forgetSettings(ctx: { readonly runtime: Runtime }): void {
  cache(ctx).forget();
}

/** The settings as the running transaction sees them, past the cache. */
export async function readSettings(ctx: CoreContext): Promise<Settings> {
  return settingsFrom(await ctx.db.orm.select().from(operatorSettings));
}
