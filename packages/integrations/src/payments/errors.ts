/** Base of everything a payment gateway throws. Thrown by `charge` or `refund`, the outcome is unknown unless said otherwise. */
export class GatewayError extends Error {
  override readonly name: string = "GatewayError";
}

/** The gateway could not be reached, failed, or answered something that makes no sense: the outcome is unknown. */
export class GatewayUnavailable extends GatewayError {
  override readonly name = "GatewayUnavailable";
}

/** The gateway did not answer in time: the outcome is unknown, it may still capture. */
export class GatewayTimeout extends GatewayError {
  override readonly name = "GatewayTimeout";
}

/** The attempt id was used before for something else. This request moved no money; the earlier one stands. */
export class GatewayConflict extends GatewayError {
  override readonly name = "GatewayConflict";
}

/** The request is not of the gateway's form (a fault in our code or configuration). It moved no money. */
export class GatewayRequestInvalid extends GatewayError {
  override readonly name = "GatewayRequestInvalid";
}

export type WebhookRejection = "signature" | "stale" | "malformed";

const rejectionSentences: Record<WebhookRejection, string> = {
  signature: "The webhook's signature does not match.",
  stale: "The webhook's timestamp is outside the window of five minutes.",
  malformed: "The webhook's body is not an event of this gateway.",
};

/** A webhook that must not be acted on, and why. */
export class WebhookRejected extends GatewayError {
  override readonly name = "WebhookRejected";
  readonly rejection: WebhookRejection;

  constructor(rejection: WebhookRejection, options?: ErrorOptions) {
    super(rejectionSentences[rejection], options);
    this.rejection = rejection;
  }
}
