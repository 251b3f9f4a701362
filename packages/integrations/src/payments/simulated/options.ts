import type { Pool } from "pg";
import type { Clock } from "../../clock.ts";

/** How long scripted outcomes take, in milliseconds; null means never by itself, only on the simulator's command. */
export interface SimulatedTiming {
  /** How long the caller of a timing-out call is left waiting. */
  readonly timeoutMs: number;
  readonly slowMs: number;
  readonly pendingMs: number | null;
  /** When a timed-out charge is captured in truth. */
  readonly timeoutCaptureMs: number | null;
  /** Longer than the reversal of pending payments (5 minutes). */
  readonly lateCaptureMs: number | null;
  readonly refundPendingMs: number | null;
}

export interface SimulatedWebhooks {
  readonly delayMs: number;
  /** Deliveries of each event; 2 and more make duplicates. */
  readonly copies: number;
  /** Window over which deliveries are scattered, so that they overtake each other. */
  readonly reorderMs: number;
  /** Picks each delivery's place in that window; the same seed, the same places. */
  readonly seed: number;
  readonly maxTries: number;
  /** First wait after a failed delivery; doubles with each, up to a minute. */
  readonly retryBaseMs: number;
  readonly requestTimeoutMs: number;
  /** Whether a charge or refund whose answer was final is announced too, or only those decided later. */
  readonly isAnsweredAnnounced: boolean;
}

/** Receives what goes wrong in the background; pino fits. */
export interface SimulatedLogger {
  warn(details: Record<string, unknown>, message: string): void;
}

export interface SimulatedGatewayOptions {
  /** A connection string, or a pool that the caller keeps and ends. */
  readonly database: string | Pool;
  readonly clock: Clock;
  /** Key of the webhooks' HMAC, 16 characters or more. */
  readonly webhookSecret: string;
  /** Where events are posted, such as `http://localhost:3000/webhooks/payments/simulated`. */
  readonly webhookUrl?: string | undefined;
  readonly logger?: SimulatedLogger | undefined;
  readonly timing?: Partial<SimulatedTiming> | undefined;
  readonly webhooks?: Partial<SimulatedWebhooks> | undefined;
}

export const defaultTiming: SimulatedTiming = {
  timeoutMs: 2_000,
  slowMs: 1_000,
  pendingMs: 5_000,
  timeoutCaptureMs: 5_000,
  lateCaptureMs: 600_000,
  refundPendingMs: 5_000,
};

export const defaultWebhooks: SimulatedWebhooks = {
  delayMs: 200,
  copies: 1,
  reorderMs: 0,
  seed: 1,
  maxTries: 12,
  retryBaseMs: 500,
  requestTimeoutMs: 5_000,
  isAnsweredAnnounced: false,
};
