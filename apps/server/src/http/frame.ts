import { randomUUID } from "node:crypto";
import type { Logger } from "@nexa/core";
import type { HttpEnv } from "@nexa/openapi";
import type { MiddlewareHandler } from "hono";
import { corsHeaders, preflightResponse } from "./origins.ts";
import type { HttpSettings } from "./settings.ts";

const REQUEST_ID = /^[\w-]{8,64}$/;

/** For everything that is no page: nothing may load, nobody may frame it. */
const API_POLICY = "default-src 'none'; frame-ancestors 'none'";

/** What surrounds every request: its id, security and CORS headers, one line in the log. */
export function frame(settings: HttpSettings, logger: Logger): MiddlewareHandler<HttpEnv> {
  const fixed = Object.entries(securityHeaders(settings.publicUrl));
  return async (c, next) => {
    const startedAt = settings.hasAccessLog ? performance.now() : 0;
    const forwarded = settings.trustedProxies > 0 ? c.req.header("x-request-id") : undefined;
    const requestId = forwarded !== undefined && REQUEST_ID.test(forwarded) ? forwarded : randomUUID();
    c.set("requestId", requestId);
    const preflight = preflightResponse(c, settings);
    if (preflight) c.res = preflight;
    else await next();
    const { headers, status } = c.res;
    headers.set("x-request-id", requestId);
    for (const [name, value] of fixed) headers.set(name, value);
    if (!headers.has("content-security-policy")) headers.set("content-security-policy", API_POLICY);
    for (const cookie of c.get("cookies") ?? []) headers.append("set-cookie", cookie);
    const cors = corsHeaders(c, settings);
    if (cors) for (const [name, value] of Object.entries(cors)) headers.set(name, value);
    if (settings.corsOrigins.length > 0) headers.append("vary", "Origin");
    if (!settings.hasAccessLog) return;
    const ms = Math.round((performance.now() - startedAt) * 10) / 10;
    logger.info({ requestId, method: c.req.method, path: c.req.path, status, ms }, "request");
  };
}

function securityHeaders(publicUrl: string): Record<string, string> {
  const headers: Record<string, string> = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
  };
  if (publicUrl.startsWith("https:")) headers["strict-transport-security"] = "max-age=31536000";
  return headers;
}
