import { operatorSettings } from "@nexa/db";
import type { CoreContext } from "../context.ts";
import { type Runtime, runtimeSlot } from "../runtime.ts";
import { type Settings, settingsFrom } from "./definitions.ts";

const MAX_AGE_MS = 1_000;

type Reading = { readonly running: Promise<Settings>; readonly readAt: number; settings: Settings | null };

const cache = runtimeSlot(() => {
  let held: Reading | undefined;
  const fresh = () => (held && performance.now() - held.readAt < MAX_AGE_MS ? held : undefined);
  return {
    forget: () => {
      held = undefined;
    },
    /** What was read, never what is still being read. */
    known: () => fresh()?.settings ?? null,
    get: (read: () => Promise<Settings>): Promise<Settings> => (fresh() ?? start(read)).running,
  };

  function start(read: () => Promise<Settings>): Reading {
    const reading: Reading = { running: read(), readAt: performance.now(), settings: null };
    held = reading;
    reading.running.then(
      (settings) => {
        reading.settings = settings;
      },
      () => {
        if (held === reading) held = undefined;
      },
    );
    return reading;
  }
});

/** The operator's settings, at most a second old in this process. */
export async function getSettings(ctx: CoreContext): Promise<Settings> {
  const held = cache(ctx);
  // A transaction reads for itself, and does not join a read of somebody without one: waiting for a second connection while
  // holding one can starve the pool.
  if (ctx.db.client !== null) return held.known() ?? readSettings(ctx);
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
