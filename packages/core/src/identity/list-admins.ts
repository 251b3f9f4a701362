import { decodeCursor, type ListAdminsInput, type ListAdminsOutput, toPage } from "@nexa/contracts";
import { admins } from "@nexa/db";
import { and, asc, eq, gt, type SQL } from "drizzle-orm";
import type { AdminActor, CoreContext } from "../context.ts";
import { requestErrors } from "../trpc/errors.ts";
import { toAdmin } from "./admin-view.ts";

/** Staff by e-mail address. Throws `request.badCursor`. */
export async function listAdmins(ctx: CoreContext<AdminActor>, input: ListAdminsInput): Promise<ListAdminsOutput> {
  const conditions: SQL[] = [];
  if (input.role !== undefined) conditions.push(eq(admins.role, input.role));
  if (input.status !== undefined) conditions.push(eq(admins.status, input.status));
  if (input.cursor !== undefined) {
    const after = decodeCursor(input.cursor, 1)?.[0];
    if (typeof after !== "string") throw requestErrors.badCursor();
    conditions.push(gt(admins.email, after));
  }
  const rows = await ctx.db.orm
    .select()
    .from(admins)
    .where(and(...conditions))
    .orderBy(asc(admins.email))
    .limit(input.limit + 1);
  const page = toPage(rows, input.limit, (row) => [row.email]);
  return { items: page.items.map(toAdmin), nextCursor: page.nextCursor };
}
