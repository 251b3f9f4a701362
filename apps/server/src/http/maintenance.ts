import { maintenanceErrors, RETRY_AFTER_SECONDS } from "@nexa/core/maintenance-mode/index";
import { type HttpEnv, problemOf, problemResponse } from "@nexa/openapi";
import type { MiddlewareHandler } from "hono";
import { isApiPath } from "./api-paths.ts";
import type { HttpSettings, ServerContext } from "./settings.ts";

/** What reads no row that a restore replaces, or only staff's own sign-in and how far the restore is. */
const OPEN_PATHS =
  /^(?:\/api\/v1)?\/(?:health(?:\/ready)?|docs(?:\/.*)?|openapi\.json|admin\/profile|admin\/tasks(?:\/[\w-]+)?|admin\/backup-restore\/restore)?\/?$/;
const OPEN_PROCEDURES: ReadonlySet<string> = new Set([
  "settings.operator",
  "identity.getProfile",
  "tasks.get",
  "tasks.list",
  "tasks.watch",
  "backups.listRestores",
]);
const CALLS = /^\/trpc\/(?:admin|customer)\//;

/** What tRPC calls a failure of the server. */
const JSON_RPC_FAILED = -32_603;

/** Answers 503 with a sentence and Retry-After while a backup is being restored, and counts what runs otherwise. */
export function closedForRestore({ gate }: HttpSettings): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    if (!gate || isAlwaysOpen(c)) return next();
    if (gate.closed() !== null) return refusal(c);
    const leave = gate.enter();
    try {
      return await next();
    } finally {
      leave();
    }
  };
}

/** Typed clients read their own form of it, which stands beside the members of the problem. */
function refusal(c: ServerContext): Response {
  const closed = maintenanceErrors.underway({ retryAfterSeconds: RETRY_AFTER_SECONDS });
  const requestId = c.get("requestId");
  const response = problemResponse(closed, requestId);
  if (!CALLS.test(c.req.path)) return response;
  const problem = problemOf(closed, requestId);
  const { status, code, reason, detail, details = {} } = problem;
  const data = { code: "SERVICE_UNAVAILABLE", httpStatus: status, coreCode: code, reason, details, requestId };
  const error = { json: { message: detail, code: JSON_RPC_FAILED, data } };
  return new Response(JSON.stringify({ ...problem, error }), { status, headers: response.headers });
}

function isAlwaysOpen(c: ServerContext): boolean {
  const { method, path } = c.req;
  if (method !== "GET" && method !== "HEAD") return method === "OPTIONS";
  if (!isApiPath(path)) return true;
  const [calls] = CALLS.exec(path) ?? [];
  if (calls === undefined) return OPEN_PATHS.test(path);
  const procedures = decodeURIComponent(path.slice(calls.length)).split(",");
  return procedures.every((each) => OPEN_PROCEDURES.has(each));
}
