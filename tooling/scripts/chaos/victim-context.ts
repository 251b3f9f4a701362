import { movableClock } from "@nexa/core/clock";
import type { CoreContext } from "@nexa/core/context";
import { createRuntime } from "@nexa/core/runtime";
import { connectDatabase } from "@nexa/db";
import { selectAdapters } from "@nexa/integrations";

export type VictimOptions = { name: string; databaseUrl: string; now: string; maxConnections: number; folder: string };

/** A job's context in a process that is to be killed: on a database of a test, with a clock that stands. Loads no more than it needs. */
export function openVictim({ name, databaseUrl, now, maxConnections, folder }: VictimOptions) {
  const clock = movableClock(new Date(now));
  const db = connectDatabase({ url: databaseUrl, name, maxConnections });
  const secret = "0123456789abcdef0123456789abcdef";
  const quiet = () => undefined;
  const logger = {
    ...{ debug: quiet, info: quiet, warn: quiet },
    error: (facts: object, text: string) => console.error(text, facts),
  };
  const gateways = selectAdapters({
    ...{ clock, write: quiet, storageFolder: `${folder}/uploads`, filesFolder: folder },
    payments: { provider: "simulated", database: databaseUrl, webhookSecret: secret },
    ...{ sms: { provider: "console" }, push: { provider: "console" }, email: { provider: "console" } },
  });
  const runtime = createRuntime({
    ...{ db, clock, logger, gateways },
    config: {
      authSecrets: [secret],
      phoneVerification: "off",
      publicUrl: "http://localhost:3000",
      operator: { country: "IN", timezone: "Asia/Kolkata", currency: "INR" },
    },
  });
  const caller = { ip: null, userAgent: null };
  const ctx: CoreContext = { ...runtime, runtime, caller, requestId: "victim", actor: { kind: "job", name: "victim" } };
  const close = async () => {
    await runtime.close();
    await db.close();
  };
  return { ctx, close };
}
