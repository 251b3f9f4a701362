import { type ListRestoresInput, type ListRestoresOutput, type Restore, toPage } from "@nexa/contracts";
import { restores } from "@nexa/db";
import { and, desc, eq, lt, type SQL } from "drizzle-orm";
import type { AdminActor, CoreContext } from "../../context.ts";
import { cursorId } from "../../trpc/cursor-id.ts";

/** Every restore that was begun, the newest first. @throws request.badCursor */
export async function listRestores(
  ctx: CoreContext<AdminActor>,
  { status, cursor, limit }: ListRestoresInput,
): Promise<ListRestoresOutput> {
  const conditions: SQL[] = [];
  if (status !== undefined) conditions.push(eq(restores.status, status));
  if (cursor !== undefined) conditions.push(lt(restores.id, cursorId(cursor)));
  const rows = await ctx.db.orm
    .select()
    .from(restores)
    .where(and(...conditions))
    .orderBy(desc(restores.id))
    .limit(limit + 1);
  const page = toPage(rows, limit, (row) => [row.id]);
  return { items: page.items.map(toRestore), nextCursor: page.nextCursor };
}

export function toRestore(row: typeof restores.$inferSelect): Restore {
  const { source, status, taskId, requestedBy, safetyBackupId, error, result } = row;
  return {
    ...{ restoreId: row.id, source, status, taskId, requestedBy, safetyBackupId, error, result },
    snapshotAt: row.snapshotAt?.toISOString() ?? null,
    startedAt: row.startedAt.toISOString(),
    committedAt: row.committedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
  };
}
