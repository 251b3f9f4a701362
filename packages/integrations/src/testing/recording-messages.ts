import { DeliveryFailed, type DeliveryFailure } from "../delivery-failed.ts";
import type { EmailMessage, EmailPort } from "../email/port.ts";
import type { PushMessage, PushPort } from "../push/port.ts";
import type { MessageReceipt, SmsMessage, SmsPort } from "../sms/port.ts";

/** What a test reads from a recording provider. */
export interface Recording<T> {
  /** The messages that went out, once per key, in order. */
  sent(): T[];
  /** Every call of `send`, failed and repeated ones too. */
  calls(): T[];
}

interface FailurePlan<T> extends DeliveryFailure {
  /** Whether this call fails; `earlierCalls` counts the calls of `send` before it. */
  readonly fails: (message: T, earlierCalls: number) => boolean;
}

function recordMessages<T extends { readonly idempotencyKey: string }>(plan: FailurePlan<T> | null) {
  const sent = new Map<string, T>();
  const calls: T[] = [];
  return {
    sent: () => [...sent.values()],
    calls: () => [...calls],
    async send(message: T): Promise<MessageReceipt> {
      calls.push(message);
      if (plan?.fails(message, calls.length - 1)) {
        throw new DeliveryFailed("The provider refused the message, as the test asked.", plan);
      }
      if (!sent.has(message.idempotencyKey)) sent.set(message.idempotencyKey, message);
      return { providerReference: `recorded-${message.idempotencyKey}` };
    },
  };
}

/** An SMS provider that remembers what it was given and accepts everything. */
export function recordingSms(): SmsPort & Recording<SmsMessage> {
  return { provider: "recording", ...recordMessages<SmsMessage>(null) };
}

/** An SMS provider whose first `times` calls fail (passing faults unless told otherwise) and whose later ones succeed. */
export function failingSms(
  times: number,
  failure: DeliveryFailure = { permanent: false },
): SmsPort & Recording<SmsMessage> {
  const fails = (_message: SmsMessage, earlierCalls: number) => earlierCalls < times;
  return { provider: "recording", ...recordMessages<SmsMessage>({ ...failure, fails }) };
}

/** A push provider that remembers what it was given; the tokens listed are dead. */
export function recordingPush(deadTokens: readonly string[] = []): PushPort & Recording<PushMessage> {
  const fails = ({ to }: PushMessage) => deadTokens.includes(to);
  return { provider: "recording", ...recordMessages<PushMessage>({ permanent: true, deadToken: true, fails }) };
}

/** A push provider whose first `times` calls fail and whose later ones succeed. */
export function failingPush(
  times: number,
  failure: DeliveryFailure = { permanent: false },
): PushPort & Recording<PushMessage> {
  const fails = (_message: PushMessage, earlierCalls: number) => earlierCalls < times;
  return { provider: "recording", ...recordMessages<PushMessage>({ ...failure, fails }) };
}

/** An e-mail provider that remembers what it was given and accepts everything. */
export function recordingEmail(): EmailPort & Recording<EmailMessage> {
  return { provider: "recording", ...recordMessages<EmailMessage>(null) };
}

/** An e-mail provider whose first `times` calls fail and whose later ones succeed. */
export function failingEmail(
  times: number,
  failure: DeliveryFailure = { permanent: false },
): EmailPort & Recording<EmailMessage> {
  const fails = (_message: EmailMessage, earlierCalls: number) => earlierCalls < times;
  return { provider: "recording", ...recordMessages<EmailMessage>({ ...failure, fails }) };
}
