/** The one error type of the domain, and the one table that says how each code looks to tRPC and HTTP callers. */

export const ERROR_CODES = {
  UNAUTHENTICATED: { trpc: "UNAUTHORIZED", http: 401, title: "Sign-in needed" },
  FORBIDDEN: { trpc: "FORBIDDEN", http: 403, title: "Not allowed" },
  NOT_FOUND: { trpc: "NOT_FOUND", http: 404, title: "Not found" },
  CONFLICT: { trpc: "CONFLICT", http: 409, title: "Not possible in this state" },
  INVALID: { trpc: "UNPROCESSABLE_CONTENT", http: 422, title: "Invalid request" },
  PRECONDITION_FAILED: { trpc: "PRECONDITION_FAILED", http: 412, title: "Precondition failed" },
  PAYMENT_DECLINED: { trpc: "PAYMENT_REQUIRED", http: 402, title: "Payment declined" },
  RATE_LIMITED: { trpc: "TOO_MANY_REQUESTS", http: 429, title: "Too many requests" },
  UNAVAILABLE: { trpc: "SERVICE_UNAVAILABLE", http: 503, title: "Not available at the moment" },
  INTERNAL: { trpc: "INTERNAL_SERVER_ERROR", http: 500, title: "Something went wrong" },
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

/** Facts that go out with an error: bounded, never secret. `retryAfterSeconds` becomes the Retry-After header. */
export type ErrorDetails = {
  readonly retryAfterSeconds?: number;
  readonly fields?: readonly { readonly path: string; readonly message: string }[];
  readonly [fact: string]: unknown;
};

/** A refusal or failure the caller may read. `message` is a sentence for people, `reason` a stable name for programs. */
export class CoreError extends Error {
  readonly code: ErrorCode;
  readonly reason: string;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, reason: string, message: string, details: ErrorDetails = {}) {
    super(message);
    this.name = "CoreError";
    this.code = code;
    this.reason = reason;
    this.details = details;
  }
}

type ReasonSpec = readonly [code: ErrorCode, sentence: string];
type ReasonThrower = (details?: ErrorDetails, sentence?: string) => CoreError;

/**
 * Declares a domain's refusals next to the domain: `defineReasons("recharge", { planInactive: ["CONFLICT", "…"] })`.
 * Each entry becomes a function that makes the error; a caller may pass facts and a more exact sentence.
 */
export function defineReasons<const R extends Record<string, ReasonSpec>>(
  domain: string,
  reasons: R,
): { readonly [K in keyof R]: ReasonThrower } {
  const entries = Object.entries(reasons).map(([name, [code, sentence]]) => {
    const make: ReasonThrower = (details = {}, exact = sentence) =>
      new CoreError(code, `${domain}.${name}`, exact, details);
    return [name, make] as const;
  });
  return Object.fromEntries(entries) as { readonly [K in keyof R]: ReasonThrower };
}
