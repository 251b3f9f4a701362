import type { NotificationChannel } from "@nexa/contracts";

/** What became of one try. */
export type Outcome =
  | { readonly kind: "sent"; readonly providerReference: string }
  /** Worth another try; it fails for good when none is left. */
  | { readonly kind: "retry"; readonly error: string }
  | { readonly kind: "failed"; readonly error: string }
  /** Not tried: the customer's quiet hours last until then. */
  | { readonly kind: "deferred"; readonly until: Date }
  /** Nothing to send any more, and nobody's fault. */
  | { readonly kind: "suppressed"; readonly error: string };

export type SendResult = {
  readonly notificationId: string;
  readonly channel: NotificationChannel;
  readonly attempts: number;
  readonly outcome: Outcome;
  /** Devices whose token the provider calls dead. */
  readonly deadDeviceIds: readonly string[];
};
