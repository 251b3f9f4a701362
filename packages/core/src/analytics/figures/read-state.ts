import { DUE_AGES, type Standing } from "@nexa/contracts";
import type { AnalyticsStanding } from "@nexa/db";
import type { CoreContext } from "../../context.ts";

type Row = { countedAt: Date | null; standing: AnalyticsStanding | null; measuredAt: Date | null };

/** When was counted last, and what stood when it was last measured. */
export async function readState(ctx: CoreContext): Promise<{ countedAt: string | null; now: Standing | null }> {
  const [row] = await ctx.db.query<Row>({
    text: `select c.counted_at as "countedAt", n.standing, n.measured_at as "measuredAt"
      from analytics_cursor c left join analytics_now n on n.id = 1 where c.id = 1`,
  });
  const countedAt = row?.countedAt?.toISOString() ?? null;
  if (!row?.standing || !row.measuredAt) return { countedAt, now: null };
  const { dues, ...standing } = row.standing;
  const byAge = DUE_AGES.flatMap((age) => dues.filter((due) => due.age === age).map((due) => ({ ...due, age })));
  const sum = (rows: typeof byAge) => rows.reduce((total, due) => total + due.outstandingMinor, 0);
  return {
    countedAt,
    now: {
      ...standing,
      measuredAt: row.measuredAt.toISOString(),
      dues: {
        bills: byAge.reduce((total, due) => total + due.bills, 0),
        outstandingMinor: sum(byAge),
        overdueMinor: sum(byAge.filter((due) => due.age !== "not_due")),
        byAge,
      },
    },
  };
}
