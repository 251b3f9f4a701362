import { setTimeout as wait } from "node:timers/promises";
import type { Pool } from "pg";
import type { Clock } from "../../clock.ts";
import { GatewayRequestInvalid, GatewayTimeout, GatewayUnavailable } from "../errors.ts";
import type {
  ChargeRequest,
  ChargeResult,
  GatewayEvent,
  GatewayRecord,
  KnownMovement,
  LedgerEntry,
  LedgerRange,
  RefundRequest,
  RefundResult,
  WebhookRequest,
} from "../port.ts";
import { adoptLedger } from "./adopt-ledger.ts";
import { type Background, startBackground } from "./background.ts";
import { createChargeLedger } from "./charge-ledger.ts";
import { asGatewayError } from "./database-errors.ts";
import { cancelAttempt, decideAttempt, settleDueAttempts } from "./decide.ts";
import { type DeliveryContext, deliverDueWebhooks } from "./delivery.ts";
import type { AnswerInterceptor, SimulatedGateway } from "./gateway.ts";
import { type LedgerPage, readLedgerPage, walkLedger } from "./ledger.ts";
import { defaultTiming, defaultWebhooks, type SimulatedGatewayOptions } from "./options.ts";
import { openLedgerPool } from "./pool.ts";
import { findAttempt, recordOf } from "./records.ts";
import { providerReferenceOf } from "./references.ts";
import { addRefund, chargeOfRefund } from "./refund-ledger.ts";
import { attemptIdSchema, chargeRequestSchema, parseRequest, refundRequestSchema } from "./requests.ts";
import { ensureSimulatedSchema } from "./schema.ts";
import {
  chargeScripts,
  declinedReason,
  defaultToken,
  refundScripts,
  type Script,
  scriptOfCharge,
  scriptOfRefund,
} from "./script.ts";
import { eventBodyOf, parseEvent } from "./webhook-event.ts";
import { checkSignature, type SignedWebhook, signWebhook } from "./webhook-signature.ts";

const shortestSecret = 16;

class InProcessGateway implements SimulatedGateway {
  readonly provider = "simulated";
  readonly #options: SimulatedGatewayOptions;
  readonly #timing;
  readonly #webhooks;
  readonly #pool: Pool;
  readonly #clock: Clock;
  readonly #chargeScripts;
  readonly #refundScripts;
  readonly #addCharge;
  readonly #stopping = new AbortController();
  #background: Background | null = null;
  #interceptor: AnswerInterceptor | null = null;

  constructor(options: SimulatedGatewayOptions) {
    this.#options = options;
    this.#timing = { ...defaultTiming, ...options.timing };
    this.#webhooks = { ...defaultWebhooks, ...options.webhooks };
    this.#clock = options.clock;
    this.#pool =
      typeof options.database === "string" ? openLedgerPool(options.database, options.logger) : options.database;
    this.#chargeScripts = chargeScripts(this.#timing);
    this.#refundScripts = refundScripts(this.#timing);
    this.#addCharge = createChargeLedger(this.#pool, this.#clock, this.#webhooks);
  }

  async ensureSchema(): Promise<void> {
    await this.#asGateway(ensureSimulatedSchema(this.#pool));
  }

  async charge(request: ChargeRequest): Promise<ChargeResult> {
    const parsed = parseRequest(chargeRequestSchema, request);
    const token = parsed.token ?? defaultToken;
    const script = scriptOfCharge(this.#chargeScripts, token);
    if (script.answer === "unavailable") throw unavailable();
    const { state, reason } = await this.#asGateway(this.#addCharge({ request: { ...parsed, token }, script }));
    await this.#beforeAnswer(parsed.attemptId, script, state);
    const providerReference = providerReferenceOf("charge", parsed.attemptId);
    if (state === "pending" || state === "succeeded") return { outcome: state, providerReference };
    return { outcome: "declined", providerReference, reason: reason ?? declinedReason };
  }

  async refund(request: RefundRequest): Promise<RefundResult> {
    const parsed = parseRequest(refundRequestSchema, request);
    const charge = await this.#asGateway(findAttempt(this.#pool, chargeOfRefund(parsed)));
    const script = scriptOfRefund(this.#refundScripts, charge?.token ?? null);
    if (script.answer === "unavailable") throw unavailable();
    const { state, reason } = await this.#asGateway(
      addRefund(this.#pool, parsed, script, this.#clock.now(), this.#webhooks),
    );
    await this.#beforeAnswer(parsed.attemptId, script, state);
    const providerReference = providerReferenceOf("refund", parsed.attemptId);
    if (state === "pending" || state === "succeeded") return { outcome: state, providerReference };
    return { outcome: "failed", providerReference, reason: reason ?? undefined };
  }

  async find(attemptId: string): Promise<GatewayRecord | null> {
    const id = parseRequest(attemptIdSchema, attemptId);
    const row = await this.#asGateway(findAttempt(this.#pool, id));
    return row === null ? null : recordOf(row);
  }

  async cancel(attemptId: string): Promise<GatewayRecord> {
    const id = parseRequest(attemptIdSchema, attemptId);
    return this.#asGateway(cancelAttempt(this.#pool, id, this.#clock.now()));
  }

  ledger(range: LedgerRange): AsyncIterable<LedgerEntry> {
    return walkLedger(range, (page) => this.readLedgerPage(page));
  }

  readLedgerPage(range: LedgerRange): Promise<LedgerPage> {
    return this.#asGateway(readLedgerPage(this.#pool, range));
  }

  adopt(movements: AsyncIterable<KnownMovement>): Promise<void> {
    return this.#asGateway(adoptLedger(this.#pool, movements));
  }

  verifyWebhook(request: WebhookRequest): GatewayEvent {
    checkSignature(this.#options.webhookSecret, request, this.#clock.now());
    return parseEvent(request.rawBody);
  }

  start(): void {
    this.#background ??= startBackground({
      pool: this.#pool,
      clock: this.#clock,
      webhooks: this.#webhooks,
      logger: this.#options.logger,
      delivery: this.#delivery(),
    });
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#background?.stop();
    this.#background = null;
    if (typeof this.#options.database === "string" && !this.#pool.ending) await this.#pool.end();
  }

  capture(attemptId: string): Promise<GatewayRecord> {
    return this.#decide(attemptId, { state: "succeeded", reason: null });
  }

  decline(attemptId: string, reason = declinedReason): Promise<GatewayRecord> {
    return this.#decide(attemptId, { state: "failed", reason });
  }

  settleDue(): Promise<number> {
    return this.#asGateway(settleDueAttempts(this.#pool, this.#clock.now(), this.#webhooks));
  }

  async deliverDue(): Promise<number> {
    const delivery = this.#delivery();
    if (delivery === null) throw new GatewayRequestInvalid("The simulated gateway has no address to post webhooks to.");
    return this.#asGateway(deliverDueWebhooks(delivery));
  }

  async webhookFor(attemptId: string): Promise<SignedWebhook> {
    const record = await this.find(attemptId);
    if (record === null) throw new GatewayRequestInvalid(`The simulated gateway has never seen ${attemptId}.`);
    return signWebhook(this.#options.webhookSecret, eventBodyOf(record), this.#clock.now());
  }

  interceptAnswers(interceptor: AnswerInterceptor | null): void {
    this.#interceptor = interceptor;
  }

  async #decide(
    attemptId: string,
    verdict: { state: "succeeded" | "failed"; reason: string | null },
  ): Promise<GatewayRecord> {
    const id = parseRequest(attemptIdSchema, attemptId);
    const record = await this.#asGateway(decideAttempt(this.#pool, id, verdict, this.#clock.now(), this.#webhooks));
    this.#background?.expectDelivery(this.#after(this.#webhooks.delayMs));
    return record;
  }

  /** Plays what the script says about the answer: late, never, or after the webhook. */
  async #beforeAnswer(attemptId: string, script: Script, state: GatewayRecord["state"]): Promise<void> {
    if (state === "pending" && script.dueAfterMs !== null) {
      this.#background?.expectDecision(this.#after(script.dueAfterMs));
    }
    if (this.#interceptor !== null) await this.#interceptor(attemptId);
    const delivery = script.answer === "after_webhook" ? this.#delivery() : null;
    if (delivery !== null) await this.#asGateway(deliverDueWebhooks(delivery, attemptId));
    if (script.answer === "slow") await this.#pause(this.#timing.slowMs);
    if (script.answer === "timeout" && state === "pending") {
      await this.#pause(this.#timing.timeoutMs);
      throw new GatewayTimeout("The payment gateway did not answer in time.");
    }
  }

  async #pause(milliseconds: number): Promise<void> {
    try {
      await wait(milliseconds, undefined, { signal: this.#stopping.signal });
    } catch (error) {
      throw new GatewayUnavailable("The simulated gateway was stopped.", { cause: error });
    }
  }

  #after(milliseconds: number): Date {
    return new Date(this.#clock.now().getTime() + milliseconds);
  }

  #delivery(): DeliveryContext | null {
    const { clock, logger, webhookSecret, webhookUrl } = this.#options;
    if (webhookUrl === undefined) return null;
    return { pool: this.#pool, clock, webhooks: this.#webhooks, secret: webhookSecret, url: webhookUrl, logger };
  }

  async #asGateway<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      throw asGatewayError(error);
    }
  }
}

function unavailable(): GatewayUnavailable {
  return new GatewayUnavailable("The payment gateway could not be reached.");
}

/**
 * A payment gateway inside this process with a durable ledger of its own: the stand-in of the demo, the good enemy of the
 * tests. Outcomes are scripted by the payment token (`script.ts`). Call `ensureSchema()` before use and `start()`
 * for background work; several processes may run one over the same database.
 *
 * @throws GatewayRequestInvalid when the webhook secret is shorter than 16 characters.
 */
export function createSimulatedGateway(options: SimulatedGatewayOptions): SimulatedGateway {
  if (options.webhookSecret.length < shortestSecret) {
    throw new GatewayRequestInvalid(`The webhook secret must have ${shortestSecret} characters or more.`);
  }
  return new InProcessGateway(options);
}
