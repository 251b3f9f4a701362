import type { LinkedNumber } from "@nexa/contracts";
import { lines, postpaidActivations } from "@nexa/db";
import { and, eq, inArray, ne } from "drizzle-orm";
import type { CoreContext, CustomerActor } from "../context.ts";
import { lineModeOf } from "../lines/index.ts";
import { type LivePlans, readLivePlansOfLines } from "../subscriptions/index.ts";
import type { LinkRow } from "./link-status.ts";

type Use = { lineId: string; todayBytes: number; last30DaysBytes: number };
type Spent = { lineId: string; thisMonthMinor: number; totalMinor: number };

/** What is shown of linked numbers, by the id of the link, read at once for all of them. Pass linked ones only. */
export async function readLinkedNumbers(
  ctx: CoreContext<CustomerActor>,
  links: readonly LinkRow[],
  now: Date,
): Promise<Map<string, LinkedNumber>> {
  if (links.length === 0) return new Map();
  const lineIds = links.map((link) => link.lineId);
  const [plansOf, held, used, spent] = await Promise.all([
    readLivePlansOfLines(ctx, lineIds, now),
    readLines(ctx, lineIds),
    readDataUse(ctx, links, now),
    readSpending(ctx, lineIds, now),
  ]);
  const { currency } = ctx.runtime.config.operator;
  const numbers = links.map(({ id, lineId }): [string, LinkedNumber] => {
    const line = held.find((each) => each.id === lineId);
    const use = used.find((each) => each.lineId === lineId);
    const paid = spent.find((each) => each.lineId === lineId);
    const plans = plansOf(lineId);
    const number = {
      mode: line ? lineModeOf(line, now) : "idle",
      postpaidPlanName: line?.postpaid?.planName ?? null,
      activePlans: withTopups(plans),
      queue: plans.waiting,
      dataUse: { todayBytes: use?.todayBytes ?? 0, last30DaysBytes: use?.last30DaysBytes ?? 0 },
      spending: { thisMonthMinor: paid?.thisMonthMinor ?? 0, totalMinor: paid?.totalMinor ?? 0, currency },
    } as const;
    return [id, number];
  });
  return new Map(numbers);
}

function readLines(ctx: CoreContext, lineIds: string[]) {
  const { id, mode, baseEndsAt } = lines;
  return ctx.db.orm
    .select({ id, mode, baseEndsAt, postpaid: postpaidActivations.terms })
    .from(lines)
    .leftJoin(postpaidActivations, and(eq(postpaidActivations.lineId, id), ne(postpaidActivations.status, "cancelled")))
    .where(inArray(id, lineIds));
}

/** Top-ups stand with the running plan; those that outlive it stand alone. */
function withTopups({ running, topups }: LivePlans): LinkedNumber["activePlans"] {
  return running ? [{ ...running, topups }] : topups.map((topup) => ({ ...topup, topups: [] }));
}

/** Data used by each line by the operator's days, from the day its number was linked on. */
function readDataUse(ctx: CoreContext, links: readonly LinkRow[], now: Date): Promise<Use[]> {
  const shown = links.map(({ lineId, linkedAt, requestedAt }) => ({ line_id: lineId, since: linkedAt ?? requestedAt }));
  return ctx.db.query<Use>({
    text: `select used.line_id as "lineId", sum(used.amount)::bigint as "last30DaysBytes",
        coalesce(sum(used.amount) filter (where used.day = today.day), 0)::bigint as "todayBytes"
      from (select ($2::timestamptz at time zone $3)::date as day) today,
        jsonb_to_recordset($1::jsonb) as shown(line_id uuid, since timestamptz)
        join usage_days used on used.line_id = shown.line_id
      where used.kind = 'data' and used.day > today.day - 30 and used.day <= today.day
        and used.day >= (shown.since at time zone $3)::date
      group by used.line_id`,
    values: [JSON.stringify(shown), now, ctx.runtime.config.operator.timezone],
  });
}

/** What the customer paid for each line net of refunds, whenever that was; a refund counts in the month of its payment. */
function readSpending(ctx: CoreContext<CustomerActor>, lineIds: readonly string[], now: Date): Promise<Spent[]> {
  return ctx.db.query<Spent>({
    text: `select line_id as "lineId", sum(captured_minor - refunded_minor)::bigint as "totalMinor",
        coalesce(sum(captured_minor - refunded_minor) filter (
          where created_at >= date_trunc('month', $3::timestamptz at time zone $4) at time zone $4
        ), 0)::bigint as "thisMonthMinor"
      from transactions
      where payer_id = $1 and line_id = any($2::uuid[]) and type in ('prepaid_recharge', 'topup_purchase')
        and status in ('succeeded', 'partially_refunded', 'refunded')
      group by line_id`,
    values: [ctx.actor.customerId, lineIds, now, ctx.runtime.config.operator.timezone],
  });
}
