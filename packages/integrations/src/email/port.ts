import type { MessageReceipt } from "../sms/port.ts";

export interface EmailMessage {
  /** The notification's id and channel: the provider sends one message per key, however often it is asked. */
  readonly idempotencyKey: string;
  /** An e-mail address. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The same as a page; left out, the text alone is sent. */
  readonly html?: string | undefined;
}

/** What the core needs of an e-mail provider. */
export interface EmailPort {
  readonly provider: string;
  /** @throws DeliveryFailed when the message was not accepted; any other error leaves that open. */
  send(message: EmailMessage): Promise<MessageReceipt>;
}
