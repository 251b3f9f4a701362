import type { AdminActor, CoreContext, CustomerActor } from "../context.ts";
import { identityErrors } from "../identity/index.ts";
import { requestErrors } from "../trpc/errors.ts";

type Account = { status: string; is_signed_in: boolean };

const CUSTOMER = `select c.status, exists (
    select from customer_sessions s where s.id = $2 and s.user_id = c.id and s.expires_at > $3) as is_signed_in
  from customers c where c.id = $1`;
const ADMIN = `select a.status, exists (
    select from admin_sessions s where s.id = $2 and s.user_id = a.id and s.expires_at > $3) as is_signed_in
  from admins a where a.id = $1`;

/**
 * Reads account and session of the caller anew: a process may rely for seconds on what it read of them, and what moves money may not
 * (architecture design, Identity).
 *
 * @throws identity.sessionEnded accountSuspended staffDisabled; request.accountInactive
 */
export async function assertAccountStands({ db, actor, clock }: CoreContext<AdminActor | CustomerActor>) {
  const isAdmin = actor.kind === "admin";
  const [account] = await db.query<Account>({
    name: `recharge.account.${actor.kind}`,
    text: isAdmin ? ADMIN : CUSTOMER,
    values: [isAdmin ? actor.adminId : actor.customerId, actor.sessionId, clock.now()],
  });
  if (account?.status === "active" && account.is_signed_in) return;
  if (isAdmin && account?.status === "disabled") throw identityErrors.staffDisabled();
  if (account?.status === "suspended") throw identityErrors.accountSuspended();
  if (account?.status === "inactive" && account.is_signed_in) throw requestErrors.accountInactive();
  throw identityErrors.sessionEnded();
}
