import type { CoreError } from "@nexa/contracts";
import type { Logger } from "@nexa/core";
import { isOutage, toCoreError } from "@nexa/core/trpc/errors";
import { problemResponse } from "@nexa/openapi";
import type { ServerContext } from "./settings.ts";

/** The success envelope, for routes that are no procedures. */
export function success(data: unknown, message: string, status = 200): Response {
  const headers = { "content-type": "application/json", "cache-control": "no-store" };
  return new Response(JSON.stringify({ status: "success", data, message }), { status, headers });
}

/** The problem answer of whatever a handler threw; what is neither a refusal nor an outage is logged. */
export function failure(error: unknown, c: ServerContext, logger: Logger): Response {
  logUnknown(error, c, logger);
  return problemResponse(error, c.get("requestId"));
}

/** Logs an error that is neither a refusal nor an outage. */
export function logUnknown(error: unknown, c: ServerContext, logger: Logger): void {
  const core: CoreError = toCoreError(error);
  if (core === error || core.code !== "INTERNAL" || isOutage(error)) return;
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  if (cause === core) return;
  logger.error({ err: error, path: c.req.path, requestId: c.get("requestId") }, "a request failed");
}
