import { createTestDatabase, type TestDatabase } from "@nexa/vitest/database";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { movableClock } from "../../testing/movable-clock.ts";
import { chargeRequest, refundRequest } from "../contract/bench.ts";
import { GatewayUnavailable } from "../errors.ts";
import { createSimulatedGateway } from "./create-simulated-gateway.ts";
import type { SimulatedGateway } from "./gateway.ts";

/** Races made certain: a transaction of the test holds a row until both sides wait for it. */

const webhookSecret = "a secret only for this test";

let database: TestDatabase;
let holder: Client;
let watcher: Client;
let gateway: SimulatedGateway;
let other: SimulatedGateway;

beforeAll(async () => {
  database = await createTestDatabase();
  const open = () => createSimulatedGateway({ database: database.url, clock: movableClock(), webhookSecret });
  [gateway, other] = [open(), open()];
  await gateway.ensureSchema();
  holder = new Client({ connectionString: database.url });
  watcher = new Client({ connectionString: database.url });
  await Promise.all([holder.connect(), watcher.connect()]);
});

afterAll(async () => {
  await Promise.all([gateway.stop(), other.stop(), holder.end(), watcher.end()]);
  await database.drop();
});

async function hold(attemptId: string): Promise<void> {
  await holder.query("begin");
  await holder.query("select 1 from simulated_gateway.attempts where attempt_id = $1 for update", [attemptId]);
}

async function untilWaiting(count: number): Promise<void> {
  const waiting = async () => {
    const { rows } = await watcher.query<{ count: string }>(
      "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    );
    return Number(rows[0]?.count);
  };
  await expect.poll(waiting, { timeout: 10_000, interval: 5 }).toBe(count);
}

async function pendingCharge(): Promise<string> {
  const request = chargeRequest({ token: "tok_pending_manual" });
  await gateway.charge(request);
  return request.attemptId;
}

describe("races over one row", () => {
  it("a refund that waited for another one sees what that gave back", async () => {
    const charge = chargeRequest();
    const { providerReference } = await gateway.charge(charge);
    await hold(charge.attemptId);
    const refunds = [gateway.refund(refundRequest(providerReference)), other.refund(refundRequest(providerReference))];
    await untilWaiting(2);
    await holder.query("commit");
    const outcomes = (await Promise.all(refunds)).map(({ outcome }) => outcome);
    expect(outcomes.sort()).toEqual(["failed", "succeeded"]);
    expect(await gateway.find(charge.attemptId)).toMatchObject({ refundedMinor: 19_900 });
  });

  it("a capture that waited for a cancellation finds the charge cancelled", async () => {
    const attemptId = await pendingCharge();
    await hold(attemptId);
    const cancelled = gateway.cancel(attemptId);
    await untilWaiting(1);
    const captured = other.capture(attemptId);
    await untilWaiting(2);
    await holder.query("commit");
    expect(await cancelled).toMatchObject({ state: "cancelled" });
    expect(await captured).toEqual(await cancelled);
  });

  it("a cancellation that waited for a capture finds the charge captured", async () => {
    const attemptId = await pendingCharge();
    await hold(attemptId);
    const captured = gateway.capture(attemptId);
    await untilWaiting(1);
    const cancelled = other.cancel(attemptId);
    await untilWaiting(2);
    await holder.query("commit");
    expect(await captured).toMatchObject({ state: "succeeded" });
    expect(await cancelled).toEqual(await captured);
  });

  it("batches of two processes with the same keys in opposite orders do not deadlock", async () => {
    const [first, middle, last] = [chargeRequest(), chargeRequest(), chargeRequest()];
    await holder.query("begin");
    await holder.query(
      "insert into simulated_gateway.attempts (attempt_id, kind, state, created_at) values ($1, 'charge', 'pending', $2)",
      [middle.attemptId, new Date()],
    );
    const forth = Promise.all([first, middle, last].map((request) => gateway.charge(request)));
    await untilWaiting(1);
    const back = Promise.all([last, middle, first].map((request) => other.charge(request)));
    await untilWaiting(2);
    await holder.query("rollback");
    expect((await back).toReversed()).toEqual(await forth);
    expect((await forth).map(({ outcome }) => outcome)).toEqual(["succeeded", "succeeded", "succeeded"]);
  });
});

describe("lost database connections", () => {
  it("leave the outcome of a charge under way unknown, and the gateway goes on", async () => {
    const request = chargeRequest();
    await holder.query("begin");
    await holder.query(
      "insert into simulated_gateway.attempts (attempt_id, kind, state, created_at) values ($1, 'charge', 'pending', $2)",
      [request.attemptId, new Date()],
    );
    const charge = expect(gateway.charge(request)).rejects.toThrow(GatewayUnavailable);
    await untilWaiting(1);
    await watcher.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'nexa-simulated-gateway'",
    );
    await charge;
    await holder.query("rollback");
    await expect.poll(() => gateway.charge(request).catch(() => null)).toMatchObject({ outcome: "succeeded" });
  });
});
