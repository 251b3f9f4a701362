import { newId } from "@nexa/contracts";
import { SEED_PLANS } from "@nexa/db/seed/plans";
import { hash } from "@node-rs/argon2";
import { Client } from "pg";
import { type PhoneRange, phoneAt } from "./phones.ts";

export const PASSWORD = "a long enough secret";
/** As the product hashes (`identity/password-hash.ts`): argon2id, 19 MiB, 2 passes, 1 lane. */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

const CUSTOMERS = 500;
/** Numbers of a customer: a family's, not a company's, since what a customer's numbers tell is read with the account. */
const LINES_PER_CUSTOMER = 3;
const PLANS = 50;
/** Enough that no queue of waiting plans is ever full. */
const LINES = 60_000;

export type World = {
  /** Customers with a session each, of all that own numbers; the first number of each is the one to sign in with. */
  customers: { id: string; sessionId: string }[];
  planIds: string[];
  passwordHash: string;
  /** The numbers to recharge. */
  recipients: Omit<PhoneRange, "offset">;
  /** The numbers to sign in with. */
  logins: Omit<PhoneRange, "offset">;
};

/** Makes what the rows work on: 50 plans, and 60,000 numbers owned by 20,000 customers, of whom 500 have a session. */
export async function mintWorld(databaseUrl: string): Promise<World> {
  const client = new Client({ connectionString: databaseUrl, options: "-c timezone=UTC" });
  await client.connect();
  try {
    const now = new Date();
    const planIds = await mintPlans(client, now);
    const passwordHash = await hash(PASSWORD, ARGON2);
    const owners = await mintCustomers(client, now, passwordHash);
    const customers = owners.slice(0, CUSTOMERS);
    await openSessions(client, now, customers);
    await mintLines(client, now, owners);
    await client.query("vacuum analyze");
    const recipients = { from: 0, count: LINES };
    return { customers, planIds, passwordHash, recipients, logins: { from: 0, count: CUSTOMERS } };
  } finally {
    await client.end();
  }
}

/** The demo operator's base plans, as often as needed to make fifty. */
async function mintPlans(client: Client, now: Date): Promise<string[]> {
  const categoryId = newId(now);
  await client.query("insert into categories (id, name, created_at, updated_at) values ($1, 'Unlimited', $2, $2)", [
    categoryId,
    now,
  ]);
  const base = SEED_PLANS.filter((plan) => plan.type === "prepaid" && !plan.isTopup && plan.isActive);
  const rows = Array.from({ length: PLANS }, (_, index) => {
    const plan = base[index % base.length];
    if (!plan) throw new Error("the demo operator has no base plan");
    return { ...plan, id: newId(now), name: `${plan.name} ${index + 1}` };
  });
  await client.query(
    `insert into plans (id, category_id, name, type, is_topup, price_minor, validity_days, description, data_allowance_bytes,
      daily_data_limit_bytes, talktime_minutes, sms_count, benefits, is_featured, created_at, updated_at)
    select id, $2, name, 'prepaid', false, "priceMinor", "validityDays", description, "dataAllowanceBytes", "dailyDataLimitBytes",
      "talktimeMinutes", "smsCount", benefits, "isFeatured", $3, $3
    from jsonb_to_recordset($1::jsonb) as x(id uuid, name text, "priceMinor" bigint, "validityDays" int, description text,
      "dataAllowanceBytes" bigint, "dailyDataLimitBytes" bigint, "talktimeMinutes" int, "smsCount" int, benefits jsonb, "isFeatured" boolean)`,
    [JSON.stringify(rows), categoryId, now],
  );
  await client.query("update catalog_version set version = version + 1");
  return rows.map((row) => row.id);
}

async function mintCustomers(client: Client, now: Date, passwordHash: string) {
  const rows = Array.from({ length: LINES / LINES_PER_CUSTOMER }, (_, index) => ({
    id: newId(now),
    sessionId: newId(now),
    phone: phoneAt(index),
  }));
  await client.query(
    `insert into customers (id, phone, full_name, password_hash, phone_verified_at, created_at, updated_at)
    select id, phone, 'Asha Rao', $2, $3, $3, $3 from jsonb_to_recordset($1::jsonb) as x(id uuid, phone text)`,
    [JSON.stringify(rows), passwordHash, now],
  );
  return rows.map(({ id, sessionId }) => ({ id, sessionId }));
}

async function openSessions(client: Client, now: Date, customers: World["customers"]): Promise<void> {
  await client.query(
    `insert into customer_sessions (secret_hash, id, user_id, channel, created_at, last_used_at, expires_at)
    select 'bench-' || "sessionId", "sessionId", id, 'token', $2::timestamptz, $2, $2::timestamptz + interval '1 day'
    from jsonb_to_recordset($1::jsonb) as x(id uuid, "sessionId" uuid)`,
    [JSON.stringify(customers), now],
  );
}

async function mintLines(client: Client, now: Date, customers: World["customers"]): Promise<void> {
  const phones = Array.from({ length: LINES }, (_, index) => phoneAt(index));
  const ids = phones.map(() => newId(now));
  const owners = phones.map((_, index) => customers[index % customers.length]?.id);
  await client.query(
    `with line as (
      insert into lines (id, phone, owner_id, created_at)
      select id, phone, owner_id, $4 from unnest($1::uuid[], $2::text[], $3::uuid[]) as x(id, phone, owner_id)
      returning id, owner_id
    ) insert into line_ownerships (id, line_id, customer_id, since) select gen_random_uuid(), id, owner_id, $4 from line`,
    [ids, phones, owners, now],
  );
}
