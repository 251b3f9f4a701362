import { createReadStream } from "node:fs";
import { join } from "node:path";
import { restoreArchive } from "@nexa/core/backups/restore/index";
import { movableClock } from "@nexa/core/clock";
import type { CoreContext } from "@nexa/core/context";
import { createRuntime } from "@nexa/core/runtime";
import { connectDatabase } from "@nexa/db";
import { selectAdapters } from "@nexa/integrations";

// Restores a backup as the command does. Arguments: the database, its clock's instant, the backup's file, a folder for what it stores.
const [databaseUrl = "", now = "", file = "", folder = ""] = process.argv.slice(2);

const clock = movableClock(new Date(now));
const db = connectDatabase({ url: databaseUrl, name: "restore-victim", maxConnections: 3 });
const secret = "0123456789abcdef0123456789abcdef";
const quiet = () => undefined;
const logger = {
  ...{ debug: quiet, info: quiet, warn: quiet },
  error: (facts: object, text: string) => console.error(text, facts),
};
const gateways = selectAdapters({
  ...{ clock, write: quiet, storageFolder: join(folder, "uploads"), filesFolder: folder },
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

// Whoever kills it counts from here.
console.log("begins");
await restoreArchive(ctx, {
  ...{ source: "victim", taskId: null, requestedBy: null, report: quiet, signal: new AbortController().signal },
  bytes: async () => createReadStream(file),
});
await runtime.close();
await db.close();
