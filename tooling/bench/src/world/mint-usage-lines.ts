import { newId } from "@nexa/contracts";
import { Client } from "pg";
import { type PhoneRange, phoneAt } from "./phones.ts";

const GB = 1024 ** 3;
const DAY_MS = 86_400_000;
/** One line in so many has a top-up too. */
const TOPUP_EVERY = 4;

export type UsageLine = { id: string; phone: string };

/** Makes lines that use data: each with a running plan of 84 days and 2 GB a day, every fourth with a top-up. */
export async function mintUsageLines(
  databaseUrl: string,
  { from, count }: Omit<PhoneRange, "offset">,
): Promise<UsageLine[]> {
  const client = new Client({ connectionString: databaseUrl, options: "-c timezone=UTC" });
  await client.connect();
  try {
    const madeAt = new Date(Date.now() - DAY_MS);
    const lines = Array.from({ length: count }, (_, index) => ({ id: newId(madeAt), phone: phoneAt(from + index) }));
    await client.query("insert into lines (id, phone, created_at) select *, $3 from unnest($1::uuid[], $2::text[])", [
      lines.map((line) => line.id),
      lines.map((line) => line.phone),
      madeAt,
    ]);
    await mintPlans(
      client,
      lines,
      { isTopup: false, dataAllowanceBytes: 168 * GB, dailyDataLimitBytes: 2 * GB },
      madeAt,
    );
    const lucky = lines.filter((_, index) => index % TOPUP_EVERY === 0);
    await mintPlans(client, lucky, { isTopup: true, dataAllowanceBytes: GB, dailyDataLimitBytes: null }, madeAt);
    await client.query("vacuum analyze lines, subscriptions");
    return lines;
  } finally {
    await client.end();
  }
}

type Gives = { isTopup: boolean; dataAllowanceBytes: number; dailyDataLimitBytes: number | null };

async function mintPlans(client: Client, lines: readonly UsageLine[], gives: Gives, startsAt: Date): Promise<void> {
  const terms = {
    planName: "Data 84",
    priceMinor: 71_900,
    validityDays: 84,
    talktimeMinutes: null,
    smsCount: 8_400,
    benefits: [],
  };
  await client.query(
    `insert into subscriptions (id, line_id, transaction_id, plan_id, is_topup, terms, starts_at, ends_at, created_at, start_recorded_at)
    select gen_random_uuid(), line_id, gen_random_uuid(), gen_random_uuid(), $2, $3, $4::timestamptz, $4::timestamptz + interval '84 days', $4::timestamptz, $4::timestamptz
    from unnest($1::uuid[]) as l (line_id)`,
    [lines.map((line) => line.id), gives.isTopup, JSON.stringify({ ...terms, ...gives }), startsAt],
  );
}
