import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createTestDatabase } from "@nexa/vitest/database";
import { afterEach, describe, expect, it } from "vitest";
import { movableClock } from "../../testing/movable-clock.ts";
import { spawnGateway } from "../../testing/spawn-gateway.ts";
import { chargeRequest } from "../contract/bench.ts";
import { describePaymentGateway } from "../contract/payment-gateway-contract.ts";
import { GatewayTimeout, GatewayUnavailable } from "../errors.ts";
import { createSimulatedGateway } from "./create-simulated-gateway.ts";
import { createHttpGateway } from "./http-gateway.ts";
import type { SimulatedTiming } from "./options.ts";

const webhookSecret = "a secret only for this test";
const apiKey = "an API key only for this test";
const timing: SimulatedTiming = {
  timeoutMs: 20_000,
  slowMs: 10,
  pendingMs: null,
  timeoutCaptureMs: null,
  lateCaptureMs: null,
  refundPendingMs: null,
};

describePaymentGateway("the simulated gateway run apart", async () => {
  const database = await createTestDatabase();
  const clock = movableClock();
  const apart = await spawnGateway({ databaseUrl: database.url, apiKey, webhookSecret, timing });
  const simulator = createSimulatedGateway({ database: database.url, clock, webhookSecret, timing });
  const options = { url: apart.url, apiKey, clock, webhookSecret };
  return {
    gateway: createHttpGateway(options),
    impatient: createHttpGateway({ ...options, timeoutMs: 500 }),
    simulator,
    clock,
    webhookSecret,
    async close() {
      await simulator.stop();
      expect(await apart.stop()).toBe(0);
      await database.drop();
    },
  };
});

describe("the adapter towards a gateway that misbehaves", () => {
  const closers: Array<() => void> = [];
  afterEach(() => {
    for (const close of closers.splice(0)) close();
  });

  /** A gateway that answers everything the same way, or never. */
  async function adapterTowards(status: number, body: string | null) {
    const server = createServer((_request, response) => {
      if (body !== null) response.writeHead(status).end(body);
    });
    server.listen(0, "127.0.0.1");
    await new Promise<void>((resolve) => server.once("listening", resolve));
    closers.push(() => server.close().closeAllConnections());
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}`;
    // Only the server that never answers is waited for to the end.
    const timeoutMs = body === null ? 100 : 10_000;
    return createHttpGateway({ url, apiKey, clock: movableClock(), webhookSecret, timeoutMs });
  }

  it.each([
    [500, "{}"],
    [503, '{"error":"unavailable","message":"down"}'],
    [502, "<html>Bad gateway</html>"],
    [401, "{}"],
    [409, "{}"],
    [400, "<html>"],
    [404, "{}"],
    [302, "{}"],
    [200, "not json"],
    [200, "{}"],
    [200, '{"outcome":"maybe","providerReference":"x"}'],
    [200, '{"outcome":"succeeded"}'],
  ])("takes an answer of %i %s for an unknown outcome", async (status, body) => {
    const gateway = await adapterTowards(status, body);
    await expect(gateway.charge(chargeRequest())).rejects.toThrow(GatewayUnavailable);
  });

  it("gives up on an answer that does not come in time", async () => {
    const gateway = await adapterTowards(200, null);
    await expect(gateway.charge(chargeRequest())).rejects.toThrow(GatewayTimeout);
  });

  it("says so when nobody listens", async () => {
    const gateway = await adapterTowards(200, "{}");
    for (const close of closers.splice(0)) close();
    await expect(gateway.charge(chargeRequest())).rejects.toThrow(GatewayUnavailable);
  });
});

describe("the simulated gateway's own server", () => {
  it("lets nobody in without the API key, and knows no other address", async () => {
    const database = await createTestDatabase();
    const apart = await spawnGateway({ databaseUrl: database.url, apiKey, webhookSecret, timing });
    const headers = { authorization: `Bearer ${apiKey}` };
    const statusOf = async (path: string, init: RequestInit = {}) => (await fetch(apart.url + path, init)).status;
    expect(await statusOf("/health")).toBe(200);
    expect(await statusOf("/v1/ledger?from=2026-01-01T00:00:00Z")).toBe(401);
    expect(await statusOf("/v1/ledger?from=2026-01-01T00:00:00Z", { headers: { authorization: "Bearer x" } })).toBe(
      401,
    );
    expect(await statusOf("/v1/ledger?from=2026-01-01T00:00:00Z", { headers })).toBe(200);
    expect(await statusOf("/v1/ledger?from=never", { headers })).toBe(400);
    expect(await statusOf("/v1/charges", { headers })).toBe(404);
    expect(await statusOf("/v1/charges", { method: "POST", headers, body: "{" })).toBe(400);
    expect(await statusOf("/v1/charges", { method: "POST", headers, body: `"${"x".repeat(70_000)}"` })).toBe(400);
    expect(await statusOf("/v1/charges/more/and/more", { headers })).toBe(404);
    expect(await statusOf("/", { headers })).toBe(404);
    expect(await apart.stop()).toBe(0);
    await database.drop();
  });

  it("refuses a configuration that is wrong and names every fault", async () => {
    const config = { databaseUrl: "", apiKey: "short", webhookSecret, port: 70_000, surprise: true };
    await expect(spawnGateway(config)).rejects.toThrow(
      /(?=[\s\S]*surprise)(?=[\s\S]*apiKey)(?=[\s\S]*databaseUrl)(?=[\s\S]*port)/,
    );
  });
});
