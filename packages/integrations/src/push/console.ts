import type { Clock } from "../clock.ts";
import { maskAddress } from "../outbox/mask-address.ts";
import { createMessageOutbox } from "../outbox/message-outbox.ts";
import { createSendOnce } from "../outbox/send-once.ts";
import type { PushMessage, PushPort } from "./port.ts";

export interface ConsolePushOptions {
  readonly clock: Clock;
  /** Receives one readable line per message. */
  readonly write: (line: string) => void;
  /** A JSON-lines file that keeps what was sent, shared by processes; in memory when left out. */
  readonly outboxPath?: string | undefined;
}

/** A message that the console "pushed". */
export interface SentPush extends PushMessage {
  readonly providerReference: string;
  readonly sentAt: string;
}

export interface ConsolePush extends PushPort {
  /** The latest messages, oldest first. */
  sent(): Promise<SentPush[]>;
}

/** A push provider for the demo and for tests: writes each message once per key, the device's token masked. */
export function createConsolePush({ clock, write, outboxPath }: ConsolePushOptions): ConsolePush {
  const outbox = createMessageOutbox<PushMessage>(outboxPath);
  const send = createSendOnce<PushMessage>({
    clock,
    outbox,
    referenceOf: (key) => `console-push-${key}`,
    deliver: ({ to, title, body }) =>
      write(`Push to ${maskAddress(to)}: ${`${title} - ${body}`.replaceAll(/\s+/g, " ")}`),
  });
  return {
    provider: "console",
    send,
    async sent() {
      return (await outbox.list()).map(({ message, ...rest }) => ({ ...message, ...rest }));
    },
  };
}
