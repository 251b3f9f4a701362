import type { MessageReceipt } from "../sms/port.ts";

export interface PushMessage {
  /** The notification's id and device: the provider sends one message per key, however often it is asked. */
  readonly idempotencyKey: string;
  /** The device's token, as its app registered it. */
  readonly to: string;
  readonly title: string;
  readonly body: string;
  /** For the app: what to open. */
  readonly data?: Readonly<Record<string, string>> | undefined;
}

/** What the core needs of a push provider. */
export interface PushPort {
  readonly provider: string;
  /** @throws DeliveryFailed when it was not accepted (`deadToken`: forget the device); any other error leaves that open. */
  send(message: PushMessage): Promise<MessageReceipt>;
}
