import { randomInt } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { auditBooks, sealAuditEvents } from "@nexa/core/audit/index";
import { deliverNotices, sequenceNotices } from "@nexa/core/notifications/index";
import { reconcilePayments } from "@nexa/core/recharge/index";
import { recordPlanBoundaries } from "@nexa/core/subscriptions/index";
import { aPhone, createTestCore, type TestCore } from "@nexa/core/testing/index";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { seededChance } from "./chance.ts";
import { nothingSeen, register, type Seen, type Shopper, shop } from "./load.ts";
import { massacre } from "./massacre.ts";
import { startVictim, type Victim } from "./victim.ts";

const KILLS = 20;
const SHOPPERS = 24;
const CALLERS = 8;
const MINUTE_MS = 60_000;
const MAIN = (app: string) => fileURLToPath(new URL(`../../../apps/${app}/src/main.ts`, import.meta.url));

const seed = Number(process.env.NEXA_CHAOS_SEED ?? randomInt(2 ** 31));
let core: TestCore;
let dataDir: string;
let baseUrl: string;
let server: Victim;
let worker: Victim;

beforeAll(async () => {
  // A refund that a kill left to the test is decided by the clock too: the core of other tests leaves it pending for ever.
  core = await createTestCore({ gateway: { timing: { refundPendingMs: MINUTE_MS / 2, timeoutMs: 10 } } });
  // No quiet hours, whose end the run would have to wait for.
  await core.runtime.db.query({
    text: "insert into operator_settings (name, value, updated_at) values ('quietFromMinute', '0', $1), ('quietUntilMinute', '0', $1)",
    values: [core.clock.now()],
  });
  dataDir = mkdtempSync(join(tmpdir(), "nexa-chaos-"));
  const port = await freePort();
  const env = {
    PATH: process.env.PATH,
    DATABASE_URL: core.databaseUrl,
    AUTH_SECRET: "0123456789abcdef0123456789abcdef",
    NEXA_ADMIN_PASSWORD: "a long enough secret",
    NEXA_DATA_DIR: dataDir,
    NEXA_DEMO: "1",
    PHONE_VERIFICATION: "off",
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    LOG_LEVEL: "info",
  };
  server = startVictim({ name: "server", entry: MAIN("server"), env, probe: () => isHealthy(env.PUBLIC_URL) });
  const isUp = async (output: string) => output.includes("the worker is ready");
  worker = startVictim({ name: "worker", entry: MAIN("worker"), env, probe: isUp });
  baseUrl = env.PUBLIC_URL;
});

afterAll(async () => {
  await Promise.all([server.stop(), worker.stop()]);
  await core.close();
  rmSync(dataDir, { recursive: true, force: true });
});

it(`kill -9 of server and worker under load at 20 random moments leaves the books right and loses no notice (seed ${seed})`, async () => {
  const seen = await shopUnderFire();

  // What is still open is settled: first by the programs themselves, the rest minutes later by the clock.
  await Promise.all([server.ready(), worker.ready()]);
  await vi.waitFor(async () => expect(await openAttemptsAtGateway()).toBe(0), { timeout: 60_000, interval: 200 });
  expect(await Promise.all([server.stop(), worker.stop()]), server.tail() + worker.tail()).toEqual([0, 0]);
  await settleLater();

  const books = await auditBooks(core.job(), { withGateway: true, settleGraceMs: 0 });
  expect(books.findings).toEqual([]);
  expect(books.ledgerEntries).toBeGreaterThan(20);
  expect(await lostNotices()).toEqual([]);
  await expectAnswersKept(seen);
}, 420_000);

async function shopUnderFire(): Promise<Seen> {
  const chance = seededChance(seed);
  await Promise.all([server.ready(), worker.ready()]);
  const planIds = [
    (await core.plan({ validityDays: 1 })).id,
    (await core.plan({ validityDays: 28 })).id,
    (await core.plan({ isTopup: true, validityDays: 7 })).id,
  ] as const;
  const [first, ...others] = await Promise.all(
    Array.from({ length: SHOPPERS }, (): Promise<Shopper> => register(baseUrl, aPhone())),
  );
  if (!first) throw new Error("nobody registered");
  const seen = nothingSeen();
  const closing = new AbortController();
  const load = { baseUrl, shoppers: [first, ...others] as const, planIds, seen, signal: closing.signal };
  const callers = Array.from({ length: CALLERS }, (_, caller) =>
    shop({ ...load, chance: seededChance(seed + caller) }),
  );
  const killed = await massacre([server, worker], KILLS, chance);
  closing.abort();
  await Promise.all(callers);
  console.log(`seed ${seed}: killed ${killed.join(" ")}; answers ${JSON.stringify([...seen.statuses])}`);
  return seen;
}

/** Runs the worker's verbs ten minutes later, when leases and waits of the killed ones are over, until nothing is open. */
async function settleLater(): Promise<void> {
  const [row] = await core.runtime.db.query<{ now: Date }>({ text: "select clock_timestamp() as now" });
  core.clock.set(new Date((row?.now.getTime() ?? 0) + 10 * MINUTE_MS));
  const ctx = core.job();
  await vi.waitFor(
    async () => {
      core.clock.advance(MINUTE_MS);
      await core.gateway.settleDue();
      await reconcilePayments(ctx);
      await recordPlanBoundaries(ctx);
      await sealAuditEvents(ctx);
      await sequenceNotices(ctx);
      await deliverNotices(ctx);
      expect(await openRows()).toEqual([]);
    },
    { timeout: 120_000, interval: 50 },
  );
}

async function openAttemptsAtGateway(): Promise<number> {
  const [row] = await core.runtime.db.query<{ open: number }>({
    text: "select count(*)::int as open from simulated_gateway.attempts where state = 'pending' and due_at is not null",
  });
  return row?.open ?? 0;
}

/** Everything that is not final, as it stands, so that a failure says what is stuck. */
async function openRows(): Promise<unknown[]> {
  return core.runtime.db.query({
    text: `select 'attempt' as open, to_jsonb(p) || jsonb_build_object('gateway', to_jsonb(a)) as row
        from payments p left join simulated_gateway.attempts a on a.attempt_id = p.id where p.status in ('created', 'sent', 'unknown')
      union all select 'transaction', to_jsonb(t) from transactions t where t.status = 'pending'
      union all select 'unplaced notice', to_jsonb(n) from notifications n where n.stream_seq is null
      union all select 'delivery', to_jsonb(d) from notification_deliveries d where d.status = 'pending'`,
  });
}

/** Final recharges without the notice of their payment or plan, notices without a delivery, and deliveries that did not get through. */
async function lostNotices(): Promise<unknown[]> {
  return core.runtime.db.query({
    text: `select 'payment' as lost, t.id::text, t.status from transactions t
        where t.type in ('prepaid_recharge', 'topup_purchase')
          and not exists (select from notification_causes c where c.cause_key = 'payment:' || t.id)
      union all
      select 'plan', s.id::text, null from subscriptions s
        where not exists (select from notification_causes c where c.cause_key in ('plan_activated:' || s.id, 'plan_queued:' || s.id))
      union all
      select 'refund', t.id::text, t.status from transactions t where t.type = 'refund_adjustment' and t.status = 'succeeded'
          and not exists (select from notification_causes c where c.cause_key = 'refund_issued:' || t.id)
      union all
      select 'sms', n.id::text, d.status from notifications n
        left join notification_deliveries d on d.notification_id = n.id and d.channel = 'sms' where d.status is distinct from 'sent'`,
  });
}

/** Whatever a caller was told still holds: one key one transaction, a success stays one (or was given back since). */
async function expectAnswersKept(seen: Seen): Promise<void> {
  expect(seen.blank).toEqual([]);
  expect(seen.succeeded.size).toBeGreaterThan(10);
  for (const [key, ids] of seen.transactionsOfKey) expect(ids.size, key).toBe(1);
  const broken = await core.runtime.db.query({
    text: `select id, t.status from unnest($1::uuid[]) as told(id) left join transactions t using (id)
      where t.status is null or t.status not in ('succeeded', 'refunded')`,
    values: [[...seen.succeeded]],
  });
  expect(broken).toEqual([]);
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    // Nobody listens there yet.
    return false;
  }
}

function freePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const probe = createServer();
  probe.once("error", reject);
  probe.listen(0, "127.0.0.1", () => {
    const address = probe.address();
    probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
  });
  return promise;
}
