import type { Runtime } from "@nexa/core";
import { contentHealth } from "@nexa/core/content/index";
import { problemResponse } from "@nexa/openapi";
import { serverErrors } from "../http/refusals.ts";
import type { ServerContext } from "../http/settings.ts";

const READY_TIMEOUT_MS = 2_000;

const NO_STORE = { "cache-control": "no-store" };

/** Says that the process runs. */
export function health(c: ServerContext): Response {
  return c.json({ status: "ok" }, 200, NO_STORE);
}

/**
 * Says whether the server can work: it is not stopping, the database answers and the pool is not exhausted. A content store that is away is
 * told and no more: recharges go on, and customers see the content as it was read last.
 */
export function healthReady(runtime: Runtime, stopping: AbortSignal) {
  return async (c: ServerContext): Promise<Response> => {
    const [isUp, content] = await Promise.all([isReady(runtime), contentHealth({ runtime })]);
    if (!stopping.aborted && isUp) return c.json({ status: "ready", content }, 200, NO_STORE);
    return problemResponse(serverErrors.notReady({ retryAfterSeconds: 2 }), c.get("requestId"));
  };
}

/** One round trip through the pool: it fails or is late where the database is away or every connection stays taken. */
async function isReady(runtime: Runtime): Promise<boolean> {
  const answered = runtime.db.query({ text: "select 1" }).then(
    () => true,
    (error: unknown) => {
      runtime.logger.warn({ err: error }, "the database does not answer");
      return false;
    },
  );
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), READY_TIMEOUT_MS);
  const ready = await Promise.race([answered, promise]);
  clearTimeout(timer);
  return ready;
}
