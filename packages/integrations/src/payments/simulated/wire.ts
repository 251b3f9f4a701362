import { z } from "zod";
import type { GatewayRecord, LedgerEntry } from "../port.ts";

/** Answers of the simulated gateway over HTTP, as its client accepts them. */

const time = z.iso.datetime().transform((text) => new Date(text));
const amountMinor = z.int().min(0);

export const chargeAnswer = z.object({
  outcome: z.enum(["succeeded", "declined", "pending"]),
  providerReference: z.string().min(1).max(128),
  reason: z.string().max(500).optional(),
});

export const refundAnswer = chargeAnswer.extend({ outcome: z.enum(["succeeded", "failed", "pending"]) });

export const recordAnswer: z.ZodType<GatewayRecord> = z.object({
  attemptId: z.uuid(),
  kind: z.enum(["charge", "refund"]),
  state: z.enum(["pending", "succeeded", "failed", "cancelled"]),
  providerReference: z.string().min(1).max(128),
  chargeReference: z.string().max(128).nullable(),
  amountMinor: amountMinor.nullable(),
  currency: z.string().nullable(),
  refundedMinor: amountMinor,
  reason: z.string().nullable(),
  createdAt: time,
  decidedAt: time.nullable(),
});

const ledgerEntry: z.ZodType<LedgerEntry> = z.object({
  kind: z.enum(["capture", "refund"]),
  attemptId: z.uuid(),
  providerReference: z.string(),
  chargeReference: z.string().nullable(),
  amountMinor,
  currency: z.string(),
  occurredAt: time,
  cursor: z.string(),
});

export const ledgerAnswer = z.object({ entries: z.array(ledgerEntry), nextCursor: z.string().nullable() });

export const problemAnswer = z.object({ error: z.enum(["conflict", "invalid", "unavailable"]), message: z.string() });

/** A ledger request's parameters, as the server reads them from the address. */
export const ledgerQuery = z.strictObject({ from: time, to: time.optional(), cursor: z.string().max(200).optional() });
