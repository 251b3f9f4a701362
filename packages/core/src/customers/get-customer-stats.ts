import type { GetCustomerStatsInput, GetCustomerStatsOutput } from "@nexa/contracts";
import type { AdminActor, CoreContext } from "../context.ts";
import { runtimeSlot } from "../runtime.ts";

const FRESH_MS = 30_000;

/**
 * All but one number are counted in indexes alone. Who has a plan is read off all lines: the end of a line's plans is in no index, since
 * every recharge would pay for it. `$2` is the operator's time zone.
 */
const COUNTS = `with today as (select date_trunc('day', $1::timestamptz at time zone $2) as at)
  select (select count(*) from customers) as total,
    (select count(*) from customers where status = 'inactive') as inactive,
    (select count(*) from customers where status = 'suspended') as suspended,
    (select count(*) from customers where status = 'closed') as closed,
    (select count(*) from customers where phone_verified_at is null) as unverified,
    (select count(*) from customers where created_at >= today.at at time zone $2) as "newToday",
    (select count(*) from customers where created_at >= (today.at - interval '6 days') at time zone $2) as "newLast7Days",
    (select count(*) from customers where created_at >= (today.at - interval '29 days') at time zone $2) as "newLast30Days",
    (select count(distinct owner_id) from lines where mode <> 'idle' or base_ends_at > $1) as "withPlan",
    (select count(distinct customer_id) from postpaid_activations where status <> 'cancelled') as "withPostpaid"
  from today`;

type Counts = Pick<
  GetCustomerStatsOutput,
  "total" | "newToday" | "newLast7Days" | "newLast30Days" | "withPlan" | "withPostpaid"
> &
  Record<"inactive" | "suspended" | "closed" | "unverified", number>;

/** What was counted last, or is being counted: staff who look at the same time share it. */
const held = runtimeSlot(() => ({ last: null as { at: number; stats: Promise<GetCustomerStatsOutput> } | null }));

/** Customers in numbers, half a minute old at most. */
export async function getCustomerStats(
  ctx: CoreContext<AdminActor>,
  _input: GetCustomerStatsInput,
): Promise<GetCustomerStatsOutput> {
  const slot = held(ctx);
  const now = ctx.clock.now();
  const age = slot.last === null ? Number.POSITIVE_INFINITY : Math.abs(now.getTime() - slot.last.at);
  if (slot.last !== null && age < FRESH_MS) return slot.last.stats;
  const counting = { at: now.getTime(), stats: count(ctx, now) };
  slot.last = counting;
  try {
    return await counting.stats;
  } catch (error) {
    if (slot.last === counting) slot.last = null;
    throw error;
  }
}

async function count(ctx: CoreContext, now: Date): Promise<GetCustomerStatsOutput> {
  const [row] = await ctx.db.query<Counts>({
    text: COUNTS,
    values: [now, ctx.runtime.config.operator.timezone],
  });
  if (!row) throw new Error("counting answered nothing");
  const { total, inactive, suspended, closed, unverified, ...counts } = row;
  const active = total - inactive - suspended - closed;
  return {
    ...{ total, byStatus: { active, inactive, suspended, closed }, phoneVerified: total - unverified },
    ...counts,
    asOf: now.toISOString(),
  };
}
