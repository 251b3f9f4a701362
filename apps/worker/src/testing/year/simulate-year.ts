import { bothWays, deliveriesBothWays } from "@nexa/core/analytics/analytics.fixture";
import { type AuditBooksOutput, auditBooks } from "@nexa/core/audit/index";
import { liveFamilyDay } from "./family-life.ts";
import { livePostpaidDay } from "./postpaid-life.ts";
import { livePrepaidDay } from "./prepaid-life.ts";
import { liveStaffDay } from "./staff-life.ts";
import { sendTraffic } from "./traffic.ts";
import { settleDay, workOnce } from "./worker-day.ts";
import { DAY_MS, makeYearWorld, type YearWorld } from "./year-world.ts";

export type YearOptions = { seed: number; customers: number; days: number; onDay?: (day: number) => void };

export type YearResult = {
  /** What happened how often, refusals by their reason. */
  tally: ReadonlyMap<string, number>;
  audit: AuditBooksOutput;
  /** Bills whose lines do not sum to their total, and how many bill numbers are missing. */
  wrongBills: number;
  missingNumbers: number;
  bills: number;
  /** The analytics of all days, and of a few, as staff get them and as the tables say. */
  analytics: Awaited<ReturnType<typeof bothWays>>[];
  deliveries: Awaited<ReturnType<typeof deliveriesBothWays>>;
};

const STARTS_AT = new Date("2026-01-01T04:30:00Z");
const QUIET_DAYS = 2;
const ALL_DAYS = { from: "2025-12-25", to: "2027-12-31" };
const SOME_DAYS = { from: "2026-02-09", to: "2026-03-18" };

/**
 * A year of an operator's business with the real verbs, jobs, database and gateway, on a clock that is moved: the same seed gives the same
 * year. Then everything is left to settle and the books are looked at.
 */
export async function simulateYear({ seed, customers, days, onDay }: YearOptions): Promise<YearResult> {
  const world = await makeYearWorld({ seed, customers, startsAt: STARTS_AT });
  try {
    for (; world.day < days; world.day += 1) {
      onDay?.(world.day);
      await liveDay(world);
    }
    for (let rest = 0; rest < QUIET_DAYS; rest += 1) {
      await settleDay(world);
      nextMorning(world);
      await workOnce(world);
    }
    return await lookAt(world);
  } finally {
    await world.core.close();
  }
}

async function liveDay(world: YearWorld): Promise<void> {
  await workOnce(world);
  await livePrepaidDay(world);
  await livePostpaidDay(world);
  await liveFamilyDay(world);
  await liveStaffDay(world);
  await sendTraffic(world);
  await settleDay(world);
  nextMorning(world);
}

/** Somewhere between nine and eleven of the next day in India, with its seconds. */
function nextMorning({ core, chance }: YearWorld): void {
  const nextDay = Math.floor(core.clock.now().getTime() / DAY_MS) + 1;
  core.clock.set(new Date(nextDay * DAY_MS + 4 * 3_600_000 + chance.between(0, 5_400_000)));
}

/** What the books say that happened by itself: moves of payments and bills, and steps of referrals. */
const HAPPENED = `select 'payment ' || to_status as what, count(*) as times from transaction_events group by 1
  union all select 'postpaid ' || kind, count(*) from postpaid_events group by 1
  union all select 'suspended for overdue bills', count(*) from postpaid_events where kind = 'suspended' and cause_key not like 'suspended:%' group by 1
  union all select 'referral ' || kind, count(*) from referral_events group by 1
  union all select 'plan ' || kind, count(*) from subscription_events group by 1
  union all select 'bill ' || status, count(*) from bills group by 1
  union all select 'bill line ' || kind, count(*) from bill_lines group by 1
  union all select 'notice ' || type, count(*) from notifications group by 1
  union all select 'late capture given back', count(*) from transactions where status = 'reversed' and captured_minor > 0`;

async function lookAt({ core, tally }: YearWorld): Promise<YearResult> {
  for (const { what, times } of await core.runtime.db.query<{ what: string; times: number }>({ text: HAPPENED })) {
    tally.set(what, times);
  }
  const audit = await auditBooks(core.job(), { withGateway: true, settleGraceMs: 0 });
  const [row] = await core.runtime.db.query<{ bills: number; missing: number; wrong: number }>({
    text: `select count(*) as bills, coalesce(max(number), 0) - count(*) as missing,
        count(*) filter (where total_minor <> (select coalesce(sum(amount_minor), 0) from bill_lines l where l.bill_id = b.id)) as wrong
      from bills b`,
  });
  const analytics = [await bothWays(core, ALL_DAYS), await bothWays(core, SOME_DAYS)];
  const deliveries = await deliveriesBothWays(core, ALL_DAYS);
  const { bills = 0, missing: missingNumbers = 0, wrong: wrongBills = 0 } = row ?? {};
  return { tally, audit, bills, missingNumbers, wrongBills, analytics, deliveries };
}
