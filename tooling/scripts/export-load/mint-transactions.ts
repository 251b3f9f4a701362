import { type DatabaseConnection, ensurePartitions } from "@nexa/db";

const CHUNK_ROWS = 100_000;
const PEOPLE = 1_000;
const MONTHS_BACK = 12;
const MONTH_MS = 30 * 86_400_000;

/** As many succeeded recharges of a thousand customers over the last year, made in the database. Only what lists and exports read. */
export async function mintTransactions(db: DatabaseConnection, rows: number): Promise<void> {
  const now = new Date();
  const from = new Date(now.getTime() - MONTHS_BACK * MONTH_MS);
  await ensurePartitions(db, from, now);
  await db.query({ text: MINT_PEOPLE, values: [PEOPLE, from] });
  for (let first = 0; first < rows; first += CHUNK_ROWS) {
    const last = Math.min(first + CHUNK_ROWS, rows) - 1;
    await db.query({ text: MINT_CHUNK, values: [first, last, rows, from.getTime(), now.getTime(), PEOPLE] });
  }
  await db.query({ text: "analyze transactions, customers, lines" });
}

const MINT_PEOPLE = `with made as (
    insert into customers (id, phone, full_name, phone_verified_at, created_at, updated_at)
    select gen_random_uuid(), '+9190000' || lpad(n::text, 5, '0'), 'Customer number ' || n, $2, $2, $2 from generate_series(1, $1::int) n
    returning id, phone
  )
  insert into lines (id, phone, owner_id, created_at) select gen_random_uuid(), phone, id, $2 from made`;

const MINT_CHUNK = `with people as (
    select row_number() over (order by phone) - 1 as n, id as line_id, owner_id, phone from lines where phone like '+9190000%'
  )
  insert into transactions (id, type, status, payer_id, line_id, recipient_phone, terms, original_amount_minor, final_amount_minor,
    captured_minor, currency, payment_method, created_at, settled_at)
  select (lpad(to_hex(at), 12, '0') || '7' || substr(md5(i::text), 1, 3) || '8' || substr(md5(i::text), 4, 15))::uuid,
    'prepaid_recharge', 'succeeded', p.owner_id, p.line_id, p.phone,
    '{"planName":"Super 299","isTopup":false,"priceMinor":29900,"validityDays":28,"dataAllowanceBytes":null,"dailyDataLimitBytes":null,"talktimeMinutes":null,"smsCount":null,"benefits":[]}',
    29900, 29900, 29900, 'INR', 'upi', to_timestamp(at / 1000.0), to_timestamp(at / 1000.0)
  from generate_series($1::int, $2::int) i
  cross join lateral (select $4::bigint + (($5::bigint - $4::bigint - 60000) * (i::numeric / $3::int))::bigint as at) a
  join people p on p.n = i % $6::int`;
