import type { IncomingMessage, ServerResponse } from "node:http";

/** A body must have come within this time. */
const BODY_MS = 30_000;
/** The one body that may take long, as long as it goes on: a backup, of any size. */
const LONG_BODY = /^\/(?:api\/v1\/)?admin\/backup-restore\/backup\/upload\/?(?:\?|$)/;
const IDLE_MS = 120_000;

export type SenderLimits = { readonly bodyMs: number; readonly idleMs: number };

/**
 * Cuts off who sends a body too slowly, which would otherwise hold a connection for ever. In place of Node's own `requestTimeout`, which
 * would also cut off an upload that takes its time.
 */
export function limitSender(
  request: IncomingMessage,
  response: ServerResponse,
  { bodyMs, idleMs }: SenderLimits = { bodyMs: BODY_MS, idleMs: IDLE_MS },
): void {
  if (request.complete || request.method === "GET" || request.method === "HEAD") return;
  const { socket } = request;
  const cutOff = () => {
    if (request.complete || socket.destroyed) return;
    if (!response.headersSent) socket.write("HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n");
    socket.destroySoon();
  };
  if (LONG_BODY.test(request.url ?? "")) {
    request.setTimeout(idleMs, cutOff).once("close", () => socket.setTimeout(0));
    return;
  }
  const timer = setTimeout(cutOff, bodyMs).unref();
  request.once("close", () => clearTimeout(timer));
}
