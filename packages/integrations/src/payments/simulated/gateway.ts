import type { GatewayRecord, LedgerRange, PaymentGateway } from "../port.ts";
import type { LedgerPage } from "./ledger.ts";
import type { SignedWebhook } from "./webhook-signature.ts";

/** Called between the ledger's commit and the answer, so that a test can let a webhook overtake the answer. */
export type AnswerInterceptor = (attemptId: string) => Promise<void>;

/** What a simulated gateway offers beside the port: its life cycle, and commands for tests and the demo. */
export interface SimulatedGateway extends PaymentGateway {
  /** Creates its PostgreSQL schema `simulated_gateway` where missing. Call it once before use. */
  ensureSchema(): Promise<void>;
  /** Starts deciding pending attempts and delivering webhooks in the background. */
  start(): void;
  /** Ends background work and waiting calls, and its own pool. */
  stop(): Promise<void>;
  /** Captures a pending charge, or lets a pending refund succeed, now. @returns its record as it is then. */
  capture(attemptId: string): Promise<GatewayRecord>;
  /** Lets a pending attempt fail now. */
  decline(attemptId: string, reason?: string): Promise<GatewayRecord>;
  /** Decides every attempt that is due by the clock. @returns how many. */
  settleDue(): Promise<number>;
  /** Posts the webhooks that are due by the clock. @returns how many were tried. */
  deliverDue(): Promise<number>;
  /** One page of the ledger, at most 1,000 entries. */
  readLedgerPage(range: LedgerRange): Promise<LedgerPage>;
  /** The signed webhook of a decided attempt, to be delivered by hand as often as wished. */
  webhookFor(attemptId: string): Promise<SignedWebhook>;
  /** Puts a step between ledger and answer of every charge and refund; null takes it away. */
  interceptAnswers(interceptor: AnswerInterceptor | null): void;
}
