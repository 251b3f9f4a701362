import type { z } from "zod";
import type { Clock } from "../../clock.ts";
import { GatewayConflict, GatewayError, GatewayRequestInvalid, GatewayTimeout, GatewayUnavailable } from "../errors.ts";
import type { PaymentGateway } from "../port.ts";
import { walkLedger } from "./ledger.ts";
import { attemptIdSchema, chargeRequestSchema, parseRequest, refundRequestSchema } from "./requests.ts";
import { parseEvent } from "./webhook-event.ts";
import { checkSignature } from "./webhook-signature.ts";
import { chargeAnswer, ledgerAnswer, problemAnswer, recordAnswer, refundAnswer } from "./wire.ts";

export interface HttpGatewayOptions {
  /** Where the simulated gateway listens, such as `http://localhost:4010`. */
  readonly url: string;
  readonly apiKey: string;
  readonly clock: Clock;
  readonly webhookSecret: string;
  /** How long a call may take before its outcome counts as unknown. */
  readonly timeoutMs?: number | undefined;
}

const defaultTimeoutMs = 10_000;
const longestAnswer = 4 * 1_024 * 1_024;
const notFound = Symbol("not found");

type Call = (method: "GET" | "POST", path: string, body?: unknown) => Promise<unknown>;

async function readAnswer(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text.length > longestAnswer) throw new GatewayUnavailable("The payment gateway's answer is too long.");
  return JSON.parse(text);
}

/** The error that a refusal stands for. 400 and 409 are definite; with anything else the outcome is unknown. */
function problemOf(status: number, answer: unknown): GatewayError {
  const problem = problemAnswer.safeParse(answer);
  const message = problem.success ? problem.data.message : `The payment gateway answered with status ${status}.`;
  if (status === 504) return new GatewayTimeout(message);
  if (problem.success && status === 409) return new GatewayConflict(message);
  if (problem.success && status === 400) return new GatewayRequestInvalid(message);
  return new GatewayUnavailable(message);
}

function createCall({ url, apiKey, timeoutMs = defaultTimeoutMs }: HttpGatewayOptions): Call {
  const base = new URL(url);
  return async (method, path, body) => {
    try {
      const response = await fetch(new URL(path, base), {
        method,
        headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
        body: body === undefined ? undefined : JSON.stringify(body),
        redirect: "error",
        signal: AbortSignal.timeout(timeoutMs),
      });
      const answer = await readAnswer(response);
      if (response.ok) return answer;
      if (response.status === 404) return notFound;
      throw problemOf(response.status, answer);
    } catch (error) {
      if (error instanceof GatewayError) throw error;
      if (error instanceof Error && error.name === "TimeoutError") {
        throw new GatewayTimeout("The payment gateway did not answer in time.", { cause: error });
      }
      throw new GatewayUnavailable("The payment gateway could not be reached.", { cause: error });
    }
  };
}

/** An answer that is not of the agreed form says nothing about the outcome. */
function readAs<T>(schema: z.ZodType<T>, answer: unknown): T {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw new GatewayUnavailable("The payment gateway's answer makes no sense.", { cause: parsed.error });
}

/** The payment port over a simulated gateway that runs apart (`main.ts`), reached over HTTP with time-outs. */
export function createHttpGateway(options: HttpGatewayOptions): PaymentGateway {
  const call = createCall(options);
  return {
    provider: "simulated",
    async charge(request) {
      return readAs(chargeAnswer, await call("POST", "/v1/charges", parseRequest(chargeRequestSchema, request)));
    },
    async refund(request) {
      return readAs(refundAnswer, await call("POST", "/v1/refunds", parseRequest(refundRequestSchema, request)));
    },
    async find(attemptId) {
      const answer = await call("GET", `/v1/attempts/${parseRequest(attemptIdSchema, attemptId)}`);
      return answer === notFound ? null : readAs(recordAnswer, answer);
    },
    async cancel(attemptId) {
      const path = `/v1/attempts/${parseRequest(attemptIdSchema, attemptId)}/cancel`;
      return readAs(recordAnswer, await call("POST", path));
    },
    ledger: (range) =>
      walkLedger(range, async ({ from, to, cursor }) => {
        const query = new URLSearchParams({ from: from.toISOString() });
        if (to !== undefined) query.set("to", to.toISOString());
        if (cursor !== undefined) query.set("cursor", cursor);
        return readAs(ledgerAnswer, await call("GET", `/v1/ledger?${query}`));
      }),
    verifyWebhook(request) {
      checkSignature(options.webhookSecret, request, options.clock.now());
      return parseEvent(request.rawBody);
    },
  };
}
