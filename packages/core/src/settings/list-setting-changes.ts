import { type ListSettingChangesInput, type ListSettingChangesOutput, toPage } from "@nexa/contracts";
import { operatorSettingChanges as changes } from "@nexa/db";
import { and, desc, eq, inArray, lt } from "drizzle-orm";
import type { AdminActor, CoreContext } from "../context.ts";
import { cursorId } from "../trpc/cursor-id.ts";
import { settingsOfRole } from "./settings-of-role.ts";

/** What was changed of the settings that the caller's role may change, the newest first. @throws request.badCursor */
export async function listSettingChanges(
  ctx: CoreContext<AdminActor>,
  { name, changedBy, cursor, limit }: ListSettingChangesInput,
): Promise<ListSettingChangesOutput> {
  const rows = await ctx.db.orm
    .select()
    .from(changes)
    .where(
      and(
        inArray(changes.name, settingsOfRole(ctx.actor.role)),
        name === undefined ? undefined : eq(changes.name, name),
        changedBy === undefined ? undefined : eq(changes.changedBy, changedBy),
        cursor === undefined ? undefined : lt(changes.id, cursorId(cursor)),
      ),
    )
    .orderBy(desc(changes.id))
    .limit(limit + 1);
  const page = toPage(rows, limit, (row) => [row.id]);
  const items = page.items.map(({ changedAt, ...change }) => ({ ...change, changedAt: changedAt.toISOString() }));
  return { items, nextCursor: page.nextCursor };
}
