import type { Pool } from "pg";
import type { Clock } from "../../clock.ts";
import { type BackgroundLoop, startBackgroundLoop } from "./background-loop.ts";
import { settleDueAttempts } from "./decide.ts";
import { type DeliveryContext, deliverDueWebhooks } from "./delivery.ts";
import type { SimulatedLogger, SimulatedWebhooks } from "./options.ts";

const pollMs = 1_000;
const retentionDays = 7;

export interface Background {
  /** An attempt will be due then. */
  expectDecision(at: Date): void;
  /** A webhook will be due then. */
  expectDelivery(at: Date): void;
  stop(): Promise<void>;
}

export interface BackgroundOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly webhooks: SimulatedWebhooks;
  readonly logger: SimulatedLogger | undefined;
  /** Null without a webhook address: webhooks wait in the ledger. */
  readonly delivery: DeliveryContext | null;
}

async function nextDue(pool: Pool, name: "attempts" | "deliveries"): Promise<Date | null> {
  const text =
    name === "attempts"
      ? "select min(due_at) as at from simulated_gateway.attempts where state = 'pending' and due_at is not null"
      : "select min(next_at) as at from simulated_gateway.deliveries where next_at is not null";
  const { rows } = await pool.query<{ at: Date | string | null }>({ name: `simulated_gateway_next_${name}`, text });
  const at = rows[0]?.at ?? null;
  return at === null ? null : new Date(at);
}

/** One pass: works while something is due. @returns when the next is. */
async function passOf(
  { pool, clock }: BackgroundOptions,
  table: "attempts" | "deliveries",
  work: () => Promise<number>,
): Promise<Date | null> {
  const at = await nextDue(pool, table);
  if (at === null || at > clock.now()) return at;
  const count = await work();
  // Nothing taken although due: another process has it.
  return count === 0 ? null : clock.now();
}

/** Webhooks that were delivered or given up are of no use after a week. */
async function forgetOldDeliveries({ pool, clock }: BackgroundOptions): Promise<void> {
  const before = new Date(clock.now().getTime() - retentionDays * 86_400_000);
  await pool.query("delete from simulated_gateway.deliveries where next_at is null and created_at < $1", [before]);
}

/** Decides what is due and delivers webhooks, in two loops: a receiver that is slow does not hold up captures. */
export function startBackground(options: BackgroundOptions): Background {
  const { clock, delivery, logger, pool, webhooks } = options;
  const onError = (error: unknown) => logger?.warn({ err: error }, "The simulated gateway's background work failed.");
  let deliveries: BackgroundLoop | null = null;
  const forgetting = forgetOldDeliveries(options).catch(onError);
  if (delivery !== null) {
    const pass = () => passOf(options, "deliveries", () => deliverDueWebhooks(delivery));
    deliveries = startBackgroundLoop({ clock, pollMs, onError, pass });
  }
  const decide = async () => {
    const count = await settleDueAttempts(pool, clock.now(), webhooks);
    deliveries?.wakeAt(new Date(clock.now().getTime() + webhooks.delayMs));
    return count;
  };
  const decisions = startBackgroundLoop({ clock, pollMs, onError, pass: () => passOf(options, "attempts", decide) });
  return {
    expectDecision: (at) => decisions.wakeAt(at),
    expectDelivery: (at) => deliveries?.wakeAt(at),
    async stop() {
      await Promise.all([decisions.stop(), deliveries?.stop(), forgetting]);
    },
  };
}
