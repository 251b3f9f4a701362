import type { Clock } from "../clock.ts";
import type { MessageReceipt } from "../sms/port.ts";
import type { MessageOutbox } from "./message-outbox.ts";

export interface SendOnceOptions<T> {
  readonly clock: Clock;
  readonly outbox: MessageOutbox<T>;
  /** The provider's name of a message, by its key. */
  readonly referenceOf: (idempotencyKey: string) => string;
  /** Hands the message over; throws when it was not. */
  readonly deliver: (message: T) => void | Promise<void>;
}

/** Sends a message once per key: repeated keys, also at the same moment, answer with the first one's receipt. */
export function createSendOnce<T extends { readonly idempotencyKey: string }>(
  options: SendOnceOptions<T>,
): (message: T) => Promise<MessageReceipt> {
  const underWay = new Map<string, Promise<MessageReceipt>>();
  async function sendFirst(message: T): Promise<MessageReceipt> {
    const earlier = await options.outbox.find(message.idempotencyKey);
    if (earlier !== null) return { providerReference: earlier.providerReference };
    await options.deliver(message);
    const providerReference = options.referenceOf(message.idempotencyKey);
    await options.outbox.append({ message, providerReference, sentAt: options.clock.now().toISOString() });
    return { providerReference };
  }
  return async (message) => {
    const key = message.idempotencyKey;
    const running = underWay.get(key) ?? sendFirst(message);
    underWay.set(key, running);
    try {
      return await running;
    } finally {
      underWay.delete(key);
    }
  };
}
