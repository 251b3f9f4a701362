import { contentVersion, type Database } from "@nexa/db";
import { eq, sql } from "drizzle-orm";
import { type CoreContext, withTransaction } from "../context.ts";

/** The content's version now: one prepared look-up, cheap enough for once a second. */
export async function readContentVersion(db: Database): Promise<number> {
  const [row] = await db.query<{ version: number }>({
    name: "content_version",
    text: "select version from content_version",
  });
  if (!row) throw new Error("the content's version row is missing");
  return row.version;
}

/**
 * Makes the running transaction the only one that changes content, and its commit known to every server. A store that hangs must not
 * let writers pile up on connections, so the wait is short.
 */
export async function lockContent(tx: CoreContext): Promise<void> {
  await tx.db.orm.execute(sql`set local lock_timeout = '3s'`);
  await tx.db.orm
    .update(contentVersion)
    .set({ version: sql`${contentVersion.version} + 1` })
    .where(eq(contentVersion.id, 1));
}

/** Tells every server to read the content again: for those who replaced it past the verbs, such as a restore. */
export async function announceContentChange(ctx: CoreContext): Promise<void> {
  await withTransaction(ctx, (tx) => lockContent(tx));
}
