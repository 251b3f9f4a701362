import { decodeCursor, type ListBackupsInput, type ListBackupsOutput, toPage } from "@nexa/contracts";
import { backups } from "@nexa/db";
import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import type { AdminActor, CoreContext } from "../context.ts";
import { requestErrors } from "../trpc/errors.ts";
import { syncBackups } from "./sync-backups.ts";
import { toBackup } from "./to-backup.ts";

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
  if (typeof addedAt !== "string" || Number.isNaN(Date.parse(addedAt))) throw requestErrors.badCursor();
  if (typeof id !== "string" || !/^[0-9a-f-]{36}$/.test(id)) throw requestErrors.badCursor();
  return sql`(${backups.addedAt}, ${backups.id}) < (${addedAt}::timestamptz, ${id}::uuid)`;
}
