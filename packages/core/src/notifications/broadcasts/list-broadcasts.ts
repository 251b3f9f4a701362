import { type ListBroadcastsInput, type ListBroadcastsOutput, toPage } from "@nexa/contracts";
import { broadcasts } from "@nexa/db";
import { and, desc, eq, lt } from "drizzle-orm";
import type { AdminActor, CoreContext } from "../../context.ts";
import { noticeIdOfCursor } from "../notice-cursor.ts";
import { toBroadcast } from "./to-broadcast.ts";

/** What staff sent, newest first, with its progress. Throws `request.badCursor`. */
export async function listBroadcasts(
  ctx: CoreContext<AdminActor>,
  { limit, cursor, status }: ListBroadcastsInput,
): Promise<ListBroadcastsOutput> {
  const rows = await ctx.db.orm
    .select()
    .from(broadcasts)
    .where(
      and(
        // Ids are made in time order.
        cursor === undefined ? undefined : lt(broadcasts.id, noticeIdOfCursor(cursor)),
        status === undefined ? undefined : eq(broadcasts.status, status),
      ),
    )
    .orderBy(desc(broadcasts.id))
    .limit(limit + 1);
  const page = toPage(rows, limit, (row) => [row.id]);
  return { items: page.items.map(toBroadcast), nextCursor: page.nextCursor };
}
