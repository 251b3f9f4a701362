import { spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { fileURLToPath } from "node:url";
import { auditBooks } from "@nexa/core/audit/index";
import { createTestCore, type TestCore } from "@nexa/core/testing/index";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { mintCycles } from "../../bench/src/world/mint-cycles.ts";
import { APP_NODE_FLAGS } from "../start/app-process.ts";
import { seededChance } from "./chance.ts";

const KILLS = 20;
const ACTIVATIONS = Number(process.env.NEXA_CHAOS_ACTIVATIONS ?? 1_500);
/** The worker was away for two months, so two cycles of each are due, one after the other. */
const MISSED = 2;
const BILLS = ACTIVATIONS * MISSED;
const NOW = new Date("2026-11-23T10:00:00Z");
const DAY_MS = 86_400_000;
const VICTIM = fileURLToPath(new URL("./bill-run-victim.ts", import.meta.url));

const seed = Number(process.env.NEXA_CHAOS_SEED ?? randomInt(2 ** 31));
let core: TestCore;

beforeAll(async () => {
  core = await createTestCore({ now: NOW });
  await mintCycles(core.databaseUrl, ACTIVATIONS, new Date(NOW.getTime() - 61 * DAY_MS));
});
afterAll(() => core.close());

function start() {
  const child = spawn(process.execPath, [...APP_NODE_FLAGS, VICTIM, core.databaseUrl, NOW.toISOString()], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  return { child, ended };
}

async function one<T>(text: string): Promise<T> {
  const [row] = await core.runtime.db.query<{ value: T }>({ text: `select ${text} as value` });
  if (!row) throw new Error("no row");
  return row.value;
}

const issued = () => one<number>("(select count(*)::int from bills)");

it(`bills each of ${BILLS} cycles once although the run is killed at ${KILLS} random points (seed ${seed})`, async () => {
  const chance = seededChance(seed);
  const points = Array.from({ length: KILLS }, () => Math.floor(chance() * BILLS * 0.95)).toSorted((a, b) => a - b);
  const killedAt: number[] = [];
  for (const point of points) {
    const victim = start();
    const isThere = async () => expect(await issued()).toBeGreaterThanOrEqual(point);
    await vi.waitFor(isThere, { timeout: 120_000, interval: 1 });
    victim.child.kill("SIGKILL");
    await victim.ended;
    killedAt.push(await issued());
  }
  expect(killedAt.every((count) => count < BILLS)).toBe(true);
  // Two workers finish it together.
  const [last, other] = [start(), start()];
  expect(await Promise.all([last.ended, other.ended])).toEqual([0, 0]);
  console.log(`seed ${seed}: killed at ${killedAt.join(" ")} of ${BILLS} bills`);

  expect(await issued()).toBe(BILLS);
  expect(await one("(select count(distinct cycle_id)::int from bills)")).toBe(BILLS);
  expect(await one("(select array[min(number), max(number), count(distinct number)]::int[] from bills)")).toEqual([
    ...[1, BILLS, BILLS],
  ]);
  expect(await one("(select last from document_counters where name = 'bill')")).toBe(BILLS);
  expect(await oddities()).toEqual([]);
  expect((await auditBooks(core.job())).findings).toEqual([]);
}, 900_000);

/** Bills whose lines, event, notice or order are wrong, and activations without their one open cycle. */
function oddities() {
  return core.runtime.db.query({
    text: `select 'sum' as what, b.id::text from bills b
        where b.total_minor <> (select sum(amount_minor) from bill_lines l where l.bill_id = b.id)
      union all
      select 'told', b.id::text from bills b
        where not exists (select from notification_causes c where c.cause_key = 'bill_issued:' || b.id)
          or not exists (select from postpaid_events e where e.cause_key = 'bill_issued:' || b.id)
      union all
      select 'more told', 'than issued' where (select count(*) from notifications) <> (select count(*) from bills)
      union all
      select 'order', a.id::text from bills a join bills b on b.activation_id = a.activation_id and b.period_start > a.period_start
        where b.number < a.number or b.period_start <> a.period_end
      union all
      select 'cycles', a.id::text from postpaid_activations a
        where (select array_agg(status order by number) from postpaid_cycles c where c.activation_id = a.id)
          <> array_fill('closed'::text, array[${MISSED}]) || 'open'::text`,
  });
}
