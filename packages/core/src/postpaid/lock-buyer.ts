import { customerSessions, customers } from "@nexa/db";
import { and, eq, exists, gt } from "drizzle-orm";
import type { CoreContext, CustomerActor } from "../context.ts";
import { identityErrors } from "../identity/index.ts";
import { requestErrors } from "../trpc/errors.ts";

/**
 * Locks the signed-in customer's row and reads account and session anew: what is billed later may not rely on what a process read of
 * them seconds ago (architecture design, Identity).
 *
 * @throws identity.sessionEnded accountSuspended; request.accountInactive
 */
export async function lockBuyer(tx: CoreContext<CustomerActor>): Promise<void> {
  const { orm } = tx.db;
  const { customerId, sessionId } = tx.actor;
  const [customer] = await orm
    .select({ status: customers.status })
    .from(customers)
    .where(
      and(
        eq(customers.id, customerId),
        exists(
          orm
            .select({ id: customerSessions.id })
            .from(customerSessions)
            .where(
              and(
                eq(customerSessions.id, sessionId),
                eq(customerSessions.userId, customers.id),
                gt(customerSessions.expiresAt, tx.clock.now()),
              ),
            ),
        ),
      ),
    )
    .for("no key update");
  if (customer?.status === "active") return;
  if (customer?.status === "inactive") throw requestErrors.accountInactive();
  if (customer?.status === "suspended") throw identityErrors.accountSuspended();
  throw identityErrors.sessionEnded();
}

/** Locks a customer's row, whoever acts: the first lock of what ends an activation. */
export async function lockCustomer(tx: CoreContext, customerId: string): Promise<void> {
  await tx.db.orm.select({ id: customers.id }).from(customers).where(eq(customers.id, customerId)).for("no key update");
}
