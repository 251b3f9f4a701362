import { createHash } from "node:crypto";
import { DAY, HOUR } from "./calendar.ts";
import { gatewayReference } from "./gateway-ledger.ts";
import { PROVIDER } from "./money-rows.ts";
import type { PaymentRow } from "./rows.ts";
import type { World } from "./world.ts";

/** Handled webhooks are deleted after 90 days. */
const WEBHOOKS_KEPT_MS = 90 * DAY;

/** The gateway's webhook in our inbox, kept for 90 days. */
export function noteWebhook(
  world: World,
  attempt: PaymentRow,
  event: { decidedAt: number; outcome: "succeeded" | "failed"; detail: string | null; at: number },
): void {
  if (event.at < world.now - WEBHOOKS_KEPT_MS + HOUR) return;
  const kind = `${attempt.kind}.${event.outcome}`;
  const eventId = `evt_${createHash("sha256").update(`${attempt.id}/${kind}`).digest("hex").slice(0, 32)}`;
  const { id: attemptId, amountMinor, currency } = attempt;
  const occurredAt = new Date(event.decidedAt).toISOString();
  const facts = { eventId, kind, attemptId, providerReference: gatewayReference(attempt), amountMinor, currency };
  world.rows.webhookInbox.push({
    ...{ provider: PROVIDER, eventId, kind, attemptId },
    payload: { ...facts, ...(event.detail !== null && { reason: event.detail }), occurredAt },
    ...{ receivedAt: new Date(event.at - 300), handledAt: new Date(event.at), outcome: "handled" },
  });
}
