import { Client } from "pg";

const TERMS = {
  planName: "Family 499",
  priceMinor: 49_900,
  dataAllowanceBytes: 50 * 1024 ** 3,
  overagePricePerGbMinor: 2_000,
  maxSecondaryNumbers: 2,
  talktimeMinutes: null,
  smsCount: 100,
  benefits: [],
};

/** $1 is how many; each statement makes one kind of row for all. Every fourth has an add-on, every third went beyond its allowance. */
const STATEMENTS = [
  `insert into customers (id, phone, full_name, phone_verified_at, created_at, updated_at)
    select md5('customer' || n)::uuid, '+9170' || lpad(n::text, 8, '0'), 'Subscriber ' || n, $2, $2, $2 from generate_series(1, $1::int) n`,
  `insert into lines (id, phone, owner_id, mode, created_at)
    select md5('line' || n)::uuid, '+9170' || lpad(n::text, 8, '0'), md5('customer' || n)::uuid, 'postpaid', $2 from generate_series(1, $1::int) n`,
  `insert into line_ownerships (id, line_id, customer_id, since)
    select md5('ownership' || n)::uuid, md5('line' || n)::uuid, md5('customer' || n)::uuid, $2 from generate_series(1, $1::int) n`,
  `insert into postpaid_activations (id, customer_id, line_id, plan_id, terms, activated_at, updated_at)
    select md5('activation' || n)::uuid, md5('customer' || n)::uuid, md5('line' || n)::uuid, md5('plan')::uuid, $3::jsonb, $2, $2
    from generate_series(1, $1::int) n`,
  `insert into postpaid_cycles (id, activation_id, number, starts_at, ends_at, overage_bytes)
    select md5('cycle' || n)::uuid, md5('activation' || n)::uuid, 1, $2, $2::timestamptz + interval '30 days',
      case when n % 3 = 0 then 1610612736 else 0 end from generate_series(1, $1::int) n`,
  `insert into postpaid_addons (id, activation_id, cycle_id, plan_id, terms, bought_by, created_at)
    select md5('addon' || n)::uuid, md5('activation' || n)::uuid, md5('cycle' || n)::uuid, md5('plan')::uuid,
      $3::jsonb || '{"planName": "Data 5 GB", "priceMinor": 9900}', md5('customer' || n)::uuid, $2
    from generate_series(1, $1::int) n where n % 4 = 0`,
];

/** Writes `count` postpaid activations with their first cycle of 30 days, open. */
export async function mintCycles(url: string, count: number, startedAt: Date): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const text of STATEMENTS) {
      const values = [count, startedAt, JSON.stringify(TERMS)];
      await client.query(text, text.includes("$3") ? values : values.slice(0, 2));
    }
  } finally {
    await client.end();
  }
}
