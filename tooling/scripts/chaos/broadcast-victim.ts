import { appendFileSync } from "node:fs";
import { dirname } from "node:path";
import { type CoreContext, createRuntime, machineClock, movableClock } from "@nexa/core";
import { deliverNotices, runBroadcasts, sequenceNotices } from "@nexa/core/notifications/index";
import { connectDatabase } from "@nexa/db";
import { selectAdapters } from "@nexa/integrations";

// Carries out the broadcast of a database as a worker does, until all is delivered. Every SMS handed to the provider is one line of a
// file: its key and number. Arguments: the database, the file, the instant its clock starts at.
const [databaseUrl = "", sentPath = "", startsAt = ""] = process.argv.slice(2);
const bornAt = machineClock.now().getTime();
const clock = movableClock(new Date(startsAt));

const db = connectDatabase({ url: databaseUrl, name: "broadcast-victim", maxConnections: 6 });
const secret = "0123456789abcdef0123456789abcdef";
const quiet = () => undefined;
const logger = {
  debug: quiet,
  info: quiet,
  warn: quiet,
  error: (facts: object, text: string) => console.error(text, facts),
};
const adapters = selectAdapters({
  clock,
  write: quiet,
  payments: { provider: "simulated", database: databaseUrl, webhookSecret: secret },
  ...{ sms: { provider: "console" }, push: { provider: "console" }, email: { provider: "console" } },
  storageFolder: dirname(sentPath),
  filesFolder: dirname(sentPath),
});
const sms = {
  provider: "file",
  send: async ({ idempotencyKey, to }: { idempotencyKey: string; to: string }) => {
    appendFileSync(sentPath, `${idempotencyKey} ${to}\n`);
    return { providerReference: idempotencyKey };
  },
};
const runtime = createRuntime({
  ...{ db, clock, logger, gateways: { ...adapters, sms } },
  config: {
    authSecrets: [secret],
    phoneVerification: "off",
    publicUrl: "http://localhost:3000",
    operator: { country: "IN", timezone: "Asia/Kolkata", currency: "INR" },
  },
});
const caller = { ip: null, userAgent: null };
const actor = { kind: "job", name: "victim" } as const;
const ctx: CoreContext = { ...runtime, runtime, caller, requestId: "victim", actor };

async function isOpen(condition: string): Promise<boolean> {
  const [row] = await db.query<{ open: boolean }>({ text: `select ${condition} as open` });
  return row?.open ?? false;
}

const seconds = () => (machineClock.now().getTime() - bornAt) / 1_000;
const rssMb = () => Math.round(process.resourceUsage().maxRSS / 1_024);
const idleMb = rssMb();
let [reached, writtenAfter] = [0, 0];

/** As the worker does it slot after slot: what a killed one still holds is found open by a later run. */
async function write(): Promise<void> {
  while (await isOpen("exists (select from broadcasts where status in ('queued', 'running'))")) {
    reached += (await runBroadcasts(ctx)).reached;
  }
  writtenAfter = seconds();
}

const writing = write();
const LEFT = `exists (select from broadcasts where status in ('queued', 'running'))
  or exists (select from notifications where stream_seq is null)
  or exists (select from notification_deliveries where status = 'pending')`;
while (await isOpen(LEFT)) {
  await sequenceNotices(ctx);
  await deliverNotices(ctx);
}
await writing;
console.log(JSON.stringify({ reached, writtenAfter, deliveredAfter: seconds(), idleMb, peakMb: rssMb() }));
await runtime.close();
await db.close();
