import { serverErrors } from "./refusals.ts";
import type { HttpSettings, ServerContext } from "./settings.ts";

const UNSAFE_METHODS = new Set(["POST", "PUT", "PATCH", "DELETE"]);

const EXPOSED_HEADERS = "X-Request-Id, ETag, Retry-After, RateLimit, RateLimit-Policy, Idempotency-Replayed";
const ALLOWED_HEADERS =
  "Authorization, Content-Type, Idempotency-Key, If-None-Match, Last-Event-ID, trpc-accept, x-trpc-source";

/** Whether a page of this origin belongs to us: the address the request was sent to, the public one, or one on the list. */
export function isOwnOrigin(c: ServerContext, origin: string, settings: HttpSettings): boolean {
  return origin === settings.publicUrl || origin === new URL(c.req.url).origin || settings.corsOrigins.includes(origin);
}

/**
 * Refuses an unsafe request that could be another site's, using the visitor's cookie. Browsers send Origin with every unsafe request;
 * one without it and without the browser's word that it is ours is refused too.
 * @throws serverErrors.foreignOrigin
 */
export function requireOwnOrigin(c: ServerContext, settings: HttpSettings): void {
  if (!UNSAFE_METHODS.has(c.req.method)) return;
  const origin = c.req.header("origin");
  const isOwn =
    origin === undefined ? c.req.header("sec-fetch-site") === "same-origin" : isOwnOrigin(c, origin, settings);
  if (!isOwn) throw serverErrors.foreignOrigin();
}

/** CORS headers for an origin on the list, null for all others. */
export function corsHeaders(c: ServerContext, settings: HttpSettings): Record<string, string> | null {
  const origin = c.req.header("origin");
  if (origin === undefined || !settings.corsOrigins.includes(origin)) return null;
  return {
    "access-control-allow-origin": origin,
    "access-control-allow-credentials": "true",
    "access-control-expose-headers": EXPOSED_HEADERS,
  };
}

/** The answer to a browser that asks before it calls; null where the request is no such question. */
export function preflightResponse(c: ServerContext, settings: HttpSettings): Response | null {
  if (c.req.method !== "OPTIONS" || c.req.header("access-control-request-method") === undefined) return null;
  const allowed = corsHeaders(c, settings);
  const headers: Record<string, string> = { vary: "Origin" };
  if (allowed) {
    Object.assign(headers, allowed, {
      "access-control-allow-methods": "GET, POST, PUT, DELETE",
      "access-control-allow-headers": ALLOWED_HEADERS,
      "access-control-max-age": "600",
    });
  }
  return new Response(null, { status: 204, headers });
}
