import { randomBytes } from "node:crypto";
import { EmailAddress, NewPassword, newId } from "@nexa/contracts";
import { admins } from "@nexa/db";
import { asc, eq } from "drizzle-orm";
import { recordAudit } from "../audit/index.ts";
import { type CoreContext, withTransaction } from "../context.ts";
import { hashPassword } from "./password-hash.ts";
import { refuseCommonPassword } from "./password-policy.ts";

const GENERATED_BYTES = 15;

/**
 * Makes the first owner where there is no staff at all, with the password given or a generated one that is answered this once. With
 * staff there already it answers the oldest owner's address. Throws where the address or password given is not acceptable.
 */
export async function ensureFirstOwner(
  ctx: CoreContext,
  input: { email: string; password?: string | undefined },
): Promise<{ email: string; generatedPassword?: string }> {
  const known = await firstOwner(ctx);
  if (known !== null) return { email: known };
  const email = EmailAddress.parse(input.email);
  const generated = input.password === undefined ? randomBytes(GENERATED_BYTES).toString("base64url") : undefined;
  const password = NewPassword.parse(input.password ?? generated);
  refuseCommonPassword(password);
  const passwordHash = await hashPassword(ctx, password);
  return withTransaction(ctx, async (tx) => {
    // Servers and workers may start together on an empty database.
    await tx.db.query({ text: "select pg_advisory_xact_lock(hashtext('nexa.first-owner'))" });
    const other = await firstOwner(tx);
    if (other !== null) return { email: other };
    const now = tx.clock.now();
    const id = newId(now);
    const times = { createdAt: now, updatedAt: now };
    await tx.db.orm.insert(admins).values({ id, email, fullName: "Owner", role: "owner", passwordHash, ...times });
    await recordAudit(tx, { action: "identity.createAdmin", subject: { kind: "admin", id }, after: { role: "owner" } });
    return generated === undefined ? { email } : { email, generatedPassword: generated };
  });
}

async function firstOwner(ctx: CoreContext): Promise<string | null> {
  const [row] = await ctx.db.orm
    .select({ email: admins.email })
    .from(admins)
    .where(eq(admins.role, "owner"))
    .orderBy(asc(admins.id))
    .limit(1);
  return row?.email ?? null;
}
