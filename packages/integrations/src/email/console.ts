import type { Clock } from "../clock.ts";
import { maskEmailAddress } from "../outbox/mask-address.ts";
import { createMessageOutbox } from "../outbox/message-outbox.ts";
import { createSendOnce } from "../outbox/send-once.ts";
import type { EmailMessage, EmailPort } from "./port.ts";

export interface ConsoleEmailOptions {
  readonly clock: Clock;
  /** Receives one readable line per message. */
  readonly write: (line: string) => void;
  /** A JSON-lines file that keeps what was sent, shared by processes; in memory when left out. */
  readonly outboxPath?: string | undefined;
}

/** A message that the console "sent". */
export interface SentEmail extends EmailMessage {
  readonly providerReference: string;
  readonly sentAt: string;
}

export interface ConsoleEmail extends EmailPort {
  /** The latest messages, oldest first, with their full addresses. */
  sent(): Promise<SentEmail[]>;
}

/**
 * An e-mail provider for the demo and for tests: writes each message once per key, its text in full (the operator reads links and
 * codes there), its address masked. Not for production.
 */
export function createConsoleEmail({ clock, write, outboxPath }: ConsoleEmailOptions): ConsoleEmail {
  const outbox = createMessageOutbox<EmailMessage>(outboxPath);
  const send = createSendOnce<EmailMessage>({
    clock,
    outbox,
    referenceOf: (key) => `console-email-${key}`,
    // A text with line breaks must not be able to look like a second message.
    deliver: ({ to, subject, text }) =>
      write(`E-mail to ${maskEmailAddress(to)}: ${`${subject} - ${text}`.replaceAll(/\s+/g, " ")}`),
  });
  return {
    provider: "console",
    send,
    async sent() {
      return (await outbox.list()).map(({ message, ...rest }) => ({ ...message, ...rest }));
    },
  };
}
