import { connectDatabase, type Database } from "../client.ts";
import { ensurePartitions } from "../partitions.ts";
import { inTransaction } from "../transaction.ts";
import { DAY } from "./calendar.ts";
import { countRecentSales, enterCatalogue } from "./catalog-history.ts";
import { deliverNotices } from "./deliveries.ts";
import { DEMO_CUSTOMER, scheduleDemoCustomer } from "./demo-customer.ts";
import { planRegistrations } from "./joining.ts";
import { scheduleOpenBusiness } from "./right-now.ts";
import type { Rows } from "./rows.ts";
import { DEMO_STAFF, hireStaff, scheduleSignIns, scheduleStatusChanges } from "./staff-work.ts";
import { createWorld } from "./world.ts";
import { writeRows } from "./write.ts";

export { DEMO_CUSTOMER, DEMO_STAFF };

export type SeedOptions = {
  /** The present: the history ends here. */
  now: Date;
  /** The argon2id hash of the one password that all demo customers and staff have. */
  passwordHash: string;
  seed?: number;
  /** Besides the demo customer and a friend. */
  customers?: number;
};

/** `isSeeded` is false where the operator had customers, a catalogue or staff already, and nothing was changed. */
export type SeedOutput = { isSeeded: boolean; customers: number; transactions: number };

const DEFAULT_SEED = 20_250;
const DEFAULT_CUSTOMERS = 300;
const MONTHS_AHEAD = 3;
const STATEMENT_TIMEOUT_MS = 120_000;

/**
 * Fills an empty, migrated database with half a year of a believable Indian operator's business, in one transaction. What is played
 * depends on the seed and the day alone; `now` says how far the day has come. The simulated gateway's schema must be there, because
 * its ledger is filled too.
 */
export async function seedDemo(target: string | Database, options: SeedOptions): Promise<SeedOutput> {
  if (typeof target !== "string") return fill(target, options);
  const connection = { url: target, name: "nexa-seed", maxConnections: 1, statementTimeoutMs: STATEMENT_TIMEOUT_MS };
  const db = connectDatabase(connection);
  try {
    return await fill(db, options);
  } finally {
    await db.close();
  }
}

async function fill(db: Database, options: SeedOptions): Promise<SeedOutput> {
  const nothing = { isSeeded: false, customers: 0, transactions: 0 };
  if (await isInUse(db)) return nothing;
  await requireGateway(db);
  const rows = playHistory(options);
  const first = rows.customers[0]?.createdAt ?? options.now;
  await ensurePartitions(
    db,
    new Date(first.getTime() - DAY),
    new Date(options.now.getTime() + MONTHS_AHEAD * 30 * DAY),
  );
  return inTransaction(db, async (tx) => {
    await tx.query({ text: "select pg_advisory_xact_lock(hashtext('nexa.seed'))" });
    if (await isInUse(tx)) return nothing;
    await writeRows(tx, rows);
    const places = rows.notificationDeliveries.filter(({ channel }) => channel === "sms").length;
    if (places > 0) await tx.query({ text: "select setval('notification_stream_seq', $1)", values: [places] });
    await tx.query({ text: "update catalog_version set version = version + 1" });
    return { isSeeded: true, customers: rows.customers.length, transactions: rows.transactions.length };
  });
}

/** All rows of the history, in memory. Equal options give equal rows. */
export function playHistory({ now, passwordHash, seed, customers }: SeedOptions): Rows {
  const demoPhone = DEMO_CUSTOMER.phone;
  const world = createWorld({ now, passwordHash, seed: seed ?? DEFAULT_SEED, demoPhone });
  hireStaff(world);
  enterCatalogue(world);
  scheduleSignIns(world);
  scheduleStatusChanges(world);
  scheduleDemoCustomer(world);
  planRegistrations(world, customers ?? DEFAULT_CUSTOMERS);
  scheduleOpenBusiness(world);
  world.agenda.run(world.now);
  countRecentSales(world);
  deliverNotices(world);
  return world.rows;
}

async function isInUse(db: Database): Promise<boolean> {
  const text = `select exists (select from customers) or exists (select from categories)
    or exists (select from admins where role <> 'owner') as found`;
  const [row] = await db.query<{ found: boolean }>({ text });
  return row?.found ?? false;
}

async function requireGateway(db: Database): Promise<void> {
  const text = "select to_regclass('simulated_gateway.attempts') is not null as found";
  const [row] = await db.query<{ found: boolean }>({ text });
  if (!row?.found) throw new Error("Make the simulated gateway's schema (its ensureSchema) before seeding.");
}
