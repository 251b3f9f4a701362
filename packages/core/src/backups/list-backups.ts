import { decodeCursor, Id, type ListBackupsInput, type ListBackupsOutput, Timestamp, toPage } from "@nexa/contracts";
import { backups } from "@nexa/db";
import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { AdminActor, CoreContext } from "../context.ts";
import { requestErrors } from "../trpc/errors.ts";
import { syncBackups } from "./sync-backups.ts";
import { toBackup } from "./to-backup.ts";

const Position = z.object({ addedAt: Timestamp, id: Id });

/** The backups in the storage, those that came last first. @throws backups.storageUnreachable; request.badCursor */
export async function listBackups(ctx: CoreContext<AdminActor>, input: ListBackupsInput): Promise<ListBackupsOutput> {
  await syncBackups(ctx);
  const conditions: SQL[] = [];
  if (input.kind !== undefined) conditions.push(sql`${backups.manifest} ->> 'kind' = ${input.kind}`);
  if (input.reason !== undefined) conditions.push(sql`${backups.manifest} ->> 'reason' = ${input.reason}`);
  if (input.status !== undefined) conditions.push(eq(backups.status, input.status));
  if (input.cursor !== undefined) conditions.push(before(input.cursor));
  const rows = await ctx.db.orm
    .select()
    .from(backups)
    .where(and(...conditions))
    .orderBy(desc(backups.addedAt), desc(backups.id))
    .limit(input.limit + 1);
  const page = toPage(rows, input.limit, (row) => [row.addedAt.toISOString(), row.id]);
  return { items: page.items.map(toBackup), nextCursor: page.nextCursor };
}

function before(cursor: string): SQL {
  const [addedAt, id] = decodeCursor(cursor, 2) ?? [];
  const after = Position.safeParse({ addedAt, id });
  // No backup is older than 1970, and PostgreSQL does not know the year 0.
  if (!after.success || Date.parse(after.data.addedAt) < 0) throw requestErrors.badCursor();
  return sql`(${backups.addedAt}, ${backups.id}) < (${after.data.addedAt}::timestamptz, ${after.data.id}::uuid)`;
}
