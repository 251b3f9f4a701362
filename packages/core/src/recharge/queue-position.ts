import type { Database } from "@nexa/db";
import { createMicroBatcher } from "@nexa/integrations";
import type { CoreContext } from "../context.ts";
import { runtimeSlot } from "../runtime.ts";

type Item = { subscriptionId: string; now: Date };

const batcher = runtimeSlot((runtime) =>
  createMicroBatcher<Item, number | null>({ run: (items) => readPositions(runtime.db.hot, items), maxBatch: 128 }),
);

/**
 * The place of a waiting base plan in its line's queue, 1 for next, read after its settlement committed; null where it does not wait.
 * Apart from settling, so that the next batch does not wait for this look.
 */
export function queuePositionOf(ctx: CoreContext, subscriptionId: string): Promise<number | null> {
  return batcher(ctx)({ subscriptionId, now: ctx.clock.now() });
}

async function readPositions(db: Pick<Database, "query">, items: Item[]): Promise<(number | null)[]> {
  const now = new Date(Math.max(...items.map((item) => item.now.getTime())));
  const found = await db.query<{ id: string; position: number }>({
    name: "recharge.queue-positions",
    text: `select s.id, (select count(*) from subscriptions o where o.line_id = s.line_id and not o.is_topup and o.cancelled_at is null
        and o.starts_at > $2 and o.starts_at <= s.starts_at) as position
      from subscriptions s where s.id = any($1::uuid[]) and s.starts_at > $2 and s.cancelled_at is null and not s.is_topup`,
    values: [items.map((item) => item.subscriptionId), now],
  });
  const positions = new Map(found.map((row) => [row.id, row.position]));
  return items.map((item) => positions.get(item.subscriptionId) ?? null);
}
