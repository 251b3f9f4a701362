import { join } from "node:path";
import { selectContentStore } from "@nexa/content";
import { connectDatabase } from "@nexa/db";
import { selectAdapters } from "@nexa/integrations";
import { databaseClock } from "../clock.ts";
import type { CoreContext, SystemActor } from "../context.ts";
import { webhookSecretOf } from "../crypto/webhook-secret.ts";
import { createRuntime, type Logger, type Runtime } from "../runtime.ts";
import { ensureOperatorProfile } from "../settings/index.ts";
import { backupBucketOf } from "./backup-storage.ts";
import type { SharedEnv } from "./environment.ts";

const ANCHOR_MS = 60_000;
/** A demo's clock may be moved at any time, and all its processes are to follow soon. */
const DEMO_ANCHOR_MS = 1_000;

export type OpenRuntime = { readonly runtime: Runtime; close(): Promise<void> };

export type RuntimeOptions = {
  /** As PostgreSQL shows its connections. */
  readonly name: string;
  readonly maxConnections: number;
  readonly logger: Logger;
};

type Closers = (() => Promise<void>)[];

/**
 * Connects everything a process of the installation works with: database, its clock, gateways. What was opened is closed again
 * where a later step fails. Throws `operator.profileDiffers` where country, time zone or currency are not the installed ones.
 */
export async function openRuntime(env: SharedEnv, options: RuntimeOptions): Promise<OpenRuntime> {
  const closers: Closers = [];
  const close = async () => {
    for (const each of closers.splice(0).reverse()) await each();
  };
  try {
    const runtime = await connectAll(env, options, closers);
    await ensureOperatorProfile(systemContext(runtime));
    return { runtime, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The context of what a process does by itself while it starts. */
export function systemContext(runtime: Runtime): CoreContext<SystemActor> {
  const { db, content, clock, gateways, logger } = runtime;
  const caller = { ip: null, userAgent: null };
  return { db, content, clock, gateways, logger, runtime, caller, requestId: "start", actor: { kind: "system" } };
}

async function connectAll(env: SharedEnv, options: RuntimeOptions, closers: Closers): Promise<Runtime> {
  const { logger, name, maxConnections } = options;
  const db = connectDatabase({
    url: env.DATABASE_URL,
    name,
    maxConnections,
    onIdleError: (err) => logger.warn({ err }, "an idle database connection broke"),
  });
  closers.push(() => db.close());
  const isDemo = env.NEXA_DEMO === "1";
  const clock = await databaseClock(db, { isDemo });
  const anchoring = setInterval(
    () => {
      clock
        .anchor()
        .catch((err: unknown) => logger.warn({ err }, "the clock could not be compared with the database's"));
    },
    isDemo ? DEMO_ANCHOR_MS : ANCHOR_MS,
  );
  closers.push(async () => clearInterval(anchoring));

  const [newest = "", ...older] = env.AUTH_SECRET;
  const authSecrets: readonly [string, ...string[]] = [newest, ...older];
  const publicUrl = env.PUBLIC_URL ?? `http://localhost:${env.PORT}`;
  const gateways = selectAdapters({
    clock,
    logger,
    write: (line) => logger.info({}, line),
    // The simulated gateway's background runs in every process: leases let them share the work, and one alone does it all.
    payments: {
      provider: env.PAYMENTS_PROVIDER,
      database: env.DATABASE_URL,
      webhookSecret: webhookSecretOf(authSecrets),
      webhookUrl: `${env.PUBLIC_URL ?? `http://127.0.0.1:${env.PORT}`}/webhooks/payments/${env.PAYMENTS_PROVIDER}`,
    },
    sms: { provider: env.SMS_PROVIDER, outboxPath: join(env.NEXA_DATA_DIR, "outbox", "sms.jsonl") },
    push: { provider: env.PUSH_PROVIDER, outboxPath: join(env.NEXA_DATA_DIR, "outbox", "push.jsonl") },
    email: { provider: env.EMAIL_PROVIDER, outboxPath: join(env.NEXA_DATA_DIR, "outbox", "email.jsonl") },
    storageFolder: join(env.NEXA_DATA_DIR, "uploads"),
    filesFolder: env.NEXA_DATA_DIR,
    filesBucket: backupBucketOf(env),
  });
  await gateways.start();
  closers.push(() => gateways.stop());
  const config = {
    authSecrets,
    phoneVerification: env.PHONE_VERIFICATION,
    linkConsent: env.LINK_CONSENT,
    isDemo: env.NEXA_DEMO === "1",
    rateLimits: env.RATE_LIMITS,
    backupKeys: env.BACKUP_KEY ?? [],
    publicUrl,
    databaseDirectUrl: env.DATABASE_DIRECT_URL ?? env.DATABASE_URL,
    operator: { country: env.OPERATOR_COUNTRY, timezone: env.OPERATOR_TIMEZONE, currency: env.OPERATOR_CURRENCY },
  };
  const content = selectContentStore({
    url: env.CONTENT_STORE === "postgres" ? undefined : env.MONGODB_URL,
    db,
    name,
    onWarning: (err, message) => logger.warn({ err }, message),
  });
  closers.push(() => content.close());
  const runtime = createRuntime({ db, clock, logger, gateways, config, content });
  closers.push(() => runtime.close());
  return runtime;
}
