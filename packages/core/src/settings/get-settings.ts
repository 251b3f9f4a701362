import { operatorSettings } from "@nexa/db";
import type { CoreContext } from "../context.ts";
import { runtimeSlot } from "../runtime.ts";
import { type Settings, settingsFrom } from "./definitions.ts";

const MAX_AGE_MS = 1_000;

const cache = runtimeSlot(() => {
  let held: { settings: Promise<Settings>; readAt: number } | undefined;
  return {
    forget: () => {
      held = undefined;
    },
    get: (read: () => Promise<Settings>): Promise<Settings> => {
      if (held && performance.now() - held.readAt < MAX_AGE_MS) return held.settings;
      const settings = read().catch((error: unknown) => {
        held = undefined;
        throw error;
      });
      held = { settings, readAt: performance.now() };
      return settings;
    },
  };
});

/** The operator's settings, at most a second old in this process. */
export function getSettings(ctx: CoreContext): Promise<Settings> {
  return cache(ctx).get(async () => settingsFrom(await ctx.runtime.db.orm.select().from(operatorSettings)));
}

/** Makes this process read the settings again on the next use. */
export function forgetSettings(ctx: CoreContext): void {
  cache(ctx).forget();
}
