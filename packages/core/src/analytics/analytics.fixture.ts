import assert from "node:assert/strict";
import type { CoreContext } from "../context.ts";
import { contextOf, type TestCore } from "../testing/index.ts";
import { getCustomerGrowth } from "./get-customer-growth.ts";
import { getDashboard } from "./get-dashboard.ts";
import { getPlanPerformance } from "./get-plan-performance.ts";
import { getReferralTrend } from "./get-referral-trend.ts";
import { getRevenue } from "./get-revenue.ts";
import { measureAnalytics } from "./measure-analytics.ts";
import { rollUpAnalytics } from "./roll-up-analytics.ts";

const LONGEST_MS = 25_000;

/** Counts until all that is committed by now is counted: transactions of other databases of the cluster may hold it up. */
export async function countUp(core: TestCore, ctx: CoreContext = core.job()): Promise<void> {
  const [mark] = await core.runtime.db.query<{ mark: string }>({ text: "select pg_current_xact_id()::text as mark" });
  const deadline = performance.now() + LONGEST_MS;
  do {
    if (performance.now() > deadline) throw new Error("a transaction holds up the counting");
    await rollUpAnalytics(ctx);
  } while (!(await isCounted(core, mark?.mark ?? "0")));
}

async function isCounted(core: TestCore, mark: string): Promise<boolean> {
  const [row] = await core.runtime.db.query<{ done: boolean }>({
    text: "select counted_below > $1::xid8 as done from analytics_cursor",
    values: [mark],
  });
  return row?.done === true;
}

/** Everything in the rollups that is counted by increments, in an order of its own. */
export async function rollups(core: TestCore) {
  const read = (text: string) => core.runtime.db.query<Record<string, unknown>>({ text });
  return {
    sales: await read("select day::text as day_text, * from analytics_sales order by 1, type, payment_method"),
    plans: await read("select day::text as day_text, * from analytics_plan_sales order by 1, plan_id"),
    counts: await read("select what, day::text as day_text, count from analytics_counts order by 1, 2"),
    deliveries: await read("select day::text as day_text, * from analytics_deliveries order by 1, channel"),
  };
}

const IS_DELIVERED = "status in ('succeeded', 'refunded', 'partially_refunded')";
const SALES = (
  key: string,
) => `select ${key} as key, count(*) as transactions, count(*) filter (where status = 'pending') as pending,
    count(*) filter (where ${IS_DELIVERED}) as delivered, count(*) filter (where status = 'failed') as failed,
    count(*) filter (where status = 'reversed') as reversed,
    count(*) filter (where status in ('refunded', 'partially_refunded')) as refunded,
    coalesce(sum(captured_minor) filter (where ${IS_DELIVERED}), 0)::int8 as "grossMinor",
    coalesce(sum(refunded_minor) filter (where ${IS_DELIVERED}), 0)::int8 as "refundedMinor",
    coalesce(sum(captured_minor - refunded_minor) filter (where ${IS_DELIVERED}), 0)::int8 as "netMinor",
    coalesce(sum(discount_amount_minor) filter (where ${IS_DELIVERED}), 0)::int8 as "discountMinor"
  from transactions t
  where type <> 'refund_adjustment' and (created_at at time zone $3)::date between $1 and $2 group by 1 order by 1`;
const DAY = (column: string) => `(${column} at time zone $3)::date between $1 and $2`;
const PEOPLE = `select (select count(*) from customers where ${DAY("created_at")}) as registered,
    (select count(*) from customers where ${DAY("closed_at")}) as closed,
    (select count(*) from customers where (created_at at time zone $3)::date <= $2)
      - (select count(*) from customers where (closed_at at time zone $3)::date <= $2) as total,
    (select count(*) from referral_codes where ${DAY("created_at")}) as codes,
    (select count(*) from referrals where ${DAY("used_at")}) as joined,
    (select count(*) from referrals where ${DAY("completed_at")}) as completed,
    (select count(*) from referral_discounts where role = 'referrer' and ${DAY("created_at")}) as rewarded`;
// A plan that runs, prepaid or postpaid, keeps its customer; what ended on numbers given up is kept on the account.
const CHURN = `select count(*) as churned from (
    select c.id, greatest(c.last_active_plan_at, max(l.base_ends_at) filter (where l.mode = 'idle')) as left_at
    from customers c left join lines l on l.owner_id = c.id
    group by c.id having count(*) filter (where l.mode <> 'idle') = 0
  ) x where (left_at at time zone $3)::date + 30 between $1 and least($2::date, ($4::timestamptz at time zone $3)::date)`;
const DELIVERIES = `select coalesce(sum((d.status = 'pending')::int), 0)::int8 as pending, coalesce(sum((d.status = 'sent')::int), 0)::int8 as sent,
    coalesce(sum((d.status = 'delivered')::int), 0)::int8 as delivered, coalesce(sum((d.status = 'failed')::int), 0)::int8 as failed,
    coalesce(sum((d.status = 'suppressed')::int), 0)::int8 as suppressed
  from notification_deliveries d join notifications n on n.id = d.notification_id where ${DAY("n.created_at")}`;
const STANDING = `select
    (select count(*) from subscriptions where not is_topup and cancelled_at is null and starts_at <= $1 and ends_at > $1) as "activePlans",
    (select count(*) from subscriptions where is_topup and cancelled_at is null and starts_at <= $1 and ends_at > $1) as "activeTopups",
    (select count(*) from subscriptions where not is_topup and cancelled_at is null and starts_at > $1) as "queuedPlans",
    (select count(*) from subscriptions where not is_topup and cancelled_at is null and starts_at <= $1 and ends_at > $1
      and ends_at <= $1::timestamptz + interval '7 days') as "expiringWithin7Days",
    (select count(*) from postpaid_activations where status = 'active') as "activePostpaid",
    (select coalesce(sum(total_minor - credited_minor - paid_minor), 0)::int8 from bills where status in ('issued', 'overdue')) as "outstandingMinor",
    (select coalesce(sum(total_minor - credited_minor - paid_minor), 0)::int8 from bills
      where status in ('issued', 'overdue') and due_at <= $1) as "overdueMinor"`;

type Range = { from: string; to: string };

/** The figures of a range from the tables of the business themselves, by SQL that knows neither events nor rollups. */
async function fromTables(core: TestCore, { from, to }: Range) {
  const { operator } = core.runtime.config;
  const values = [from, to, operator.timezone];
  const now = core.clock.now();
  const read = (text: string, given: unknown[] = values) =>
    core.runtime.db.query<Record<string, unknown>>({ text, values: given });
  const [[total], [people], [churn], [standing]] = [
    await read(SALES("'all'")),
    await read(PEOPLE),
    await read(CHURN, [...values, now]),
    await read(STANDING, [now]),
  ];
  return {
    total: total ?? null,
    byDay: await read(SALES("(created_at at time zone $3)::date::text")),
    byMonth: await read(SALES("date_trunc('month', created_at at time zone $3)::date::text")),
    byWeek: await read(SALES("date_trunc('week', created_at at time zone $3)::date::text")),
    byType: await read(SALES("type")),
    byMethod: await read(SALES("payment_method")),
    byPlan: await read(SALES("plan_id::text")),
    ...{ people, churn, standing },
  };
}

function asOwner(core: TestCore) {
  return contextOf(core.runtime, { kind: "admin", adminId: "", sessionId: "", role: "owner" } as const);
}

/** The same figures as staff get them. */
async function fromAnalytics(core: TestCore, range: Range) {
  const ctx = asOwner(core);
  const dashboard = await getDashboard(ctx, range);
  const weeks = await getRevenue(ctx, { ...range, interval: "week" });
  const months = await getRevenue(ctx, { ...range, interval: "month" });
  const growth = await getCustomerGrowth(ctx, { ...range, interval: "day" });
  const trend = await getReferralTrend(ctx, { ...range, interval: "day" });
  const { plans } = await getPlanPerformance(ctx, { ...range, sort: "net", limit: 500 });
  const keyed = <T extends object>(rows: readonly T[], keyOf: (row: T) => string | null) =>
    rows
      .map((row) => ({ key: keyOf(row), ...plain(row) }))
      .sort((a, b) => (a.key === null ? 1 : b.key === null ? -1 : a.key < b.key ? -1 : 1));
  const { registered, closed, total, churned } = dashboard.customers.current;
  const { codes, joined, completed, rewarded } = dashboard.referrals.current;
  const { now } = dashboard;
  if (now === null) throw new Error("nothing was measured");
  const { activePlans, activeTopups, queuedPlans, expiringWithin7Days, activePostpaid, dues } = now;
  assert.deepEqual(growth.totals, dashboard.customers);
  assert.deepEqual(trend.funnel, dashboard.referrals);
  assert.equal(sumOf(growth.series, "registered"), registered);
  assert.equal(growth.series.at(-1)?.total ?? total, total);
  assert.equal(sumOf(trend.series, "joined"), joined);
  return {
    total: dashboard.revenueByDay.length === 0 ? null : { key: "all", ...plain(dashboard.sales.current) },
    byDay: keyed(dashboard.revenueByDay, (row) => row.startsOn),
    byMonth: keyed(months.series, (row) => row.startsOn),
    byWeek: keyed(weeks.series, (row) => row.startsOn),
    byType: keyed(dashboard.byType, (row) => row.type),
    byMethod: keyed(dashboard.byMethod, (row) => row.paymentMethod),
    byPlan: keyed(plans, (row) => row.planId),
    people: { registered, closed, total, codes, joined, completed, rewarded },
    churn: { churned },
    standing: {
      ...{ activePlans, activeTopups, queuedPlans, expiringWithin7Days, activePostpaid },
      ...{ outstandingMinor: dues.outstandingMinor, overdueMinor: dues.overdueMinor },
    },
  };
}

const FIGURES = ["transactions", "pending", "delivered", "failed", "reversed", "refunded"] as const;
const AMOUNTS = ["grossMinor", "refundedMinor", "netMinor", "discountMinor"] as const;

/** The figures that can be added up; averages and rates are made of them. */
function plain(row: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).filter(([name]) => [...FIGURES, ...AMOUNTS].some((one) => one === name)),
  );
}

function sumOf<Name extends string>(rows: readonly Record<Name, number>[], name: Name): number {
  return rows.reduce((sum, row) => sum + row[name], 0);
}

/** Deliveries by what became of them, as staff get them and as the tables say, which lose those of notices that are deleted. */
export async function deliveriesBothWays(core: TestCore, range: Range) {
  await measureAnalytics(core.job());
  const { deliveryPercent: _, ...analytics } = (await getDashboard(asOwner(core), range)).deliveries.current;
  const values = [range.from, range.to, core.runtime.config.operator.timezone];
  const [tables] = await core.runtime.db.query<typeof analytics>({ text: DELIVERIES, values });
  if (!tables) throw new Error("no row");
  return { analytics, tables };
}

/** Counts and measures, then answers the figures of a range as staff get them and as the tables themselves say. */
export async function bothWays(core: TestCore, range: Range) {
  await countUp(core);
  await measureAnalytics(core.job());
  return { analytics: await fromAnalytics(core, range), tables: await fromTables(core, range) };
}
