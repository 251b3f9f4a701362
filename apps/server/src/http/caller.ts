import { isIP } from "node:net";
import type { Caller } from "@nexa/core";
import type { ServerContext } from "./settings.ts";

const MAX_AGENT_LENGTH = 300;

/**
 * Where a request came from. The address is the socket's; only behind proxies of our own it is what the outermost of them wrote
 * into X-Forwarded-For, counted from the right, since anything further left is the caller's own claim.
 */
export function callerOf(c: ServerContext, trustedProxies: number): Caller {
  return {
    ip: addressOf(c, trustedProxies),
    userAgent: c.req.header("user-agent")?.slice(0, MAX_AGENT_LENGTH) ?? null,
  };
}

function addressOf(c: ServerContext, trustedProxies: number): string | null {
  if (trustedProxies > 0) {
    const hops = c.req.header("x-forwarded-for")?.split(",") ?? [];
    const claimed = hops.at(-trustedProxies)?.trim() ?? "";
    if (isIP(claimed)) return claimed;
  }
  return socketAddress(c.env);
}

/** Absent where the app is called without a socket, as tests do. */
function socketAddress(bindings: unknown): string | null {
  const { incoming } = (bindings ?? {}) as { incoming?: { socket?: { remoteAddress?: string } } };
  return incoming?.socket?.remoteAddress?.replace(/^::ffff:/, "") ?? null;
}
