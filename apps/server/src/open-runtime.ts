import { join } from "node:path";
import { createRuntime, databaseClock, type Runtime } from "@nexa/core";
import { webhookSecretOf } from "@nexa/core/crypto/webhook-secret";
import { ensureFirstOwner } from "@nexa/core/identity/index";
import { ensureOperatorProfile } from "@nexa/core/settings/ensure-operator-profile";
import { connectDatabase } from "@nexa/db";
import { selectAdapters } from "@nexa/integrations";
import type { Logger } from "pino";
import type { Env } from "./env.ts";

/** A recharge under load holds few connections, since concurrent ones share statements; reads take the rest. */
const MAX_CONNECTIONS = 16;
const ANCHOR_MS = 60_000;

export type OpenRuntime = { readonly runtime: Runtime; close(): Promise<void> };

/** Connects everything the server works with. What was opened is closed again where a later step fails. */
export async function openRuntime(env: Env, logger: Logger): Promise<OpenRuntime> {
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const each of closers.splice(0).reverse()) await each();
  };
  try {
    const runtime = await connectAll(env, logger, closers);
    return { runtime, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function connectAll(env: Env, logger: Logger, closers: (() => Promise<void>)[]): Promise<Runtime> {
  const db = connectDatabase({
    url: env.DATABASE_URL,
    name: "nexa-server",
    maxConnections: MAX_CONNECTIONS,
    onIdleError: (err) => logger.warn({ err }, "an idle database connection broke"),
  });
  closers.push(() => db.close());
  const clock = await databaseClock(db);
  const anchoring = setInterval(() => {
    clock.anchor().catch((err: unknown) => logger.warn({ err }, "the clock could not be compared with the database's"));
  }, ANCHOR_MS);
  closers.push(async () => clearInterval(anchoring));

  const authSecrets = secretsOf(env);
  const adapters = selectAdapters({
    clock,
    logger,
    write: (line) => logger.info({}, line),
    payments: {
      provider: env.PAYMENTS_PROVIDER,
      database: env.DATABASE_URL,
      webhookSecret: webhookSecretOf(authSecrets),
      webhookUrl: `http://127.0.0.1:${env.PORT}/webhooks/payments/${env.PAYMENTS_PROVIDER}`,
    },
    sms: { provider: env.SMS_PROVIDER, outboxPath: join(env.NEXA_DATA_DIR, "outbox", "sms.jsonl") },
    push: { provider: env.PUSH_PROVIDER, outboxPath: join(env.NEXA_DATA_DIR, "outbox", "push.jsonl") },
  });
  await adapters.start();
  closers.push(() => adapters.stop());

  const runtime = createRuntime({
    db,
    clock,
    logger,
    gateways: adapters,
    config: {
      authSecrets,
      phoneVerification: env.PHONE_VERIFICATION,
      operator: { country: env.OPERATOR_COUNTRY, timezone: env.OPERATOR_TIMEZONE, currency: env.OPERATOR_CURRENCY },
    },
  });
  closers.push(() => runtime.close());
  await prepare(runtime, env, logger);
  return runtime;
}

/** What must hold before the first request: the operator's profile is the stored one, and there is an owner who can sign in. */
async function prepare(runtime: Runtime, env: Env, logger: Logger): Promise<void> {
  const { db, clock, gateways } = runtime;
  const caller = { ip: null, userAgent: null };
  const ctx = { db, clock, gateways, logger, runtime, caller, requestId: "start", actor: { kind: "system" } } as const;
  await ensureOperatorProfile(ctx);
  const owner = await ensureFirstOwner(ctx, { email: env.NEXA_ADMIN_EMAIL, password: env.NEXA_ADMIN_PASSWORD });
  if (owner.generatedPassword !== undefined) {
    // Shown this once, on the terminal and not in the log, which may be kept and sent elsewhere.
    process.stdout.write(`First owner: ${owner.email}, password ${owner.generatedPassword}\n`);
  }
}

function secretsOf(env: Env): readonly [string, ...string[]] {
  const [newest = "", ...older] = env.AUTH_SECRET;
  return [newest, ...older];
}
