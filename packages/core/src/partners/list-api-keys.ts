import { decodeCursor, Id, type ListApiKeysInput, type ListApiKeysOutput, toPage } from "@nexa/contracts";
import { apiKeys, partners } from "@nexa/db";
import { and, desc, eq, isNotNull, isNull, lt, type SQL } from "drizzle-orm";
import type { AdminActor, CoreContext } from "../context.ts";
import { requestErrors } from "../trpc/errors.ts";
import { SHOWN_COLUMNS, toApiKey } from "./api-key-view.ts";

/** Partners' keys, the newest first, revoked ones too unless asked otherwise. Throws `request.badCursor`. */
export async function listApiKeys(ctx: CoreContext<AdminActor>, input: ListApiKeysInput): Promise<ListApiKeysOutput> {
  const conditions: SQL[] = [];
  if (input.partnerId !== undefined) conditions.push(eq(apiKeys.partnerId, input.partnerId));
  if (input.isRevoked === true) conditions.push(isNotNull(apiKeys.revokedAt));
  if (input.isRevoked === false) conditions.push(isNull(apiKeys.revokedAt));
  if (input.cursor !== undefined) {
    const before = Id.safeParse(decodeCursor(input.cursor, 1)?.[0]);
    if (!before.success) throw requestErrors.badCursor();
    conditions.push(lt(apiKeys.id, before.data));
  }
  const rows = await ctx.db.orm
    .select(SHOWN_COLUMNS)
    .from(apiKeys)
    .innerJoin(partners, eq(partners.id, apiKeys.partnerId))
    .where(and(...conditions))
    .orderBy(desc(apiKeys.id))
    .limit(input.limit + 1);
  const page = toPage(rows, input.limit, (row) => [row.id]);
  return { items: page.items.map(toApiKey), nextCursor: page.nextCursor };
}
