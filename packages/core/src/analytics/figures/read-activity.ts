import { idFloor, type LiveActivity } from "@nexa/contracts";
import type { CoreContext } from "../../context.ts";
import { operatorDays } from "../../usage/index.ts";
import { SALES_CHANGES, SALES_COLUMNS, saleEvents } from "../counting/sales-deltas.ts";
import { NO_SALES, type SalesRow, salesSums, toSalesFigures } from "./sales-figures.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const LATEST = 5;

/** Counted sums and what was written since, of one snapshot, so nothing is missed or counted twice between two counts. */
const TODAY = `select c.counted_at as "countedAt", s.* from analytics_cursor c cross join (
    select ${salesSums()} from (
      select ${SALES_COLUMNS.join(", ")} from analytics_sales where day = $2::date
      union all
      select ${SALES_CHANGES} from (
        ${saleEvents("e.written_by >= (select counted_below from analytics_cursor where id = 1)", "$1")}
      ) moved where day = $2::date
    ) summed
  ) s where c.id = 1`;

const RATE = `select count(*)::int as rate from transaction_events e join transactions t on t.id = e.transaction_id
  where e.id >= $1 and e.from_status = 'pending' and e.to_status = 'succeeded'
    and t.type in ('prepaid_recharge', 'topup_purchase')`;

const DECIDED = `select t.id, t.type, t.status, p.name as "planName", t.final_amount_minor as "finalAmountMinor",
    t.settled_at as "settledAt"
  from transactions t left join plans p on p.id = t.plan_id
  where t.id >= $1 and t.type <> 'refund_adjustment' and t.status <> 'pending' order by t.id desc limit ${LATEST}`;

type Latest = LiveActivity["latest"][number];

/** What happens now, by the business clock. It names no customer. Amounts in minor units. */
export async function readActivity(ctx: CoreContext): Promise<LiveActivity> {
  const { timezone } = ctx.runtime.config.operator;
  const now = ctx.clock.now();
  const since = (ms: number) => idFloor(new Date(now.getTime() - ms));
  const [today] = await ctx.db.query<SalesRow & { countedAt: Date | null }>({
    text: TODAY,
    values: [timezone, operatorDays(timezone).dayOf(now)],
  });
  const [counted] = await ctx.db.query<{ rate: number }>({ text: RATE, values: [since(MINUTE_MS)] });
  const latest = await ctx.db.query<Omit<Latest, "settledAt"> & { settledAt: Date | null }>({
    text: DECIDED,
    values: [since(DAY_MS)],
  });
  return {
    countedAt: today?.countedAt?.toISOString() ?? null,
    rechargesPerMinute: counted?.rate ?? 0,
    today: toSalesFigures(today ?? NO_SALES),
    latest: latest.map((row) => ({ ...row, settledAt: row.settledAt?.toISOString() ?? null })),
  };
}
