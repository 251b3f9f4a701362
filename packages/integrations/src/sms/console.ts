import type { Clock } from "../clock.ts";
import { maskAddress } from "../outbox/mask-address.ts";
import { createMessageOutbox } from "../outbox/message-outbox.ts";
import { createSendOnce } from "../outbox/send-once.ts";
import type { SmsMessage, SmsPort } from "./port.ts";

export interface ConsoleSmsOptions {
  readonly clock: Clock;
  /** Receives one readable line per message. */
  readonly write: (line: string) => void;
  /** A JSON-lines file that keeps what was sent, shared by processes; in memory when left out. */
  readonly outboxPath?: string | undefined;
}

/** A message that the console "sent". */
export interface SentSms extends SmsMessage {
  readonly providerReference: string;
  readonly sentAt: string;
}

export interface ConsoleSms extends SmsPort {
  /** The latest messages, oldest first, with their full numbers. */
  sent(): Promise<SentSms[]>;
}

/**
 * An SMS provider for the demo and for tests: writes each message once per key, its text in full (the operator reads the
 * code there), its number masked. Not for production, which the apps' configuration refuses.
 */
export function createConsoleSms({ clock, write, outboxPath }: ConsoleSmsOptions): ConsoleSms {
  const outbox = createMessageOutbox<SmsMessage>(outboxPath);
  const send = createSendOnce<SmsMessage>({
    clock,
    outbox,
    referenceOf: (key) => `console-sms-${key}`,
    // A text with line breaks must not be able to look like a second message.
    deliver: ({ to, text }) => write(`SMS to ${maskAddress(to)}: ${text.replaceAll(/\s+/g, " ")}`),
  });
  return {
    provider: "console",
    send,
    async sent() {
      return (await outbox.list()).map(({ message, ...rest }) => ({ ...message, ...rest }));
    },
  };
}
