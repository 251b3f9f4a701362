import { z } from "zod";
import { PARTNER_SCOPES } from "./enums.ts";
import { IdempotencyKey } from "./idempotency.ts";
import { Id } from "./ids.ts";
import { PageInput, pageOf } from "./paging.ts";
import { CreateRechargeInput } from "./recharge.ts";
import { boundedText, Timestamp } from "./text.ts";

/** Third parties, the keys they call with, and what they may do beyond what customers may. */

/** What a partner's key looks like: the prefix and 256 random bits in base64url. */
export const API_KEY_PATTERN = /^nxk_[A-Za-z0-9_-]{43}$/;

/** A partner's key as staff see it: never the key itself. */
export const ApiKey = z.object({
  id: Id,
  partnerId: Id,
  partnerName: z.string(),
  /** What the key is for, in the words of who made it. */
  label: z.string(),
  /** How the key begins, to recognise it by. */
  prefix: z.string(),
  scopes: z.array(z.enum(PARTNER_SCOPES)),
  createdAt: Timestamp,
  /** To the minute; null while it was never used. */
  lastUsedAt: Timestamp.nullable(),
  revokedAt: Timestamp.nullable(),
});
export type ApiKey = z.infer<typeof ApiKey>;

export const CreateApiKeyInput = z.strictObject({
  /** A partner is known by its name, whatever the case; a new name is a new partner. */
  partnerName: boundedText(1, 100),
  label: boundedText(1, 100),
  scopes: z
    .array(z.enum(PARTNER_SCOPES))
    .min(1)
    .max(PARTNER_SCOPES.length)
    .refine((scopes) => new Set(scopes).size === scopes.length, "must not name a scope twice"),
});
export type CreateApiKeyInput = z.infer<typeof CreateApiKeyInput>;

/** `key` is told this once: only its hash is kept. */
export const CreateApiKeyOutput = z.object({ apiKey: ApiKey, key: z.string() });
export type CreateApiKeyOutput = z.infer<typeof CreateApiKeyOutput>;

export const ListApiKeysInput = z.strictObject({
  ...PageInput,
  partnerId: Id.optional(),
  isRevoked: z.boolean().optional(),
});
export type ListApiKeysInput = z.infer<typeof ListApiKeysInput>;
export const ListApiKeysOutput = pageOf(ApiKey);
export type ListApiKeysOutput = z.infer<typeof ListApiKeysOutput>;

export const RevokeApiKeyInput = z.strictObject({ apiKeyId: Id });
export type RevokeApiKeyInput = z.infer<typeof RevokeApiKeyInput>;

const { planId, offerId, recipientPhoneNumber, paymentMethod, paymentToken } = CreateRechargeInput.shape;

/** A recharge that a partner sells: as a customer's, without referral discounts, since nobody with an account pays. */
export const PartnerRechargeInput = z.strictObject({
  planId,
  offerId,
  recipientPhoneNumber,
  paymentMethod,
  paymentToken,
  idempotencyKey: IdempotencyKey,
});
export type PartnerRechargeInput = z.infer<typeof PartnerRechargeInput>;
