import { ERROR_CODES } from "@nexa/contracts";
import type { Json } from "./json.ts";

/** The schema of every error answer. */
export const problemSchema: Json = {
  type: "object",
  description: "An error (RFC 9457). `detail` is a sentence for people, `reason` a stable name for programs.",
  properties: {
    type: { type: "string", description: "urn:nexa:problem: and the reason" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string" },
    code: { type: "string", enum: Object.keys(ERROR_CODES) },
    reason: { type: "string" },
    requestId: { type: "string" },
    errors: {
      type: "array",
      description: "The fields that are wrong, where fields are wrong.",
      items: {
        type: "object",
        properties: { path: { type: "string" }, message: { type: "string" } },
        required: ["path", "message"],
        additionalProperties: false,
      },
    },
    details: { type: "object", description: "Facts that belong to the reason.", additionalProperties: true },
  },
  required: ["type", "title", "status", "detail", "code", "reason", "requestId", "errors"],
  additionalProperties: false,
};

type ProblemExample = {
  name: string;
  description: string;
  code: string;
  reason: string;
  title: string;
  detail: string;
};

const PROBLEMS: Readonly<Record<number, ProblemExample>> = {
  400: {
    name: "BadRequest",
    description: "The request is not well-formed: broken JSON, or a missing or wrong Idempotency-Key.",
    code: "INVALID",
    reason: "http.brokenBody",
    title: "Bad request",
    detail: "The request body is not valid JSON. Correct it and send the request again.",
  },
  401: {
    name: "SignInNeeded",
    description: "No token or key, or one that is expired, revoked, of another kind or not ours.",
    code: "UNAUTHENTICATED",
    reason: "request.signInNeeded",
    title: "Sign-in needed",
    detail: "Please sign in first.",
  },
  402: {
    name: "PaymentDeclined",
    description: "The payment was declined; nothing was bought.",
    code: "PAYMENT_DECLINED",
    reason: "recharge.paymentDeclined",
    title: "Payment declined",
    detail: "The payment was declined. Try another means of payment.",
  },
  403: {
    name: "NotAllowed",
    description: "The account, role or scope of the key does not allow this.",
    code: "FORBIDDEN",
    reason: "request.roleNotAllowed",
    title: "Not allowed",
    detail: "Your role does not allow this. Ask an owner if you need it.",
  },
  404: {
    name: "NotFound",
    description: "There is no such thing, or it is not yours.",
    code: "NOT_FOUND",
    reason: "catalog.planNotFound",
    title: "Not found",
    detail: "There is no such plan.",
  },
  409: {
    name: "Conflict",
    description: "Not possible as things stand. `reason` says why.",
    code: "CONFLICT",
    reason: "recharge.planInactive",
    title: "Not possible in this state",
    detail: "This plan is no longer sold. Choose another plan.",
  },
  413: {
    name: "TooLarge",
    description: "The body is larger than the operation takes: 1 MiB unless it says otherwise.",
    code: "INVALID",
    reason: "http.bodyTooLarge",
    title: "Content too large",
    detail: "The request body is too large. Send a smaller one.",
  },
  415: {
    name: "WrongContentType",
    description: "The body is not declared as application/json.",
    code: "INVALID",
    reason: "http.wrongContentType",
    title: "Unsupported content type",
    detail: "Send the body as JSON, with the header Content-Type: application/json.",
  },
  422: {
    name: "Invalid",
    description: "Fields are missing, wrong or unknown. `errors` lists them.",
    code: "INVALID",
    reason: "request.invalid",
    title: "Invalid request",
    detail: "Some fields are missing or wrong. See the list and send the request again.",
  },
  429: {
    name: "TooManyRequests",
    description: "Too many requests. Wait for the seconds in Retry-After.",
    code: "RATE_LIMITED",
    reason: "identity.tooManyAttempts",
    title: "Too many requests",
    detail: "Too many attempts. Please wait before you try again.",
  },
  500: {
    name: "Failed",
    description: "Something went wrong on our side. Give the requestId to support.",
    code: "INTERNAL",
    reason: "request.failed",
    title: "Something went wrong",
    detail: "Something went wrong on our side. Please try again.",
  },
  503: {
    name: "Unavailable",
    description: "Briefly not available. Try again.",
    code: "UNAVAILABLE",
    reason: "request.unavailable",
    title: "Not available at the moment",
    detail: "The service is briefly not available. Please try again in a moment.",
  },
};

/** References to the shared error responses of some statuses. */
export function problemRefs(statuses: readonly number[]): Json {
  return Object.fromEntries(
    statuses.map((status) => [String(status), { $ref: `#/components/responses/${PROBLEMS[status]?.name}` }]),
  );
}

/** The shared error responses, for the document's components. */
export function problemResponses(): Json {
  const entries = Object.entries(PROBLEMS).map(
    ([status, each]) => [each.name, problemPart(Number(status), each)] as const,
  );
  return Object.fromEntries(entries);
}

function problemPart(status: number, problem: ProblemExample): Json {
  const { name: _, description, ...members } = problem;
  const example = {
    type: `urn:nexa:problem:${members.reason}`,
    title: members.title,
    status,
    detail: members.detail,
    code: members.code,
    reason: members.reason,
    requestId: "6f1c2a9e-3b1d-4c55-9a54-0d0a4cf1e0b7",
    errors: status === 422 ? [{ path: "priceMinor", message: "Invalid input: expected number, received null" }] : [],
  };
  return {
    description,
    headers: { "X-Request-Id": headerRef("RequestId"), ...(status === 429 ? limitHeaders() : {}) },
    content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" }, example } },
  };
}

function limitHeaders(): Json {
  return {
    "Retry-After": headerRef("RetryAfter"),
    RateLimit: headerRef("RateLimit"),
    "RateLimit-Policy": headerRef("RateLimitPolicy"),
  };
}

/** The shared response headers, for the document's components. */
export const sharedHeaders: Json = {
  RequestId: { description: "Names this request in our logs.", schema: { type: "string" } },
  RetryAfter: { description: "Seconds to wait.", schema: { type: "integer", minimum: 1 } },
  RateLimit: { description: "What is left, and seconds until it is refilled.", schema: { type: "string" } },
  RateLimitPolicy: { description: "The quota and its window in seconds.", schema: { type: "string" } },
  Replayed: {
    description: "`true` where the answer is that of an earlier request with the same Idempotency-Key.",
    schema: { type: "string", enum: ["true"] },
  },
  ETag: { description: "Send it back in If-None-Match.", schema: { type: "string" } },
};

export function headerRef(name: string): Json {
  return { $ref: `#/components/headers/${name}` };
}
