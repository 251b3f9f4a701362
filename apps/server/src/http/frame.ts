import { randomUUID } from "node:crypto";
import type { Logger } from "@nexa/core";
import type { HttpEnv } from "@nexa/openapi";
import type { MiddlewareHandler } from "hono";
import { corsHeaders, preflightResponse } from "./origins.ts";
import type { HttpSettings, ServerContext } from "./settings.ts";

const REQUEST_ID = /^[\w-]{8,64}$/;

/** For everything that is no page: nothing may load, nobody may frame it. */
const API_POLICY = "default-src 'none'; frame-ancestors 'none'";

/** What surrounds every request: its id, security and CORS headers, cookies, one line in the log. */
export function frame(settings: HttpSettings, logger: Logger): MiddlewareHandler<HttpEnv> {
  const fixed = securityHeaders(settings.publicUrl);
  return async (c, next) => {
    const startedAt = settings.hasAccessLog ? performance.now() : 0;
    const requestId = requestIdOf(c, settings);
    const always = { ...fixed, "x-request-id": requestId };
    c.set("requestId", requestId);
    c.set("headers", always);
    const preflight = preflightResponse(c, settings);
    settings.requests.begin();
    try {
      if (preflight) c.res = preflight;
      else await next();
    } finally {
      settings.requests.end();
    }
    if (!c.get("hasHeaders")) addMissing(c.res.headers, always);
    addCookies(c);
    if (settings.corsOrigins.length > 0) addCors(c, settings);
    if (!settings.hasAccessLog) return;
    const ms = Math.round((performance.now() - startedAt) * 10) / 10;
    logger.info({ requestId, method: c.req.method, path: c.req.path, status: c.res.status, ms }, "request");
  };
}

function requestIdOf(c: ServerContext, settings: HttpSettings): string {
  const forwarded = settings.trustedProxies > 0 ? c.req.header("x-request-id") : undefined;
  return forwarded !== undefined && REQUEST_ID.test(forwarded) ? forwarded : randomUUID();
}

/** Pages bring a policy of their own. */
function addMissing(headers: Headers, always: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(always)) if (!headers.has(name)) headers.set(name, value);
}

/** Nothing between us and the browser may keep an answer that sets a cookie, public as it may be otherwise. */
function addCookies(c: ServerContext): void {
  const cookies = c.get("cookies");
  if (!cookies) return;
  for (const cookie of cookies) c.res.headers.append("set-cookie", cookie);
  c.res.headers.set("cache-control", "no-store");
}

function addCors(c: ServerContext, settings: HttpSettings): void {
  const { headers } = c.res;
  for (const [name, value] of Object.entries(corsHeaders(c, settings) ?? {})) headers.set(name, value);
  headers.append("vary", "Origin");
}

function securityHeaders(publicUrl: string): Record<string, string> {
  const headers: Record<string, string> = {
    "content-security-policy": API_POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
  };
  if (publicUrl.startsWith("https:")) headers["strict-transport-security"] = "max-age=31536000";
  return headers;
}
