import { type CreateApiKeyInput, type CreateApiKeyOutput, newId } from "@nexa/contracts";
import { apiKeys } from "@nexa/db";
import { recordAudit } from "../audit/index.ts";
import { type AdminActor, type CoreContext, withTransaction } from "../context.ts";
import { newApiKey } from "./api-key-secret.ts";
import { toApiKey } from "./api-key-view.ts";
import { ensurePartner } from "./ensure-partner.ts";

/** Makes a key for a partner, and the partner where its name is new. The key itself is in this answer and nowhere else. */
export async function createApiKey(
  ctx: CoreContext<AdminActor>,
  input: CreateApiKeyInput,
): Promise<CreateApiKeyOutput> {
  const { key, keyHash, prefix } = newApiKey();
  const { label, scopes } = input;
  return withTransaction(ctx, async (tx) => {
    const partner = await ensurePartner(tx, input.partnerName);
    const now = tx.clock.now();
    const id = newId(now);
    const createdBy = tx.actor.adminId;
    const row = { id, partnerId: partner.id, label, prefix, scopes, createdBy, createdAt: now };
    await tx.db.orm.insert(apiKeys).values({ ...row, keyHash });
    const after = { partnerName: partner.name, label, prefix, scopes };
    await recordAudit(tx, { action: "partners.createApiKey", subject: { kind: "apiKey", id }, after });
    return { apiKey: toApiKey({ ...row, partnerName: partner.name, lastUsedAt: null, revokedAt: null }), key };
  });
}
