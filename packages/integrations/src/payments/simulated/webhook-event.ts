import { createHash } from "node:crypto";
import { z } from "zod";
import { GatewayRequestInvalid, WebhookRejected } from "../errors.ts";
import type { GatewayEvent, GatewayRecord } from "../port.ts";
import { attemptIdSchema } from "./requests.ts";

const maxBodyBytes = 64 * 1_024;

/** Unknown keys are dropped: a gateway may add some. */
const eventSchema = z.object({
  eventId: z.string().regex(/^evt_[0-9a-f]{32}$/),
  kind: z.enum(["charge.succeeded", "charge.failed", "refund.succeeded", "refund.failed"]),
  attemptId: attemptIdSchema,
  providerReference: z.string().regex(/^sim_(ch|re)_[0-9a-f]{32}$/),
  amountMinor: z.int().min(0),
  currency: z.string().regex(/^[A-Z]{3}$/),
  reason: z.string().max(500).optional(),
  occurredAt: z.iso.datetime().transform((text) => new Date(text)),
});

/**
 * The event that announces a decided attempt, derived from it: every delivery of it is the same, byte for byte.
 * @throws GatewayRequestInvalid when the attempt has nothing to announce (pending or cancelled).
 */
export function eventBodyOf(record: GatewayRecord): string {
  if (record.state !== "succeeded" && record.state !== "failed") {
    throw new GatewayRequestInvalid(`The attempt ${record.attemptId} is ${record.state}: there is no event of it.`);
  }
  const kind = `${record.kind}.${record.state}`;
  const eventId = `evt_${createHash("sha256").update(`${record.attemptId}/${kind}`).digest("hex").slice(0, 32)}`;
  return JSON.stringify({
    eventId,
    kind,
    attemptId: record.attemptId,
    providerReference: record.providerReference,
    amountMinor: record.amountMinor,
    currency: record.currency,
    reason: record.reason ?? undefined,
    occurredAt: record.decidedAt?.toISOString(),
  });
}

/**
 * Reads an event from a body whose signature was checked.
 * @throws WebhookRejected "malformed".
 */
export function parseEvent(rawBody: string | Uint8Array): GatewayEvent {
  const bytes = typeof rawBody === "string" ? Buffer.from(rawBody) : rawBody;
  if (bytes.byteLength > maxBodyBytes) throw new WebhookRejected("malformed");
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    throw new WebhookRejected("malformed", { cause: error });
  }
  const parsed = eventSchema.safeParse(value);
  if (!parsed.success) throw new WebhookRejected("malformed", { cause: parsed.error });
  return parsed.data;
}
