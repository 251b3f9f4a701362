import { createTestDatabase, type TestDatabase } from "@nexa/vitest/database";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { movableClock } from "../../testing/movable-clock.ts";
import { type SpawnedGateway, spawnGateway } from "../../testing/spawn-gateway.ts";
import { openWebhookReceiver } from "../../testing/webhook-receiver.ts";
import { chargeRequest, readLedger, refundRequest, times } from "../contract/bench.ts";
import type { ChargeRequest, ChargeResult, PaymentGateway } from "../port.ts";
import { createSimulatedGateway } from "./create-simulated-gateway.ts";
import { createHttpGateway } from "./http-gateway.ts";

const webhookSecret = "a secret only for this test";
const apiKey = "an API key only for this test";
const clock = movableClock();

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

function start(more: Readonly<Record<string, unknown>> = {}): Promise<SpawnedGateway> {
  return spawnGateway({ databaseUrl: database.url, apiKey, webhookSecret, ...more });
}

function adapterOf({ url }: SpawnedGateway): PaymentGateway {
  return createHttpGateway({ url, apiKey, clock, webhookSecret });
}

/** Charges without a pause until the gateway is gone, keeping every answer that came. */
async function chargeUntilDead(
  gateway: PaymentGateway,
  requests: ChargeRequest[],
  answers: Map<string, ChargeResult>,
): Promise<void> {
  for (let isAlive = true; isAlive; ) {
    const request = chargeRequest();
    requests.push(request);
    try {
      answers.set(request.attemptId, await gateway.charge(request));
    } catch {
      isAlive = false;
    }
  }
}

describe("the simulated gateway killed at any moment", () => {
  it("keeps what it answered, and a repeated charge never captures twice", async () => {
    const requests: ChargeRequest[] = [];
    const answers = new Map<string, ChargeResult>();
    for (const answered of [1, 20, 100, 250]) {
      const apart = await start();
      const gateway = adapterOf(apart);
      const target = answers.size + answered;
      const load = Promise.all(times(16, () => chargeUntilDead(gateway, requests, answers)));
      await expect.poll(() => answers.size, { interval: 1, timeout: 20_000 }).toBeGreaterThanOrEqual(target);
      await apart.kill();
      await load;
    }
    const apart = await start();
    const gateway = adapterOf(apart);
    const captured = (await readLedger(gateway)).map(({ attemptId }) => attemptId);
    expect([...answers.keys()].filter((attemptId) => !captured.includes(attemptId))).toEqual([]);
    const again = await Promise.all(requests.map((request) => gateway.charge(request)));
    expect(again.every(({ outcome }) => outcome === "succeeded")).toBe(true);
    const entries = await readLedger(gateway);
    expect(entries.map(({ attemptId }) => attemptId).sort()).toEqual(requests.map(({ attemptId }) => attemptId).sort());
    await apart.stop();
  });

  it("refunds once over a kill", async () => {
    const simulator = createSimulatedGateway({ database: database.url, clock, webhookSecret });
    await simulator.ensureSchema();
    const charge = chargeRequest();
    const { providerReference } = await simulator.charge(charge);
    const refunds = times(40, () => refundRequest(providerReference, { amountMinor: 100 }));
    const apart = await start();
    const dying = adapterOf(apart);
    const attempts = refunds.map((refund) => dying.refund(refund));
    await Promise.race(attempts);
    await apart.kill();
    await Promise.allSettled(attempts);
    const results = await Promise.all(refunds.map((refund) => simulator.refund(refund)));
    expect(results.every(({ outcome }) => outcome === "succeeded")).toBe(true);
    expect(await simulator.find(charge.attemptId)).toMatchObject({ refundedMinor: 4_000 });
    await simulator.stop();
  });

  it("delivers a webhook again that was on its way, once its lease is over", async () => {
    const receiver = await openWebhookReceiver();
    receiver.answers.push(0);
    const webhooks = { delayMs: 0, requestTimeoutMs: 20_000 };
    const apart = await start({ webhookUrl: receiver.url, webhooks, timing: { pendingMs: 0 } });
    const request = chargeRequest({ token: "tok_pending" });
    await adapterOf(apart).charge(request);
    await expect.poll(() => receiver.received.length, { timeout: 10_000 }).toBe(1);
    await apart.kill();
    const options = { database: database.url, clock, webhookSecret, webhookUrl: receiver.url };
    const restarted = createSimulatedGateway(options);
    expect(await restarted.deliverDue()).toBe(0);
    clock.advance(31_000);
    expect(await restarted.deliverDue()).toBe(1);
    expect(receiver.received).toHaveLength(2);
    expect(restarted.verifyWebhook(receiver.received[1] ?? { headers: {}, rawBody: "" })).toMatchObject({
      kind: "charge.succeeded",
      attemptId: request.attemptId,
    });
    await restarted.stop();
    await receiver.close();
  });
});
