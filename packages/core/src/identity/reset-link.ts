import { createHash, randomBytes } from "node:crypto";
import type { AdminResetLink } from "@nexa/contracts";
import { adminResetTokens } from "@nexa/db";
import type { CoreContext } from "../context.ts";

export const RESET_LINK_SECONDS = 1_800;
const TOKEN_BYTES = 32;

/** Makes a one-time link for a member of staff in the caller's transaction; only the hash of its token is kept. */
export async function makeResetLink(tx: CoreContext, adminId: string): Promise<AdminResetLink> {
  const token = randomBytes(TOKEN_BYTES).toString("base64url");
  const createdAt = tx.clock.now();
  const expiresAt = new Date(createdAt.getTime() + RESET_LINK_SECONDS * 1_000);
  await tx.db.orm.insert(adminResetTokens).values({ tokenHash: resetTokenHash(token), adminId, createdAt, expiresAt });
  // Behind the #, so that neither logs nor other hosts ever see the token.
  const link = `${tx.runtime.config.publicUrl}/console/reset-password#token=${token}`;
  return { link, expiresAt: expiresAt.toISOString() };
}

/** What is stored of a link's token. It has 256 random bits, so a plain hash is enough. */
export function resetTokenHash(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
