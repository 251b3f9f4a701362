import { setTimeout as delay } from "node:timers/promises";
import { DeliveryFailed } from "@nexa/integrations";
import type { CoreContext } from "../../context.ts";
import { openSecret } from "../../crypto/sealed-secret.ts";
import type { Settings } from "../../settings/index.ts";
import { isMandatory } from "../channels.ts";
import { endOfQuiet, quietHoursOf } from "../quiet-hours.ts";
import { renderNotice } from "../templates/render-notice.ts";
import type { NoticeText } from "../templates/template.ts";
import type { ClaimedDelivery, DueNotice } from "./claim-deliveries.ts";
import type { Outcome, SendResult } from "./outcome.ts";
import { isLastAttempt } from "./retry-schedule.ts";

/** How long a provider may take before the try counts as open and is repeated with the same key, in milliseconds. */
export const SEND_TIMEOUT_MS = 10_000;
const MAX_ERROR_CHARS = 300;

type Attempt = { kind: "accepted"; providerReference: string } | { kind: "refused"; error: string; failure: Failure };
type Failure = { permanent: boolean; deadToken: boolean };

/** Sends one delivery, outside any transaction, with a key that makes the provider send it once however often it is tried. */
export async function sendDelivery(
  ctx: CoreContext,
  delivery: ClaimedDelivery,
  settings: Settings,
): Promise<SendResult> {
  const { notificationId, channel, attempts, notice } = delivery;
  const result = (outcome: Outcome, deadDeviceIds: readonly string[] = []): SendResult => ({
    notificationId,
    channel,
    attempts,
    outcome,
    deadDeviceIds,
  });
  if (notice === null) return result({ kind: "suppressed", error: "the notice is gone" });
  if (notice.isClosed && !isMandatory(notice.type)) {
    return result({ kind: "suppressed", error: "the account was closed" });
  }
  if (channel === "sms" && notice.isNumberAnothers && !isProof(notice)) {
    return result({ kind: "suppressed", error: "the number is someone else's by now" });
  }
  const until = quietUntil(ctx, notice, settings);
  if (until !== null) return result({ kind: "deferred", until });
  const text = textOf(ctx, notice);
  if (typeof text === "string") return result({ kind: "failed", error: text });
  switch (channel) {
    case "sms": {
      const message = { idempotencyKey: `${notificationId}:sms`, to: notice.phone, text: text.body };
      const attempt = await attemptSend(() => ctx.gateways.sms.send(message));
      return result(outcomeOf(attempt));
    }
    case "push": {
      const { outcome, deadDeviceIds } = await pushToDevices(ctx, delivery, notice, text);
      return result(outcome, deadDeviceIds);
    }
    case "email":
      return result(await mail(ctx, notice, text));
  }
}

/** Carries a code, which is for whoever holds the number. */
function isProof({ type }: DueNotice): boolean {
  return type === "code" || type === "link_request";
}

/** When the quiet hours of a notice that can wait end; null where it is sent now. */
function quietUntil(ctx: CoreContext, notice: DueNotice, settings: Settings): Date | null {
  if (isMandatory(notice.type)) return null;
  return endOfQuiet(quietHoursOf(notice, settings), ctx.clock.now(), ctx.runtime.config.operator.timezone);
}

/** To the address a code is to prove, else to the customer's verified one as it is now. */
async function mail(ctx: CoreContext, notice: DueNotice, { title, body }: NoticeText): Promise<Outcome> {
  const to = typeof notice.params.email === "string" ? notice.params.email : notice.email;
  if (to === null) return { kind: "suppressed", error: "the customer has no verified e-mail address any more" };
  const message = { idempotencyKey: `${notice.id}:email`, to, subject: title.replaceAll(/\s+/g, " "), text: body };
  return outcomeOf(await attemptSend(() => ctx.gateways.email.send(message)));
}

/** The text to send, or why there is none: a code that ran out or cannot be opened helps nobody. */
function textOf(ctx: CoreContext, notice: DueNotice): NoticeText | string {
  const { operator } = ctx.runtime.config;
  if (!isProof(notice)) return renderNotice(operator, notice, notice.language);
  const { expiresAt, codeExpiresAt = expiresAt } = notice.params;
  const code = notice.sealedSecret === null ? null : openSecret(ctx.runtime.config, notice.sealedSecret);
  const isOver = new Date(String(codeExpiresAt)) <= ctx.clock.now();
  // A request can be answered in the app as well, a code is all there is to its notice.
  if (notice.type === "link_request") return renderNotice(operator, notice, notice.language, isOver ? null : code);
  if (isOver) return "the code ran out before it could be sent";
  if (code === null) return "the code cannot be opened";
  return renderNotice(operator, notice, notice.language, code);
}

async function pushToDevices(
  ctx: CoreContext,
  delivery: ClaimedDelivery,
  notice: DueNotice,
  text: NoticeText,
): Promise<{ outcome: Outcome; deadDeviceIds: string[] }> {
  const attempts = await Promise.all(
    delivery.devices.map(async ({ deviceId, token }) => {
      const message = {
        idempotencyKey: `${notice.id}:push:${deviceId}`,
        to: token,
        ...text,
        data: { notificationId: notice.id, type: notice.type },
      };
      return { deviceId, attempt: await attemptSend(() => ctx.gateways.push.send(message)) };
    }),
  );
  const dead = attempts.filter(({ attempt }) => attempt.kind === "refused" && attempt.failure.deadToken);
  const outcomes = attempts.map(({ attempt }) => outcomeOf(attempt));
  return {
    outcome: joined(outcomes, isLastAttempt(delivery.attempts)),
    deadDeviceIds: dead.map(({ deviceId }) => deviceId),
  };
}

/** Every device shall get it, so one that may still work is worth a retry; reaching any of them counts in the end. */
function joined(outcomes: readonly Outcome[], isLast: boolean): Outcome {
  const sent = outcomes.find((outcome) => outcome.kind === "sent");
  const retry = outcomes.find((outcome) => outcome.kind === "retry");
  if (retry && !(isLast && sent)) return retry;
  return sent ?? outcomes[0] ?? { kind: "suppressed", error: "the customer has no device any more" };
}

function outcomeOf(attempt: Attempt): Outcome {
  if (attempt.kind === "accepted") return { kind: "sent", providerReference: attempt.providerReference };
  return { kind: attempt.failure.permanent ? "failed" : "retry", error: attempt.error };
}

async function attemptSend(send: () => Promise<{ providerReference: string }>): Promise<Attempt> {
  const timer = new AbortController();
  try {
    const sending = send();
    const late = delay(SEND_TIMEOUT_MS, null, { signal: timer.signal });
    const receipt = await Promise.race([sending, late]);
    if (receipt === null) return refused("the provider did not answer in time");
    return { kind: "accepted", providerReference: receipt.providerReference };
  } catch (error) {
    return refused(error instanceof Error ? error.message : String(error), error);
  } finally {
    timer.abort();
  }
}

/** In words that PostgreSQL can hold: a batch whose results cannot be recorded would be sent again and again. */
function refused(message: string, error?: unknown): Attempt {
  const failure = error instanceof DeliveryFailed ? error : { permanent: false, deadToken: false };
  const words = message.replaceAll("\0", "").slice(0, MAX_ERROR_CHARS).toWellFormed();
  return { kind: "refused", error: words, failure };
}
