import { createTestDatabase, type TestDatabase } from "@nexa/vitest/database";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type MovableClock, movableClock } from "../../testing/movable-clock.ts";
import { openWebhookReceiver, type WebhookReceiver } from "../../testing/webhook-receiver.ts";
import { chargeRequest, refundRequest, times } from "../contract/bench.ts";
import type { GatewayEvent } from "../port.ts";
import { createSimulatedGateway } from "./create-simulated-gateway.ts";
import type { SimulatedGateway } from "./gateway.ts";
import type { SimulatedGatewayOptions, SimulatedWebhooks } from "./options.ts";
import { parseEvent } from "./webhook-event.ts";

const webhookSecret = "a secret only for this test";
const minuteMs = 60_000;

let database: TestDatabase;
let receiver: WebhookReceiver;
let clock: MovableClock;
const open: SimulatedGateway[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  // What an earlier test left waiting would be decided and delivered in this one.
  const client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query("drop schema if exists simulated_gateway cascade");
  await client.end();
  receiver = await openWebhookReceiver();
  clock = movableClock();
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((gateway) => gateway.stop()));
  await receiver.close();
});
afterAll(() => database.drop());

async function openGateway(changes: Partial<SimulatedGatewayOptions> = {}): Promise<SimulatedGateway> {
  const options = { database: database.url, clock, webhookSecret, webhookUrl: receiver.url, ...changes };
  const gateway = createSimulatedGateway(options);
  open.push(gateway);
  await gateway.ensureSchema();
  return gateway;
}

function openWith(webhooks: Partial<SimulatedWebhooks>): Promise<SimulatedGateway> {
  return openGateway({ webhooks: { delayMs: 0, ...webhooks } });
}

function eventsOf(attemptIds: readonly string[]): GatewayEvent[] {
  const events = receiver.received.map(({ rawBody }) => parseEvent(rawBody));
  return events.filter(({ attemptId }) => attemptIds.includes(attemptId));
}

async function capturedLater(gateway: SimulatedGateway): Promise<string> {
  const { attemptId } = chargeRequest();
  await gateway.charge(chargeRequest({ attemptId, token: "tok_pending_manual" }));
  await gateway.capture(attemptId);
  return attemptId;
}

describe("decisions in time", () => {
  it.each([
    ["tok_pending", 5_000, "succeeded"],
    ["tok_pending_declined", 5_000, "failed"],
    ["tok_late_capture", 10 * minuteMs, "succeeded"],
  ] as const)("lets %s wait %i ms and then be %s", async (token, waitMs, state) => {
    const gateway = await openGateway();
    const request = chargeRequest({ token });
    await gateway.charge(request);
    clock.advance(waitMs - 2_000);
    await gateway.settleDue();
    expect(await gateway.find(request.attemptId)).toMatchObject({ state: "pending" });
    clock.advance(2_001);
    await gateway.settleDue();
    expect(await gateway.find(request.attemptId)).toMatchObject({ state, decidedAt: expect.any(Date) });
    expect(await gateway.settleDue()).toBe(0);
  });

  it("captures in truth what timed out, or declines it", async () => {
    const gateway = await openGateway({ timing: { timeoutMs: 1 } });
    const captured = chargeRequest({ token: "tok_timeout" });
    const declined = chargeRequest({ token: "tok_timeout_declined" });
    await Promise.allSettled([gateway.charge(captured), gateway.charge(declined)]);
    clock.advance(5_001);
    await gateway.settleDue();
    expect(await gateway.find(captured.attemptId)).toMatchObject({ state: "succeeded" });
    expect(await gateway.find(declined.attemptId)).toMatchObject({ state: "failed" });
  });

  it("never decides what was cancelled", async () => {
    const gateway = await openGateway();
    const request = chargeRequest({ token: "tok_pending" });
    await gateway.charge(request);
    await gateway.cancel(request.attemptId);
    clock.advance(minuteMs);
    await gateway.settleDue();
    expect(await gateway.find(request.attemptId)).toMatchObject({ state: "cancelled" });
  });

  it("decides each attempt once when several instances look at the same moment", async () => {
    const gateways = await Promise.all(times(4, () => openGateway()));
    const [first] = gateways;
    await Promise.all(times(150, () => first?.charge(chargeRequest({ token: "tok_pending" }))));
    clock.advance(6_000);
    const counts = await Promise.all(times(12, (index) => gateways[index % 4]?.settleDue() ?? 0));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(150);
  });

  it("gives a failed refund's amount back when its time comes", async () => {
    const gateway = await openGateway();
    const request = chargeRequest({ token: "tok_refund_pending_fails" });
    const { providerReference } = await gateway.charge(request);
    await gateway.refund(refundRequest(providerReference, { amountMinor: 500 }));
    await gateway.refund(refundRequest(providerReference, { amountMinor: 700 }));
    expect(await gateway.find(request.attemptId)).toMatchObject({ refundedMinor: 1_200 });
    clock.advance(6_000);
    expect(await gateway.settleDue()).toBe(2);
    expect(await gateway.find(request.attemptId)).toMatchObject({ refundedMinor: 0 });
  });
});

describe("webhook deliveries", () => {
  it("announces what was decided after the answer, once, and not what was answered", async () => {
    const gateway = await openWith({});
    const answered = chargeRequest();
    await gateway.charge(answered);
    const attemptId = await capturedLater(gateway);
    await gateway.deliverDue();
    await gateway.deliverDue();
    for (const request of receiver.received) expect(gateway.verifyWebhook(request)).toMatchObject({ attemptId });
    expect(eventsOf([attemptId, answered.attemptId])).toMatchObject([{ kind: "charge.succeeded", attemptId }]);
  });

  it("announces answered outcomes too where that is asked", async () => {
    const gateway = await openWith({ isAnsweredAnnounced: true });
    const charge = chargeRequest();
    const { providerReference } = await gateway.charge(charge);
    const refund = refundRequest(providerReference);
    await gateway.refund(refund);
    await gateway.deliverDue();
    const kinds = eventsOf([charge.attemptId, refund.attemptId]).map(({ kind }) => kind);
    expect(kinds.sort()).toEqual(["charge.succeeded", "refund.succeeded"]);
  });

  it("waits for the delay", async () => {
    const gateway = await openWith({ delayMs: minuteMs });
    const attemptId = await capturedLater(gateway);
    await gateway.deliverDue();
    expect(eventsOf([attemptId])).toEqual([]);
    clock.advance(minuteMs + 1);
    await gateway.deliverDue();
    expect(eventsOf([attemptId])).toHaveLength(1);
  });

  it("delivers duplicates that are the same event", async () => {
    const gateway = await openWith({ copies: 10 });
    const attemptId = await capturedLater(gateway);
    await gateway.deliverDue();
    const events = eventsOf([attemptId]);
    expect(events).toHaveLength(10);
    expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(1);
  });

  it("reorders by its seed: the same seed the same order, another seed another order", async () => {
    const gateway = await openWith({ reorderMs: minuteMs, seed: 7 });
    const attemptIds: string[] = [];
    for (const _ of times(12, () => null)) attemptIds.push(await capturedLater(gateway));
    for (const _ of times(600, () => null)) {
      clock.advance(100);
      await gateway.deliverDue();
    }
    const order = eventsOf(attemptIds).map(({ attemptId }) => attemptId);
    expect(order.toSorted()).toEqual(attemptIds.toSorted());
    expect(order).not.toEqual(attemptIds);
  });

  it("tries again with growing waits after a refusal, and gives up after the last try", async () => {
    const gateway = await openWith({ retryBaseMs: 1_000, maxTries: 3 });
    const attemptId = await capturedLater(gateway);
    receiver.answers.push(500, 503, 404);
    const triesAfter: number[] = [];
    for (const waitMs of [0, 900, 101, 1_900, 101, 10 * minuteMs]) {
      clock.advance(waitMs);
      await gateway.deliverDue();
      triesAfter.push(eventsOf([attemptId]).length);
    }
    expect(triesAfter).toEqual([1, 1, 2, 2, 3, 3]);
  });

  it("keeps undelivered webhooks over a restart", async () => {
    const unreachable = await openGateway({ webhookUrl: undefined });
    const attemptId = await capturedLater(unreachable);
    await unreachable.stop();
    clock.advance(minuteMs);
    const restarted = await openWith({});
    await restarted.deliverDue();
    expect(eventsOf([attemptId])).toHaveLength(1);
  });

  it("delivers once when several instances look at the same moment", async () => {
    const gateways = await Promise.all(times(4, () => openWith({})));
    const [first] = gateways;
    if (first === undefined) throw new Error("There is no gateway.");
    const attemptIds = await Promise.all(times(60, () => capturedLater(first)));
    await Promise.all(times(12, (index) => gateways[index % 4]?.deliverDue()));
    expect(eventsOf(attemptIds)).toHaveLength(60);
  });

  it("can announce a charge before it answers it", async () => {
    const gateway = await openWith({});
    const request = chargeRequest({ token: "tok_webhook_first" });
    let arrivedBefore = 0;
    await gateway.charge(request).then(() => {
      arrivedBefore = eventsOf([request.attemptId]).length;
    });
    expect(arrivedBefore).toBe(1);
  });

  it("lets a test step in between ledger and answer", async () => {
    const gateway = await openWith({});
    const seen: unknown[] = [];
    gateway.interceptAnswers(async (attemptId) => {
      seen.push(gateway.verifyWebhook(toRequest(await gateway.webhookFor(attemptId))).kind);
    });
    await gateway.charge(chargeRequest());
    gateway.interceptAnswers(null);
    await gateway.charge(chargeRequest());
    expect(seen).toEqual(["charge.succeeded"]);
  });
});

describe("the background loops", () => {
  it("decide and deliver by themselves, soon after the time has come", async () => {
    const gateway = await openGateway({ timing: { pendingMs: 30 }, webhooks: { delayMs: 30 } });
    gateway.start();
    const request = chargeRequest({ token: "tok_pending" });
    await gateway.charge(request);
    await expect.poll(() => eventsOf([request.attemptId]), { timeout: 5_000 }).toHaveLength(1);
  });

  it("find work that another process left", async () => {
    const gateway = await openWith({});
    gateway.start();
    const other = await openWith({});
    const attemptId = await capturedLater(other);
    await expect.poll(() => eventsOf([attemptId]), { timeout: 5_000 }).toHaveLength(1);
  });

  it("end with stop, and calls that wait end as unavailable", async () => {
    const gateway = await openGateway({ timing: { slowMs: minuteMs } });
    gateway.start();
    const slow = expect(gateway.charge(chargeRequest({ token: "tok_slow" }))).rejects.toThrow("was stopped");
    gateway.interceptAnswers(null);
    await expect.poll(() => gateway.settleDue()).toBe(0);
    await gateway.stop();
    await slow;
  });
});

function toRequest({ headers, body }: { headers: Readonly<Record<string, string>>; body: string }) {
  return { headers, rawBody: body };
}
