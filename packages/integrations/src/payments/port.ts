/** Money is in integer minor units; ids are UUIDs of our attempts and the gateway's idempotency keys at once. */

export interface ChargeRequest {
  /** Our attempt's UUID: the same id is never charged twice, another body under it is a `GatewayConflict`. */
  readonly attemptId: string;
  readonly amountMinor: number;
  /** ISO 4217, upper case. */
  readonly currency: string;
  /** `credit_card`, `debit_card`, `net_banking` or `upi`. */
  readonly method: string;
  /** The gateway's token for the customer's means of payment; card data never reaches us. */
  readonly token?: string | undefined;
  /** Our reference as the payer reads it on a statement, at most 64 characters. */
  readonly reference: string;
}

export interface ChargeResult {
  readonly outcome: "succeeded" | "declined" | "pending";
  readonly providerReference: string;
  /** Why it was declined, in words fit for the payer. */
  readonly reason?: string | undefined;
}

export interface RefundRequest {
  /** The refund attempt's own UUID, its idempotency key. */
  readonly attemptId: string;
  /** `providerReference` of the captured charge. */
  readonly chargeReference: string;
  readonly amountMinor: number;
  readonly currency: string;
}

export interface RefundResult {
  readonly outcome: "succeeded" | "failed" | "pending";
  readonly providerReference: string;
  readonly reason?: string | undefined;
}

/** What the gateway holds about an attempt. */
export interface GatewayRecord {
  readonly attemptId: string;
  readonly kind: "charge" | "refund";
  /** `succeeded` means captured or refunded; only `pending` can still change. */
  readonly state: "pending" | "succeeded" | "failed" | "cancelled";
  readonly providerReference: string;
  /** A refund's charge. */
  readonly chargeReference: string | null;
  /** Null for an attempt that was cancelled before the gateway ever saw its charge. */
  readonly amountMinor: number | null;
  readonly currency: string | null;
  /** Of a charge: what was given back or is being given back. */
  readonly refundedMinor: number;
  readonly reason: string | null;
  readonly createdAt: Date;
  /** When the state became final; null while pending. */
  readonly decidedAt: Date | null;
}

/** One movement of money: a capture, or a refund that succeeded. */
export interface LedgerEntry {
  readonly kind: "capture" | "refund";
  readonly attemptId: string;
  readonly providerReference: string;
  readonly chargeReference: string | null;
  readonly amountMinor: number;
  readonly currency: string;
  readonly occurredAt: Date;
  /** Give it to `ledger` to go on after this entry. */
  readonly cursor: string;
}

/** A capture or a refund that succeeded, as our books have it. */
export interface KnownMovement {
  readonly kind: "charge" | "refund";
  readonly attemptId: string;
  /** A refund's charge. */
  readonly chargeId: string | null;
  readonly amountMinor: number;
  readonly currency: string;
  readonly occurredAt: Date;
}

export interface LedgerRange {
  /** Inclusive. */
  readonly from: Date;
  /** Exclusive; up to the present when left out. Entries of the last seconds may still be joined by earlier ones. */
  readonly to?: Date | undefined;
  readonly cursor?: string | undefined;
}

export type GatewayEventKind = "charge.succeeded" | "charge.failed" | "refund.succeeded" | "refund.failed";

export interface GatewayEvent {
  /** Unique per event of the provider, equal in every delivery of it. */
  readonly eventId: string;
  readonly kind: GatewayEventKind;
  readonly attemptId: string;
  readonly providerReference: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly reason?: string | undefined;
  readonly occurredAt: Date;
}

export interface WebhookRequest {
  /** The request's headers: a `Headers`, or a record with names in lower case. */
  readonly headers: Headers | Readonly<Record<string, string | string[] | undefined>>;
  /** The body byte for byte as received: the signature covers it. */
  readonly rawBody: string | Uint8Array;
}

/**
 * What the core needs of a payment gateway. Anything thrown by `charge` or `refund` leaves the outcome unknown:
 * the attempt is settled later by webhook or by `find`, and at reversal by `cancel`.
 */
export interface PaymentGateway {
  readonly provider: string;

  /**
   * Takes `amountMinor`. The same request again answers the attempt's state now and never charges twice; an attempt
   * that was cancelled answers `declined`.
   * @throws GatewayTimeout GatewayUnavailable outcome unknown; GatewayConflict GatewayRequestInvalid nothing was charged.
   */
  charge(request: ChargeRequest): Promise<ChargeResult>;

  /**
   * Gives back up to what was captured and not refunded yet. The same request again answers the refund's state now.
   * @throws GatewayTimeout GatewayUnavailable outcome unknown; GatewayConflict GatewayRequestInvalid nothing was refunded.
   */
  refund(request: RefundRequest): Promise<RefundResult>;

  /** The gateway's record of a charge or refund attempt, null when it never saw it. */
  find(attemptId: string): Promise<GatewayRecord | null>;

  /**
   * Says that we have given up on a charge attempt, and answers its state, decided in one step with any capture:
   * `cancelled` (it cannot capture any more, also when the gateway sees its charge only later), `succeeded` (captured
   * before, stays so), `failed`, or `pending` where the bank does not allow taking back: it may still capture, and
   * then a webhook says so.
   * @throws GatewayConflict when the attempt is a refund.
   */
  cancel(attemptId: string): Promise<GatewayRecord>;

  /** Every capture and succeeded refund of the range, in order of time, read page by page. */
  ledger(range: LedgerRange): AsyncIterable<LedgerEntry>;

  /**
   * Only of a simulated gateway that lives in the installation's own database: takes these movements for its own and forgets all others,
   * where another installation's books were restored. A real gateway knows what it did.
   */
  adopt?(movements: AsyncIterable<KnownMovement>): Promise<void>;

  /**
   * Reads an event out of a webhook.
   * @throws WebhookRejected on a bad signature, a timestamp more than 5 minutes off, or a malformed body.
   */
  verifyWebhook(request: WebhookRequest): GatewayEvent;
}
