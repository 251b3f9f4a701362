import type { EndCustomerSessionsInput, EndCustomerSessionsOutput } from "@nexa/contracts";
import { customers } from "@nexa/db";
import { eq } from "drizzle-orm";
import { recordAudit } from "../audit/index.ts";
import { type AdminActor, type CoreContext, withTransaction } from "../context.ts";
import { alertCustomer, endUserSessions, forgetUser } from "../identity/index.ts";
import { customersErrors } from "./errors.ts";

/** Ends every session of a customer on staff's word. Throws `customers.notFound`. */
export async function endCustomerSessions(
  ctx: CoreContext<AdminActor>,
  input: EndCustomerSessionsInput,
): Promise<EndCustomerSessionsOutput> {
  const { customerId, reason } = input;
  const user = { kind: "customer", userId: customerId } as const;
  const endedCount = await withTransaction(ctx, async (tx) => {
    const [row] = await tx.db.orm
      .select({ id: customers.id })
      .from(customers)
      .where(eq(customers.id, customerId))
      .for("update");
    if (!row) throw customersErrors.notFound();
    const ended = await endUserSessions(tx, user);
    const subject = { kind: "customer", id: customerId };
    await recordAudit(tx, { action: "customers.endSessions", subject, reason, after: { endedCount: ended } });
    if (ended > 0) await alertCustomer(tx, { customerId, event: "sessions_ended", reason });
    return ended;
  });
  forgetUser(ctx, user);
  return { endedCount };
}
