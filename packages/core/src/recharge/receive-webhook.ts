import { payments, webhookInbox } from "@nexa/db";
import { type GatewayEvent, WebhookRejected, type WebhookRequest } from "@nexa/integrations";
import { and, eq } from "drizzle-orm";
import type { CoreContext } from "../context.ts";
import { gatewayWords, settleRefund } from "../payments/index.ts";
import { webhookErrors } from "./errors.ts";
import { settlePayment } from "./settle-payment.ts";

export type WebhookInput = WebhookRequest & { provider: string };
/** `repeated`: handled before. `unmatched`: signed, but no attempt of ours with this amount; kept for the audit. */
export type WebhookResult = "handled" | "repeated" | "unmatched";

type Attempt = typeof payments.$inferSelect;

/**
 * Takes a gateway's webhook: checks its signature, keeps it once, and settles through the same door as every other answer. The same
 * event any number of times, in any order with answers and reversal, has the effect of one.
 *
 * @throws webhook.providerUnknown webhook.rejected
 */
export async function receiveWebhook(ctx: CoreContext, input: WebhookInput): Promise<WebhookResult> {
  if (input.provider !== ctx.gateways.payments.provider) throw webhookErrors.providerUnknown();
  const event = verify(ctx, input);
  if (await isHandled(ctx, input.provider, event)) return "repeated";
  const attempt = await findAttempt(ctx, event);
  if (!attempt) {
    ctx.logger.error({ eventId: event.eventId, attemptId: event.attemptId }, "a webhook matches no attempt");
    return finish(ctx, input.provider, event, "unmatched");
  }
  await settle(ctx, event, attempt);
  return finish(ctx, input.provider, event, "handled");
}

function verify(ctx: CoreContext, input: WebhookInput): GatewayEvent {
  try {
    const event = ctx.gateways.payments.verifyWebhook(input);
    return { ...event, reason: gatewayWords(event.reason) };
  } catch (error) {
    if (error instanceof WebhookRejected) throw webhookErrors.rejected({ rejection: error.rejection });
    throw error;
  }
}

/** Writes the event to the inbox, and tells whether it was there and done already. */
async function isHandled(ctx: CoreContext, provider: string, event: GatewayEvent): Promise<boolean> {
  const { eventId, kind, attemptId } = event;
  const receivedAt = ctx.clock.now();
  const written = await ctx.db.orm
    .insert(webhookInbox)
    .values({ provider, eventId, kind, attemptId, payload: event, receivedAt })
    .onConflictDoNothing()
    .returning({ eventId: webhookInbox.eventId });
  if (written.length > 0) return false;
  const [known] = await ctx.db.orm.select().from(webhookInbox).where(inboxRow(provider, event));
  return known?.handledAt != null;
}

/** The attempt an event is about. What the gateway says of kind and amount must be what we asked for. */
async function findAttempt(ctx: CoreContext, event: GatewayEvent): Promise<Attempt | null> {
  const [attempt] = await ctx.db.orm.select().from(payments).where(eq(payments.id, event.attemptId));
  const isOurs =
    attempt?.amountMinor === event.amountMinor &&
    attempt.currency === event.currency &&
    event.kind.startsWith(`${attempt.kind}.`);
  return attempt && isOurs ? attempt : null;
}

async function settle(ctx: CoreContext, event: GatewayEvent, attempt: Attempt): Promise<void> {
  const outcome = event.kind.endsWith(".succeeded") ? "succeeded" : "failed";
  const facts = {
    outcome,
    providerReference: event.providerReference,
    detail: event.reason,
    cause: "webhook",
  } as const;
  if (attempt.kind === "refund") return settleRefund(ctx, { attemptId: attempt.id, ...facts });
  await settlePayment(ctx, { transactionId: attempt.transactionId, ...facts });
}

async function finish(
  ctx: CoreContext,
  provider: string,
  event: GatewayEvent,
  outcome: "handled" | "unmatched",
): Promise<WebhookResult> {
  await ctx.db.orm.update(webhookInbox).set({ handledAt: ctx.clock.now(), outcome }).where(inboxRow(provider, event));
  return outcome;
}

function inboxRow(provider: string, event: GatewayEvent) {
  return and(eq(webhookInbox.provider, provider), eq(webhookInbox.eventId, event.eventId));
}
