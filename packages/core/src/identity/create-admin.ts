import { type Admin, type CreateAdminInput, newId } from "@nexa/contracts";
import { admins } from "@nexa/db";
import { recordAudit } from "../audit/index.ts";
import { type AdminActor, type CoreContext, withTransaction } from "../context.ts";
import { toAdmin } from "./admin-view.ts";
import { identityErrors } from "./errors.ts";
import { maskEmail } from "./mask-email.ts";
import { hashPassword } from "./password-hash.ts";
import { refuseCommonPassword } from "./password-policy.ts";

/** Adds a member of staff with a first password they are asked to change. Throws `identity.emailTaken`, `passwordCommon`. */
export async function createAdmin(ctx: CoreContext<AdminActor>, input: CreateAdminInput): Promise<Admin> {
  refuseCommonPassword(input.password);
  const passwordHash = await hashPassword(ctx, input.password);
  const { email, fullName, role } = input;
  return withTransaction(ctx, async (tx) => {
    const now = tx.clock.now();
    const id = newId(now);
    const [row] = await tx.db.orm
      .insert(admins)
      .values({ id, email, fullName, role, passwordHash, mustChangePassword: true, createdAt: now, updatedAt: now })
      .onConflictDoNothing({ target: admins.email })
      .returning();
    if (!row) throw identityErrors.emailTaken();
    const after = { email: maskEmail(email), role };
    await recordAudit(tx, { action: "identity.createAdmin", subject: { kind: "admin", id }, after });
    return toAdmin(row);
  });
}
