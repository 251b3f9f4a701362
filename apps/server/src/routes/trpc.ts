import { type AdminRouter, adminRouter, type CustomerRouter, customerRouter, type Runtime } from "@nexa/core";
import { toCoreError, toTrpcError } from "@nexa/core/trpc/errors";
import { adminAccess, customerAccess } from "@nexa/core/trpc/policy";
import {
  gzipText,
  type HttpEnv,
  httpErrors,
  MAX_BODY_BYTES,
  problemResponse,
  readBytes,
  wantsGzip,
} from "@nexa/openapi";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import type { Hono } from "hono";
import type { RequestContexts } from "../http/request-context.ts";
import { logUnknown } from "../http/respond.ts";
import type { HttpSettings, ServerContext } from "../http/settings.ts";

/** Calls of one request at most; the web apps' screens need far fewer. */
const MAX_BATCH = 30;

type Mounted = { path: string; router: CustomerRouter | AdminRouter; isPublic: (procedure: string) => boolean };

const MOUNTED: readonly Mounted[] = [
  { path: "/trpc/customer", router: customerRouter, isPublic: (name) => customerAccess(name) === "public" },
  { path: "/trpc/admin", router: adminRouter, isPublic: (name) => adminAccess(name) === "public" },
];

/** tRPC for the web apps: batches, superjson, and subscriptions as server-sent events. */
export function addTrpc(app: Hono<HttpEnv>, runtime: Runtime, contexts: RequestContexts, settings: HttpSettings): void {
  for (const mounted of MOUNTED) {
    app.all(`${mounted.path}/*`, async (c) => {
      const req = await boundedRequest(c, settings.stopping);
      if (req === null)
        return problemResponse(httpErrors.bodyTooLarge({ maxBytes: MAX_BODY_BYTES }), c.get("requestId"));
      const response = await fetchRequestHandler<CustomerRouter | AdminRouter>({
        endpoint: mounted.path,
        req,
        router: mounted.router,
        maxBatchSize: MAX_BATCH,
        createContext: ({ info }) => {
          const isPublic = info.calls.every((call) => mounted.isPublic(call.path));
          // Anything thrown here is a 500 to tRPC unless it is of tRPC's own kind.
          return contexts.of(c, { isPublic }).catch((error: unknown) => {
            throw toTrpcError(toCoreError(error));
          });
        },
        onError: ({ error }) => logUnknown(error, c, runtime.logger),
      });
      return finished(c, response);
    });
  }
}

/** The request with a body of known size, and for streams with a signal that also aborts when the server stops. Null: too large. */
async function boundedRequest(c: ServerContext, stopping: AbortSignal): Promise<Request | null> {
  const { raw } = c.req;
  if (raw.method === "GET") {
    const isStream = c.req.header("accept")?.includes("text/event-stream") ?? false;
    return isStream
      ? new Request(raw.url, { headers: raw.headers, signal: AbortSignal.any([raw.signal, stopping]) })
      : raw;
  }
  const announced = c.req.header("content-length");
  if (announced !== undefined) return Number(announced) <= MAX_BODY_BYTES ? raw : null;
  const body = await readBytes(c.req, MAX_BODY_BYTES).catch(() => null);
  return body && new Request(raw.url, { method: raw.method, headers: raw.headers, body });
}

/** Personal answers are never kept; large ones travel compressed, streams as they are. */
async function finished(c: ServerContext, response: Response): Promise<Response> {
  const type = response.headers.get("content-type") ?? "";
  const isWhole = type.startsWith("application/json") && !response.headers.has("transfer-encoding");
  if (!isWhole) return response;
  const body = await response.text();
  const headers = {
    "content-type": "application/json",
    "cache-control": "no-store",
    vary: "trpc-accept, accept-encoding",
  };
  const { status } = response;
  if (!wantsGzip(body, c.req.header("accept-encoding"))) return new Response(body, { status, headers });
  return new Response(await gzipText(body), { status, headers: { ...headers, "content-encoding": "gzip" } });
}
