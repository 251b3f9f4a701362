import { type AdminListBillsInput, type AdminListBillsOutput, idFloor, parsePhone, toPage } from "@nexa/contracts";
import { bills } from "@nexa/db";
import { and, asc, desc, eq, gt, gte, lt, type SQL, sql } from "drizzle-orm";
import type { AdminActor, CoreContext } from "../../context.ts";
import { billCursor } from "./bill-cursor.ts";
import { viewAdminBills } from "./view-bills.ts";

/** Every customer's bills for staff, by any field, the newest first unless asked otherwise. Amounts in minor units. */
export async function adminListBills(
  ctx: CoreContext<AdminActor>,
  input: AdminListBillsInput,
): Promise<AdminListBillsOutput> {
  const order = input.sort ?? "newest";
  const after = billCursor(input.cursor, order);
  const conditions = filters(ctx, input);
  if (after !== null) conditions.push(order === "newest" ? lt(bills.number, after) : gt(bills.number, after));
  const rows = await ctx.db.orm
    .select()
    .from(bills)
    .where(and(...conditions))
    .orderBy(order === "newest" ? desc(bills.number) : asc(bills.number))
    .limit(input.limit + 1);
  const page = toPage(rows, input.limit, (row) => [order, row.number]);
  return { items: await viewAdminBills(ctx, page.items), nextCursor: page.nextCursor };
}

function filters(ctx: CoreContext, input: AdminListBillsInput): SQL[] {
  const conditions: SQL[] = [];
  if (input.status !== undefined) conditions.push(eq(bills.status, input.status));
  if (input.customerId !== undefined) conditions.push(eq(bills.customerId, input.customerId));
  if (input.activationId !== undefined) conditions.push(eq(bills.activationId, input.activationId));
  if (input.number !== undefined) conditions.push(eq(bills.number, Number(input.number.replace(/^B-/i, ""))));
  if (input.from !== undefined) conditions.push(gte(bills.id, idFloor(new Date(input.from))));
  if (input.until !== undefined) conditions.push(lt(bills.id, idFloor(new Date(input.until))));
  if (input.phoneNumber !== undefined) {
    const phone = parsePhone(input.phoneNumber, ctx.runtime.config.operator.country);
    // Through the line's activations, which are indexed. No bill is for what is no phone number.
    conditions.push(
      sql`${bills.activationId} in (select a.id from postpaid_activations a join lines l on l.id = a.line_id where l.phone = ${phone ?? ""})`,
    );
  }
  return conditions;
}
