import { customers } from "@nexa/db";
import { eq } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { customersErrors } from "./errors.ts";
import type { CustomerRow } from "./profile-view.ts";

/** A customer's row under its lock, in the caller's transaction. Throws `customers.notFound`, `closed`. */
export async function lockOpenCustomer(tx: CoreContext, customerId: string): Promise<CustomerRow> {
  const [row] = await tx.db.orm.select().from(customers).where(eq(customers.id, customerId)).for("update");
  if (!row) throw customersErrors.notFound();
  if (row.closedAt !== null) throw customersErrors.closed();
  return row;
}
