import type { AccountStatus, ChangeCustomerStatusInput, CustomerDetail } from "@nexa/contracts";
import { customers } from "@nexa/db";
import { eq } from "drizzle-orm";
import { recordAudit } from "../audit/index.ts";
import { type AdminActor, type CoreContext, withTransaction } from "../context.ts";
import { alertCustomer, endUserSessions, forgetUser } from "../identity/index.ts";
import { customersErrors } from "./errors.ts";
import { getCustomer } from "./get-customer.ts";

const CHANGES = {
  suspended: { action: "customers.suspend", event: "account_suspended" },
  inactive: { action: "customers.deactivate", event: "account_deactivated" },
  active: { action: "customers.reactivate", event: "account_reactivated" },
} as const;

/**
 * Moves an account to another status with a reason, under its row lock. Suspending ends the sessions; an inactive account keeps them and
 * may only read from the next request on. Throws `customers.notFound`, `closed`, `statusUnchanged`.
 */
export async function changeStatus(
  ctx: CoreContext<AdminActor>,
  input: ChangeCustomerStatusInput,
  status: Exclude<AccountStatus, "closed">,
): Promise<CustomerDetail> {
  const { customerId, reason } = input;
  const user = { kind: "customer", userId: customerId } as const;
  const { action, event } = CHANGES[status];
  await withTransaction(ctx, async (tx) => {
    const [row] = await tx.db.orm.select().from(customers).where(eq(customers.id, customerId)).for("update");
    if (!row) throw customersErrors.notFound();
    if (row.status === "closed") throw customersErrors.closed();
    if (row.status === status) throw customersErrors.statusUnchanged();
    await tx.db.orm
      .update(customers)
      .set({ status, statusReason: reason, updatedAt: tx.clock.now() })
      .where(eq(customers.id, customerId));
    if (status === "suspended") await endUserSessions(tx, user);
    const subject = { kind: "customer", id: customerId };
    await recordAudit(tx, { action, subject, reason, before: { status: row.status }, after: { status } });
    await alertCustomer(tx, { customerId, event, reason });
  });
  forgetUser(ctx, user);
  return getCustomer(ctx, { customerId });
}
