import { type AdminListLinksOfCustomerInput, type AdminListLinksOfCustomerOutput, toPage } from "@nexa/contracts";
import { customers, linkedAccounts } from "@nexa/db";
import { eq, sql } from "drizzle-orm";
import type { AdminActor, CoreContext } from "../context.ts";
import { customersErrors } from "../customers/index.ts";
import { findAdminLinks } from "./admin-links.ts";

/** The links a customer made and those to the customer's own numbers, newest first. Throws `customers.notFound`, `request.badCursor`. */
export async function adminListLinksOfCustomer(
  ctx: CoreContext<AdminActor>,
  input: AdminListLinksOfCustomerInput,
): Promise<AdminListLinksOfCustomerOutput> {
  const { customerId, limit } = input;
  const [known] = await ctx.db.orm.select({ id: customers.id }).from(customers).where(eq(customers.id, customerId));
  if (!known) throw customersErrors.notFound();
  // Each half has its index; an OR over both tables has none.
  const ofCustomer = sql`${linkedAccounts.id} in (
    select made.id from linked_accounts made where made.customer_id = ${customerId}
    union all select got.id from lines own join linked_accounts got on got.line_id = own.id where own.owner_id = ${customerId}
  )`;
  const rows = await findAdminLinks(ctx, input, ofCustomer);
  const page = toPage(rows, limit, (row) => [row.id]);
  const items = page.items.map((row) => ({
    ...row,
    direction: row.customerId === customerId ? ("outgoing" as const) : ("incoming" as const),
  }));
  return { items, nextCursor: page.nextCursor };
}
