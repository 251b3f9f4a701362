import type { MarkNotificationsReadOutput } from "@nexa/contracts";
import type { CoreContext, CustomerActor } from "../context.ts";

/** Marks all of a customer's notices as read; those read already keep their time. */
export async function markAllNotificationsRead(ctx: CoreContext<CustomerActor>): Promise<MarkNotificationsReadOutput> {
  const [row] = await ctx.db.query<{ count: number }>({
    text: `with marked as (
        update notifications set read_at = $2 where customer_id = $1 and read_at is null returning id
      ) select count(*) as count from marked`,
    values: [ctx.actor.customerId, ctx.clock.now()],
  });
  return { markedCount: row?.count ?? 0 };
}
