import { join } from "node:path";
import { createRuntime, databaseClock, type Runtime } from "@nexa/core";
import { webhookSecretOf } from "@nexa/core/crypto/webhook-secret";
import { ensureOperatorProfile } from "@nexa/core/settings/index";
import { connectDatabase } from "@nexa/db";
import { selectAdapters } from "@nexa/integrations";
import type { Logger } from "pino";
import type { Env } from "./env.ts";
import { jobContext } from "./job.ts";

/** Loops and a few jobs at a time; the queue has its own connections. */
const MAX_CONNECTIONS = 8;
const ANCHOR_MS = 60_000;

export type OpenRuntime = { readonly runtime: Runtime; close(): Promise<void> };

/** Connects everything the worker works with. What was opened is closed again where a later step fails. */
export async function openRuntime(env: Env, logger: Logger): Promise<OpenRuntime> {
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const each of closers.splice(0).reverse()) await each();
  };
  try {
    const runtime = await connectAll(env, logger, closers);
    await ensureOperatorProfile(jobContext(runtime, "worker.start", "start"));
    return { runtime, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function connectAll(env: Env, logger: Logger, closers: (() => Promise<void>)[]): Promise<Runtime> {
  const db = connectDatabase({
    url: env.DATABASE_URL,
    name: "nexa-worker",
    maxConnections: MAX_CONNECTIONS,
    onIdleError: (err) => logger.warn({ err }, "an idle database connection broke"),
  });
  closers.push(() => db.close());
  const clock = await databaseClock(db);
  const anchoring = setInterval(() => {
    clock.anchor().catch((err: unknown) => logger.warn({ err }, "the clock could not be compared with the database's"));
  }, ANCHOR_MS);
  closers.push(async () => clearInterval(anchoring));

  const [newest = "", ...older] = env.AUTH_SECRET;
  const authSecrets: readonly [string, ...string[]] = [newest, ...older];
  const serverUrl = env.PUBLIC_URL ?? `http://127.0.0.1:${env.PORT}`;
  const adapters = selectAdapters({
    clock,
    logger,
    write: (line) => logger.info({}, line),
    // The simulated gateway's background runs here as in the server: leases let them share the work, and one alone does it all.
    payments: {
      provider: env.PAYMENTS_PROVIDER,
      database: env.DATABASE_URL,
      webhookSecret: webhookSecretOf(authSecrets),
      webhookUrl: `${serverUrl}/webhooks/payments/${env.PAYMENTS_PROVIDER}`,
    },
    sms: { provider: env.SMS_PROVIDER, outboxPath: join(env.NEXA_DATA_DIR, "outbox", "sms.jsonl") },
    push: { provider: env.PUSH_PROVIDER, outboxPath: join(env.NEXA_DATA_DIR, "outbox", "push.jsonl") },
  });
  await adapters.start();
  closers.push(() => adapters.stop());

  const operator = {
    country: env.OPERATOR_COUNTRY,
    timezone: env.OPERATOR_TIMEZONE,
    currency: env.OPERATOR_CURRENCY,
  };
  const config = { authSecrets, phoneVerification: env.PHONE_VERIFICATION, operator };
  const runtime = createRuntime({ db, clock, logger, gateways: adapters, config });
  closers.push(() => runtime.close());
  return runtime;
}
