export interface SmsMessage {
  /** The notification's id: the provider sends one message per key, however often it is asked. */
  readonly idempotencyKey: string;
  /** E.164. */
  readonly to: string;
  readonly text: string;
}

export interface MessageReceipt {
  /** The provider's name of the message; equal when the same key is sent again. */
  readonly providerReference: string;
}

/** What the core needs of an SMS provider. */
export interface SmsPort {
  readonly provider: string;
  /** @throws DeliveryFailed when the message was not accepted; any other error leaves that open. */
  send(message: SmsMessage): Promise<MessageReceipt>;
}
