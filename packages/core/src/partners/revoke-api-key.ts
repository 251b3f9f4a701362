import type { ApiKey, RevokeApiKeyInput } from "@nexa/contracts";
import { apiKeys, partners } from "@nexa/db";
import { eq } from "drizzle-orm";
import { recordAudit } from "../audit/index.ts";
import { type AdminActor, type CoreContext, withTransaction } from "../context.ts";
import { SHOWN_COLUMNS, toApiKey } from "./api-key-view.ts";
import { forgetApiKey } from "./authenticate-partner.ts";
import { partnersErrors } from "./errors.ts";

/**
 * Ends a key for good: here at once, on other servers within 5 seconds, and for recharges at once everywhere, since they ask in their
 * own statement. What it sold and sent stays. Revoking it again changes nothing. Throws `partners.apiKeyNotFound`.
 */
export async function revokeApiKey(ctx: CoreContext<AdminActor>, input: RevokeApiKeyInput): Promise<ApiKey> {
  const { apiKeyId: id } = input;
  const revoked = await withTransaction(ctx, async (tx) => {
    const [row] = await tx.db.orm
      .select(SHOWN_COLUMNS)
      .from(apiKeys)
      .innerJoin(partners, eq(partners.id, apiKeys.partnerId))
      .where(eq(apiKeys.id, id))
      .for("update", { of: apiKeys });
    if (!row) throw partnersErrors.apiKeyNotFound();
    if (row.revokedAt !== null) return row;
    const revokedAt = tx.clock.now();
    await tx.db.orm.update(apiKeys).set({ revokedAt }).where(eq(apiKeys.id, id));
    const { partnerName, label, prefix } = row;
    const before = { partnerName, label, prefix };
    await recordAudit(tx, { action: "partners.revokeApiKey", subject: { kind: "apiKey", id }, before });
    return { ...row, revokedAt };
  });
  forgetApiKey(ctx, id);
  return toApiKey(revoked);
}
