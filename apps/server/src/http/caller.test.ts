import type { HttpEnv } from "@nexa/openapi";
import { Hono } from "hono";
import { expect, it } from "vitest";
import { callerOf } from "./caller.ts";

async function addressSeen(trustedProxies: number, forwarded: string | null, socket: string | null): Promise<unknown> {
  const app = new Hono<HttpEnv>().get("/", (c) => c.json(callerOf(c, trustedProxies)));
  const headers: Record<string, string> = forwarded === null ? {} : { "x-forwarded-for": forwarded };
  const bindings = socket === null ? {} : { incoming: { socket: { remoteAddress: socket } } };
  const { ip } = (await (await app.request("/", { headers }, bindings)).json()) as { ip: unknown };
  return ip;
}

it("believes the socket alone without proxies of our own", async () => {
  expect(await addressSeen(0, "1.2.3.4", "10.0.0.9")).toBe("10.0.0.9");
  expect(await addressSeen(0, null, "::ffff:10.0.0.9")).toBe("10.0.0.9");
  expect(await addressSeen(0, "1.2.3.4", null)).toBeNull();
});

it("believes what our outermost proxy wrote, not what the caller put before it", async () => {
  expect(await addressSeen(1, "6.6.6.6, 1.2.3.4", "10.0.0.9")).toBe("1.2.3.4");
  expect(await addressSeen(2, "6.6.6.6, 1.2.3.4, 10.0.0.1", "10.0.0.9")).toBe("1.2.3.4");
});

it("falls back to the socket where the header is missing or no address", async () => {
  expect(await addressSeen(1, null, "10.0.0.9")).toBe("10.0.0.9");
  expect(await addressSeen(1, "unknown", "10.0.0.9")).toBe("10.0.0.9");
});
