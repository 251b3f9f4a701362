import { idFloor } from "@nexa/contracts";
import { type CoreContext, withTransaction } from "../context.ts";
import { bumpCatalogVersion, forgetCatalog } from "./get-catalog.ts";

const DAYS = 30;
const DAY_MS = 86_400_000;

const REFRESH = `
with sold as (
  select plan_id, count(*)::int as sales
  from transactions
  where id >= $1 and status in ('succeeded', 'partially_refunded') and plan_id is not null and refund_of_id is null
  group by plan_id
)
update plans set recent_sales = fresh.sales
from (select plans.id, coalesce(sold.sales, 0) as sales from plans left join sold on sold.plan_id = plans.id) fresh
where plans.id = fresh.id and plans.recent_sales <> fresh.sales
returning plans.id`;

/**
 * Counts each plan's sales of the last 30 days, which is what the popularity sort goes by. For a job; running it again changes
 * nothing. Answers how many plans changed.
 */
export async function refreshPopularity(ctx: CoreContext): Promise<{ changedPlans: number }> {
  const since = idFloor(new Date(ctx.clock.now().getTime() - DAYS * DAY_MS));
  const changedPlans = await withTransaction(ctx, async (tx) => {
    const changed = await tx.db.query<{ id: string }>({ text: REFRESH, values: [since] });
    if (changed.length > 0) await bumpCatalogVersion(tx);
    return changed.length;
  });
  if (changedPlans > 0) forgetCatalog(ctx);
  return { changedPlans };
}
