import type { BroadcastAudience, Language } from "@nexa/contracts";
import type { CoreContext } from "../../context.ts";

/** A plan of the customer's own line that runs at `$2`. */
const RUNNING = `lines l join subscriptions s on s.line_id = l.id
  where l.owner_id = c.id and s.cancelled_at is null and s.starts_at <= $2 and s.ends_at > $2`;
const POSTPAID = "postpaid_activations a where a.customer_id = c.id and a.status <> 'cancelled'";

/** What is left of each running source of data, null where it is not limited. Allowances are read as `usage/allowances.ts` does. */
const REMAINING = `select source.allowance - coalesce(bucket.used, 0) as bytes from (
    select s.id, coalesce((s.terms->>'dataAllowanceBytes')::int8,
      case when s.terms->>'dailyDataLimitBytes' is null or s.is_topup then 0 end) as allowance from ${RUNNING}
    union all
    select y.id, (a.terms->>'dataAllowanceBytes')::int8 from postpaid_cycles y, ${POSTPAID}
      and y.activation_id = a.id and y.status = 'open'
    union all
    select d.id, coalesce((d.terms->>'dataAllowanceBytes')::int8, 0) from postpaid_addons d, postpaid_cycles y, ${POSTPAID}
      and y.activation_id = a.id and y.status = 'open' and d.cycle_id = y.id
  ) as source left join usage_buckets as bucket on bucket.source_id = source.id and bucket.kind = 'data'`;

/** Each condition on a customer `c`: `$1` is the audience as jsonb, `$2` the instant. */
const CONDITIONS: Readonly<Record<keyof BroadcastAudience, string>> = {
  customerIds:
    "c.id = any(array(select value::uuid from jsonb_array_elements_text($1::jsonb->'customerIds') as t(value)))",
  status: "c.status = $1::jsonb->>'status'",
  planType: `case $1::jsonb->>'planType' when 'prepaid' then exists (select from ${RUNNING} and not s.is_topup)
    else exists (select from ${POSTPAID}) end`,
  planId: `(exists (select from ${RUNNING} and s.plan_id = ($1::jsonb->>'planId')::uuid)
    or exists (select from ${POSTPAID} and a.plan_id = ($1::jsonb->>'planId')::uuid))`,
  balanceBelowBytes: `(select sum(bytes) < ($1::jsonb->>'balanceBelowBytes')::int8 and bool_and(bytes is not null)
    from (${REMAINING}) as remaining)`,
  minDaysInactive: `(coalesce(c.last_active_plan_at, c.created_at) <= $2::timestamptz - make_interval(days => ($1::jsonb->>'minDaysInactive')::int)
    and not exists (select from lines l where l.owner_id = c.id and (l.base_ends_at > $2 or l.mode <> 'idle')))`,
  signedUpFrom: "c.created_at >= ($1::jsonb->>'signedUpFrom')::timestamptz",
  signedUpUntil: "c.created_at < ($1::jsonb->>'signedUpUntil')::timestamptz",
};

/** Accounts that can be written to: a number nobody proved may be a stranger's. Those who may not sign in only where staff ask for them. */
const REACHABLE = "c.closed_at is null and c.phone is not null and c.phone_verified_at is not null";
const STANDING = "c.status in ('active', 'inactive')";

function conditionsOf(audience: BroadcastAudience): string {
  const named = Object.entries(CONDITIONS).filter(([name]) => audience[name as keyof BroadcastAudience] !== undefined);
  const asksStatus = audience.status !== undefined || audience.customerIds !== undefined;
  return [REACHABLE, ...(asksStatus ? [] : [STANDING]), ...named.map(([, condition]) => condition)].join(" and ");
}

/** A parameter that no condition names would have no type. */
const TYPED = "$1::jsonb is not null and $2::timestamptz is not null";

/** How many customers meet the conditions now, by the language they read. */
export async function countAudience(
  ctx: CoreContext,
  audience: BroadcastAudience,
): Promise<{ language: Language; recipients: number }[]> {
  return ctx.db.query({
    text: `select c.language, count(*)::int as recipients from customers c
      where ${TYPED} and ${conditionsOf(audience)} group by 1 order by 1`,
    values: [JSON.stringify(audience), ctx.clock.now()],
  });
}

export type Candidate = { id: string; phone: string; isMeant: boolean };

/**
 * The next customers by id after `cursor`, of those who had an account at `madeAt`, each with whether the conditions hold now. Looking
 * at so many customers rather than for so many hits keeps each step short however few are meant.
 */
export async function nextCandidates(
  ctx: CoreContext,
  step: { audience: BroadcastAudience; madeAt: Date; cursor: string | null; limit: number },
): Promise<Candidate[]> {
  const { audience, madeAt, cursor, limit } = step;
  const ids = audience.customerIds === undefined ? "" : `and ${CONDITIONS.customerIds}`;
  return ctx.db.query<Candidate>({
    text: `with candidates as materialized (
        select * from customers c where c.id > coalesce($3::uuid, '00000000-0000-0000-0000-000000000000') and c.created_at <= $4
          ${ids} order by c.id limit $5
      )
      select c.id, c.phone, (${TYPED} and ${conditionsOf(audience)}) is true as "isMeant"
      from candidates c order by c.id`,
    values: [JSON.stringify(audience), ctx.clock.now(), cursor, madeAt, limit],
  });
}
