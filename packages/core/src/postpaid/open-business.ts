import { bills, postpaidActivations } from "@nexa/db";
import { and, eq, inArray, ne } from "drizzle-orm";
import type { CoreContext } from "../context.ts";

/** How many activations of a customer are not cancelled, and how many bills are not settled: while there are any an account stays open. */
export async function openBusinessOf(
  ctx: CoreContext,
  customerId: string,
): Promise<{ activations: number; openBills: number }> {
  const { orm } = ctx.db;
  const activations = await orm.$count(
    postpaidActivations,
    and(eq(postpaidActivations.customerId, customerId), ne(postpaidActivations.status, "cancelled")),
  );
  const openBills = await orm.$count(
    bills,
    and(eq(bills.customerId, customerId), inArray(bills.status, ["issued", "overdue"])),
  );
  return { activations, openBills };
}
