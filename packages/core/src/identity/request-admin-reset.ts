import type { AdminResetRequestedOutput, RequestAdminResetInput } from "@nexa/contracts";
import { admins } from "@nexa/db";
import { and, eq } from "drizzle-orm";
import { recordAudit } from "../audit/index.ts";
import { type CoreContext, withTransaction } from "../context.ts";
import { doLater } from "./later-work.ts";
import { addressOf, consumeLimits } from "./limits.ts";
import { maskEmail } from "./mask-email.ts";
import { makeResetLink, RESET_LINK_SECONDS, resetTokenHash } from "./reset-link.ts";

/**
 * Mails a one-time link to a member of staff who forgot the password. The address is looked up after the answer, so that neither its words
 * nor its time tell who works here. Throws `identity.tooManyTries`.
 */
export async function requestAdminReset(
  ctx: CoreContext,
  input: RequestAdminResetInput,
): Promise<AdminResetRequestedOutput> {
  const { email } = input;
  const address = addressOf(ctx);
  await consumeLimits(ctx, [
    ["staffResetAddress", address],
    ["staffResetPair", email, address],
    ["staffResetAccount", email],
  ]);
  const after = { login: maskEmail(email), ip: ctx.caller.ip };
  await recordAudit(ctx, { action: "identity.staffResetRequested", after });
  doLater(ctx, "mailing a reset link", () => mailLink(ctx, email));
  return { expiresIn: RESET_LINK_SECONDS };
}

async function mailLink(ctx: CoreContext, email: string): Promise<void> {
  const [admin] = await ctx.db.orm
    .select({ id: admins.id, fullName: admins.fullName })
    .from(admins)
    .where(and(eq(admins.email, email), eq(admins.status, "active")));
  if (!admin) return;
  const { link } = await withTransaction(ctx, (tx) => makeResetLink(tx, admin.id));
  await ctx.gateways.email.send({
    idempotencyKey: `staff-reset:${resetTokenHash(link)}`,
    to: email,
    subject: "Set a new password for NEXA",
    text: `Hello ${admin.fullName},\n\nopen this link within ${RESET_LINK_SECONDS / 60} minutes to set a new password:\n\n${link}\n\nIt works once. If you did not ask for it, you need do nothing: your password stays as it is.`,
  });
}
