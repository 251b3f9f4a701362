import type { ApiKey, PartnerScope } from "@nexa/contracts";
import { PARTNER_SCOPES } from "@nexa/contracts";
import { apiKeys, partners } from "@nexa/db";

export type ApiKeyRow = Omit<typeof apiKeys.$inferSelect, "keyHash"> & { partnerName: string };

/** The columns of a key that may be shown: all but its hash. */
export const SHOWN_COLUMNS = {
  id: apiKeys.id,
  partnerId: apiKeys.partnerId,
  partnerName: partners.name,
  label: apiKeys.label,
  prefix: apiKeys.prefix,
  scopes: apiKeys.scopes,
  createdBy: apiKeys.createdBy,
  createdAt: apiKeys.createdAt,
  lastUsedAt: apiKeys.lastUsedAt,
  revokedAt: apiKeys.revokedAt,
};

export function toApiKey(row: ApiKeyRow): ApiKey {
  return {
    id: row.id,
    partnerId: row.partnerId,
    partnerName: row.partnerName,
    label: row.label,
    prefix: row.prefix,
    scopes: scopesOf(row.scopes),
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}

/** The stored scopes that still exist. */
export function scopesOf(stored: readonly string[]): PartnerScope[] {
  return PARTNER_SCOPES.filter((scope) => stored.includes(scope));
}
