import { connectDatabase } from "@nexa/db";
import { ensurePartitions } from "@nexa/db/partitions";
import { Client } from "pg";

const DAYS = 365;
const DAY_MS = 86_400_000;
const PEOPLE_PER_SALES = 25;

/** A UUIDv7 of the instant `at` whose tail is made of `seed`. */
const idOf = (at: string, seed: string) =>
  `(lpad(to_hex((extract(epoch from ${at}) * 1000)::int8), 12, '0') || '7' || substr(md5(${seed}), 14, 3) || '8' || substr(md5(${seed}), 18, 15))::uuid`;

/** $1 is how many, $2 when the last one was made, $3 the plans. One in fourteen came to nothing, one in thirty was given back in full or by half. */
const SALES = `select n, at, ${idOf("at", "'sale' || n")} as id, price, now_is, case now_is when 'failed' then 0 when 'reversed' then 0 else price end as captured,
    case now_is when 'refunded' then price when 'partially_refunded' then price / 2 else 0 end as refunded
  from (
    select n, $2::timestamptz - make_interval(secs => ${DAYS * 86_400}.0 * ($1::int - n) / $1) as at, 10000 + 200 * (n % 200) as price,
      case when n % 28 = 0 then 'failed' when n % 28 = 1 then 'reversed' when n % 60 = 2 then 'refunded' when n % 60 = 3 then 'partially_refunded' else 'succeeded' end as now_is
    from generate_series(1, $1::int) n
  ) s`;
const STATEMENTS = [
  `insert into customers (id, phone, full_name, created_at, updated_at)
    select ${idOf("at", "'person' || n")}, '+9160' || lpad(n::text, 8, '0'), 'Customer ' || n, at, at
    from (${SALES}) s where n % ${PEOPLE_PER_SALES} = 0 and $3::uuid[] is not null`,
  `insert into transactions (id, type, status, payer_id, recipient_phone, plan_id, original_amount_minor, final_amount_minor, captured_minor,
      refund_requested_minor, refunded_minor, currency, payment_method, created_at, settled_at)
    select id, case when n % 5 = 0 then 'topup_purchase' else 'prepaid_recharge' end, now_is, md5('person' || n % 100000)::uuid,
      '+9198' || lpad((n % 100000)::text, 8, '0'), ($3::uuid[])[1 + hashint4(n) & 31 + n % 19], price, price, captured, refunded, refunded, 'INR',
      (array['upi', 'upi', 'upi', 'credit_card', 'debit_card', 'net_banking'])[1 + n % 6], at, at from (${SALES}) s`,
  `insert into transaction_events (id, transaction_id, to_status, cause, actor_kind, amount_minor, created_at)
    select ${idOf("at", "'event' || n")}, id, now_is, 'bench', 'system', case when refunded > 0 then refunded else price end, at
    from (${SALES}) s where $3::uuid[] is not null`,
];

/**
 * Writes a year of `count` sales, each with an event, and their customers. Indexes are built afterwards, all that the product has, which takes
 * a fraction of the time.
 */
export async function mintSales(url: string, sales: { count: number; until: Date; planIds: string[] }): Promise<void> {
  const { count, until, planIds } = sales;
  const db = connectDatabase({ url, name: "nexa-bench", maxConnections: 1 });
  await ensurePartitions(db, new Date(until.getTime() - DAYS * DAY_MS), until).finally(() => db.close());
  const client = new Client({ connectionString: url, options: "-c timezone=UTC -c synchronous_commit=off" });
  await client.connect();
  try {
    await client.query("set maintenance_work_mem = '256MB'");
    // Foreign keys are right by the way the rows are made.
    await client.query("set session_replication_role = replica");
    const { rows: indexes } = await client.query<{ name: string; definition: string }>(
      `select indexrelid::regclass::text as name, replace(pg_get_indexdef(indexrelid), ' ON ONLY ', ' ON ') as definition from pg_index
      where indrelid in ('transactions'::regclass, 'transaction_events'::regclass) and not indisprimary`,
    );
    for (const { name } of indexes) await client.query(`drop index ${name}`);
    for (const text of STATEMENTS) await client.query(text, [count, until, planIds]);
    for (const { definition } of indexes) await client.query(definition);
    await client.query("vacuum analyze");
  } finally {
    await client.end();
  }
}
