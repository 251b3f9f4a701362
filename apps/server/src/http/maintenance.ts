import { maintenanceErrors, RETRY_AFTER_SECONDS } from "@nexa/core/maintenance-mode/index";
import { type HttpEnv, problemResponse } from "@nexa/openapi";
import type { MiddlewareHandler } from "hono";
import type { HttpSettings, ServerContext } from "./settings.ts";

/** What reads no row that a restore replaces, or only staff's own sign-in and how far the restore is. */
const OPEN_PATHS =
  /^(?:\/api\/v1)?\/(?:health(?:\/ready)?|docs(?:\/.*)?|openapi\.json|console(?:\/.*)?|admin\/profile|admin\/tasks(?:\/[\w-]+)?|admin\/backup-restore\/restore)?\/?$/;
const OPEN_PROCEDURES: ReadonlySet<string> = new Set([
  "identity.getProfile",
  "tasks.get",
  "tasks.list",
  "backups.listRestores",
]);
const STAFF_CALLS = "/trpc/admin/";

/** Answers 503 with a sentence and Retry-After while a backup is being restored, and counts what runs otherwise. */
export function closedForRestore({ gate }: HttpSettings): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    if (!gate || isAlwaysOpen(c)) return next();
    if (gate.closed() !== null) {
      const closed = maintenanceErrors.underway({ retryAfterSeconds: RETRY_AFTER_SECONDS });
      return problemResponse(closed, c.get("requestId"));
    }
    const leave = gate.enter();
    try {
      return await next();
    } finally {
      leave();
    }
  };
}

function isAlwaysOpen(c: ServerContext): boolean {
  const { method, path } = c.req;
  if (method !== "GET" && method !== "HEAD") return method === "OPTIONS";
  if (!path.startsWith(STAFF_CALLS)) return OPEN_PATHS.test(path);
  const procedures = decodeURIComponent(path.slice(STAFF_CALLS.length)).split(",");
  return procedures.every((each) => OPEN_PROCEDURES.has(each));
}
