import { type CoreError, ERROR_CODES } from "@nexa/contracts";
import { toCoreError } from "@nexa/core/trpc/errors";
import { statusOfHttpRefusal } from "./refusals.ts";

/** An error as RFC 9457 wants it, with our members `code`, `reason`, `requestId`, `errors` and `details`. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  reason: string;
  requestId: string;
  errors: readonly { path: string; message: string }[];
  details?: Record<string, unknown>;
};

/** Any error as the problem that the caller may read. Errors that are not ours come out blank. */
export function problemOf(error: unknown, requestId: string): Problem {
  const core = toCoreError(error);
  const { status, title } = statusOfHttpRefusal(core) ?? {
    status: ERROR_CODES[core.code].http,
    ...ERROR_CODES[core.code],
  };
  const { fields = [], ...details } = core.details;
  return {
    type: `urn:nexa:problem:${core.reason}`,
    title,
    status,
    detail: core.message,
    code: core.code,
    reason: core.reason,
    requestId,
    errors: fields,
    ...(Object.keys(details).length > 0 ? { details } : {}),
  };
}

/** The response of an error. `headers` are added, such as `Allow`. */
export function problemResponse(error: unknown, requestId: string, headers: Record<string, string> = {}): Response {
  const problem = problemOf(error, requestId);
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      ...rateHeaders(toCoreError(error)),
      ...headers,
    },
  });
}

/** Retry-After, and for limits RateLimit and RateLimit-Policy (draft-ietf-httpapi-ratelimit-headers-10). */
function rateHeaders({ code, reason, details }: CoreError): Record<string, string> {
  const { retryAfterSeconds, limit, windowSeconds } = details;
  if (retryAfterSeconds === undefined && code !== "RATE_LIMITED") return {};
  const wait = String(Math.max(1, Math.ceil(retryAfterSeconds ?? 1)));
  if (typeof limit !== "number" || typeof windowSeconds !== "number") return { "retry-after": wait };
  return {
    "retry-after": wait,
    ratelimit: `"${reason}";r=0;t=${wait}`,
    "ratelimit-policy": `"${reason}";q=${limit};w=${windowSeconds}`,
  };
}
