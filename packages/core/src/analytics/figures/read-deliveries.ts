import type { DeliveryCounts, GetDashboardOutput, NotificationChannel } from "@nexa/contracts";
import type { CoreContext } from "../../context.ts";
import type { AnalyticsRange } from "./analytics-range.ts";
import { percentOf } from "./ratios.ts";

type Counted = Omit<DeliveryCounts, "deliveryPercent">;
type Row = Counted & { isCurrent: boolean; channel: NotificationChannel };

const STATUSES = ["pending", "sent", "delivered", "failed", "suppressed"] as const;
const DELIVERIES = `select day >= $2 as "isCurrent", channel, ${STATUSES.map((status) => `sum(${status})::int8 as ${status}`).join(", ")}
  from analytics_deliveries where day between $1 and $3 group by 1, 2 order by 2`;

/** What became of the notices of a range and the one before. Channels without any are left out. */
export async function readDeliveries(
  ctx: CoreContext,
  range: AnalyticsRange,
): Promise<GetDashboardOutput["deliveries"]> {
  const values = [range.previousFrom, range.from, range.to];
  const rows = await ctx.db.query<Row>({ text: DELIVERIES, values });
  const current = rows.filter((row) => row.isCurrent);
  return {
    current: total(current),
    previous: total(rows.filter((row) => !row.isCurrent)),
    byChannel: current.map((row) => ({ channel: row.channel, ...total([row]) })),
  };
}

/** Delivery rate = sent or delivered / ended; suppressed ones were never to be sent. */
function total(rows: readonly Counted[]): DeliveryCounts {
  const of = (status: (typeof STATUSES)[number]) => rows.reduce((sum, row) => sum + row[status], 0);
  const reached = of("sent") + of("delivered");
  return {
    ...{ pending: of("pending"), sent: of("sent"), delivered: of("delivered") },
    ...{ failed: of("failed"), suppressed: of("suppressed") },
    deliveryPercent: percentOf(reached, reached + of("failed")),
  };
}
