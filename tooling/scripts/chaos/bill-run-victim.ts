import { tmpdir } from "node:os";
import { movableClock } from "@nexa/core/clock";
import type { CoreContext } from "@nexa/core/context";
import { runBills } from "@nexa/core/postpaid/billing/run-bills";
import { createRuntime } from "@nexa/core/runtime";
import { connectDatabase } from "@nexa/db";
import { selectAdapters } from "@nexa/integrations";

// Loads no more than it needs, as it is started over and over. Runs the bills of a database as a worker does, in small chunks, until none is due. Arguments: the database, its clock's instant.
const [databaseUrl = "", now = ""] = process.argv.slice(2);
const CHUNK = 20;

const clock = movableClock(new Date(now));
const db = connectDatabase({ url: databaseUrl, name: "bill-run-victim", maxConnections: 2 });
const secret = "0123456789abcdef0123456789abcdef";
const quiet = () => undefined;
const logger = {
  ...{ debug: quiet, info: quiet, warn: quiet },
  error: (facts: object, text: string) => console.error(text, facts),
};
const gateways = selectAdapters({
  ...{ clock, write: quiet, storageFolder: tmpdir(), filesFolder: tmpdir() },
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

console.log(JSON.stringify(await runBills(ctx, { chunk: CHUNK })));
await runtime.close();
await db.close();
