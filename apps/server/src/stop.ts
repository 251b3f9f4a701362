import type { Server } from "node:http";

const GRACE_MS = 10_000;

/**
 * Closes the listening server: no new connections, running requests get 10 seconds. Open streams must have been told to end before,
 * since `close` waits for them.
 */
export function closeServer(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  // A connection becomes idle only when its last answer is out, so idle ones are closed again and again.
  const sweep = setInterval(() => server.closeIdleConnections(), 100);
  const force = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  return promise.finally(() => {
    clearInterval(sweep);
    clearTimeout(force);
  });
}
