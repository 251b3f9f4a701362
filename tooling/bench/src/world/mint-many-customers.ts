import { Client } from "pg";

const FIRST_NAMES =
  "Asha Ravi Priya Arjun Meera Vikram Lakshmi Suresh Anita Rahul Kavita Sanjay Deepa Imran Fatima John Mary Gurpreet Harjit Nisha Kiran Mohan Sita Gopal Leela Naveen Pooja Rekha Tarun Uma";
const LAST_NAMES =
  "Rao Sharma Iyer Patel Singh Nair Khan Das Reddy Gupta Menon Joshi Kulkarni Banerjee Chatterjee Pillai Fernandes Kaur Mehta Bose Desai Naidu Verma Thomas Shetty Hegde Jain Kapoor Malhotra Sethi";

/** A UUIDv7 of the instant `at` whose tail is made of `seed`, so that the same row gets the same id. */
function idOf(at: string, seed: string): string {
  return `(lpad(to_hex((extract(epoch from ${at}) * 1000)::bigint), 12, '0') || '7' || substr(md5(${seed}), 14, 3) || '8' || substr(md5(${seed}), 18, 15))::uuid`;
}

/** $1 is how many, $2 when the last one signed up: one each 90 seconds before, so that a million came in not quite three years. */
const PEOPLE = `select n, $2::timestamptz - make_interval(secs => 90 * ($1::int - n)) as at,
  '+91' || (array['98','97','99','94','90','88','87','70','63'])[1 + (hashint4(n) & 7)] || lpad(((n::bigint * 7919) % 100000000)::text, 8, '0') as phone
  from generate_series(1, $1::int) n`;
const FIRST = `(string_to_array('${FIRST_NAMES}', ' '))[1 + (hashint4(n) & 65535) % 30]`;
const LAST = `(string_to_array('${LAST_NAMES}', ' '))[1 + (hashint4(n + 7) & 65535) % 30]`;

/**
 * Each statement makes one kind of row for all. One in fifty is not active, one in fifty not verified, one in three hundred has a name of
 * their own, one in twenty a second number; two in three have a plan that runs.
 */
const STATEMENTS = [
  `insert into customers (id, phone, full_name, status, phone_verified_at, language, created_at, updated_at)
    select ${idOf("at", "'customer' || n")}, phone, ${FIRST} || ' ' || case when n % 300 = 0 then initcap(translate(to_hex(n), '0123456789', 'ghijklmnop')) else ${LAST} end,
      case when n % 50 = 0 then (array['inactive', 'suspended'])[1 + n / 50 % 2] else 'active' end, case when n % 50 <> 1 then at end,
      case when n % 5 = 0 then 'hi' else 'en' end, at, at from (${PEOPLE}) as people`,
  `insert into lines (id, phone, owner_id, base_ends_at, created_at)
    select ${idOf("c.created_at", "'line' || c.id")}, c.phone, c.id, case when hashint8(extract(epoch from c.created_at)::bigint) % 3 <> 0 then $2::timestamptz + interval '20 days' else c.created_at + interval '28 days' end, c.created_at
    from customers c where c.phone_verified_at is not null and $1::int > 0`,
  `insert into lines (id, phone, owner_id, created_at)
    select ${idOf("at", "'second' || n")}, '+9181' || lpad(((n::bigint * 6007) % 100000000)::text, 8, '0'), ${idOf("at", "'customer' || n")}, at
    from (${PEOPLE}) as people where n % 20 = 0`,
  `insert into line_ownerships (id, line_id, customer_id, since)
    select gen_random_uuid(), id, owner_id, created_at from lines where $1::int > 0 and $2::timestamptz is not null`,
];

/** Writes `count` customers with their numbers into empty tables. Indexes are built afterwards, which takes a fifth of the time. */
export async function mintManyCustomers(url: string, count: number, until: Date): Promise<void> {
  const client = new Client({ connectionString: url, options: "-c timezone=UTC -c synchronous_commit=off" });
  await client.connect();
  try {
    await client.query("set maintenance_work_mem = '256MB'");
    // Foreign keys are right by the way the rows are made.
    await client.query("set session_replication_role = replica");
    const { rows: indexes } = await client.query<{ name: string; definition: string }>(
      `select indexname as name, indexdef as definition from pg_indexes
      where tablename in ('customers', 'lines', 'line_ownerships') and indexname not like '%_pkey'`,
    );
    for (const { name } of indexes) await client.query(`drop index ${name}`);
    for (const text of STATEMENTS) await client.query(text, [count, until]);
    for (const { definition } of indexes) await client.query(definition);
    await client.query("vacuum analyze");
    // Else every page that is read first has to write out one that was just made.
    await client.query("checkpoint");
  } finally {
    await client.end();
  }
}
