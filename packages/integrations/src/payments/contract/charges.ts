import { describe, expect, it } from "vitest";
import { GatewayConflict, GatewayRequestInvalid, GatewayTimeout, GatewayUnavailable } from "../errors.ts";
import { chargeRequest, type GatewayBench, readLedger, times } from "./bench.ts";

async function capturesOf({ gateway }: GatewayBench, attemptIds: readonly string[]): Promise<string[]> {
  const ids = new Set(attemptIds);
  const entries = await readLedger(gateway);
  return entries.filter(({ attemptId }) => ids.has(attemptId)).map(({ attemptId }) => attemptId);
}

function describeAnswers(bench: () => GatewayBench): void {
  it("captures a charge and lists it in the ledger", async () => {
    const request = chargeRequest();
    const result = await bench().gateway.charge(request);
    expect(result).toEqual({ outcome: "succeeded", providerReference: expect.any(String) });
    const record = await bench().gateway.find(request.attemptId);
    expect(record).toMatchObject({ kind: "charge", state: "succeeded", amountMinor: 19_900, currency: "INR" });
    expect(record?.providerReference).toBe(result.providerReference);
    expect(record?.decidedAt).toBeInstanceOf(Date);
    expect(await capturesOf(bench(), [request.attemptId])).toHaveLength(1);
  });

  it("takes a missing token for one that succeeds", async () => {
    expect(await bench().gateway.charge(chargeRequest({ token: undefined }))).toMatchObject({ outcome: "succeeded" });
  });

  it.each(["tok_declined", "tok_of_nobody"])(
    "declines %s with a reason in words and captures nothing",
    async (token) => {
      const request = chargeRequest({ token });
      const result = await bench().gateway.charge(request);
      expect(result).toMatchObject({ outcome: "declined", reason: expect.stringMatching(/^The bank .+\.$/) });
      expect(await bench().gateway.charge(request)).toEqual(result);
      expect(await bench().gateway.find(request.attemptId)).toMatchObject({ state: "failed", reason: result.reason });
      expect(await capturesOf(bench(), [request.attemptId])).toEqual([]);
    },
  );

  it("answers pending until the charge is captured", async () => {
    const request = chargeRequest({ token: "tok_pending_manual" });
    const pending = await bench().gateway.charge(request);
    expect(pending.outcome).toBe("pending");
    expect(await bench().gateway.find(request.attemptId)).toMatchObject({ state: "pending", decidedAt: null });
    expect(await capturesOf(bench(), [request.attemptId])).toEqual([]);
    await bench().simulator.capture(request.attemptId);
    expect(await bench().gateway.charge(request)).toEqual({ ...pending, outcome: "succeeded" });
    expect(await capturesOf(bench(), [request.attemptId])).toHaveLength(1);
  });

  it("answers declined once a pending charge was declined, and never captures it then", async () => {
    const request = chargeRequest({ token: "tok_pending_manual" });
    await bench().gateway.charge(request);
    await bench().simulator.decline(request.attemptId, "The bank asked and got no answer.");
    expect(await bench().simulator.capture(request.attemptId)).toMatchObject({ state: "failed" });
    expect(await bench().gateway.charge(request)).toMatchObject({
      outcome: "declined",
      reason: "The bank asked and got no answer.",
    });
  });

  it("throws a time-out while the gateway captures in truth", async () => {
    const request = chargeRequest({ token: "tok_timeout" });
    await expect(bench().impatient.charge(request)).rejects.toThrow(GatewayTimeout);
    await expect
      .poll(() => bench().gateway.find(request.attemptId), { timeout: 10_000 })
      .toMatchObject({ state: "pending" });
    await bench().simulator.capture(request.attemptId);
    expect(await bench().gateway.charge(request)).toMatchObject({ outcome: "succeeded" });
    expect(await capturesOf(bench(), [request.attemptId])).toHaveLength(1);
  });

  it("throws unavailable without having seen the charge", async () => {
    const request = chargeRequest({ token: "tok_unavailable" });
    await expect(bench().gateway.charge(request)).rejects.toThrow(GatewayUnavailable);
    expect(await bench().gateway.find(request.attemptId)).toBeNull();
  });
}

function describeKeys(bench: () => GatewayBench): void {
  it("answers the same charge again with the same result and captures once", async () => {
    const request = chargeRequest();
    const first = await bench().gateway.charge(request);
    expect(await bench().gateway.charge(request)).toEqual(first);
    expect(await bench().gateway.charge({ ...request, attemptId: request.attemptId.toUpperCase() })).toEqual(first);
    expect(await capturesOf(bench(), [request.attemptId])).toHaveLength(1);
  });

  it.each([
    { amountMinor: 19_901 },
    { currency: "USD" },
    { method: "net_banking" },
    { token: "tok_pending" },
    { reference: "RC-OTHER" },
  ])("refuses another body under the same key: %o", async (changes) => {
    const request = chargeRequest();
    await bench().gateway.charge(request);
    await expect(bench().gateway.charge({ ...request, ...changes })).rejects.toThrow(GatewayConflict);
    expect(await bench().gateway.find(request.attemptId)).toMatchObject({ state: "succeeded", amountMinor: 19_900 });
  });

  it("captures once for 100 parallel charges with one key", async () => {
    const request = chargeRequest();
    const results = await Promise.all(times(100, () => bench().gateway.charge(request)));
    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
    expect(await capturesOf(bench(), [request.attemptId])).toHaveLength(1);
  });

  it("lets one of two bodies win when they come at once under one key", async () => {
    const request = chargeRequest();
    const results = await Promise.allSettled([
      bench().gateway.charge(request),
      bench().gateway.charge({ ...request, amountMinor: 5 }),
    ]);
    const refused = results.filter((result) => result.status === "rejected");
    expect(refused).toHaveLength(1);
    expect(refused[0]?.reason).toBeInstanceOf(GatewayConflict);
    expect(await capturesOf(bench(), [request.attemptId])).toHaveLength(1);
  });

  it("keeps the outcomes of 300 parallel charges apart", async () => {
    const tokens = ["tok_success", "tok_declined", "tok_pending_manual"];
    const outcomes = ["succeeded", "declined", "pending"];
    const requests = times(300, (index) => chargeRequest({ token: tokens[index % 3], amountMinor: index }));
    const results = await Promise.all(requests.map((request) => bench().gateway.charge(request)));
    expect(results.map(({ outcome }) => outcome)).toEqual(times(300, (index) => outcomes[index % 3]));
    const captured = await capturesOf(
      bench(),
      requests.map(({ attemptId }) => attemptId),
    );
    const succeeding = requests.filter((_, index) => index % 3 === 0).map(({ attemptId }) => attemptId);
    expect(captured.sort()).toEqual(succeeding.sort());
  });

  it("captures once when two instances of the gateway are asked with the same keys in opposite orders", async () => {
    const { gateway, simulator } = bench();
    const requests = times(120, () => chargeRequest());
    const [forth, back] = await Promise.all([
      Promise.all(requests.map((request) => gateway.charge(request))),
      Promise.all(requests.toReversed().map((request) => simulator.charge(request))),
    ]);
    expect(back.toReversed()).toEqual(forth);
    expect(
      await capturesOf(
        bench(),
        requests.map(({ attemptId }) => attemptId),
      ),
    ).toHaveLength(120);
  });
}

function describeBadInput(bench: () => GatewayBench): void {
  it.each([
    { attemptId: "not-a-uuid" },
    { amountMinor: -1 },
    { amountMinor: 1.5 },
    { amountMinor: 2 ** 53 },
    { amountMinor: Number.NaN },
    { currency: "inr" },
    { method: "" },
    { token: "tok\0success" },
    { reference: "R".repeat(65) },
  ])("refuses a charge that is not of its form and records nothing: %o", async (changes) => {
    const request = chargeRequest(changes);
    await expect(bench().gateway.charge(request)).rejects.toThrow(GatewayRequestInvalid);
    if (changes.attemptId === undefined) expect(await bench().gateway.find(request.attemptId)).toBeNull();
  });

  it("refuses ids that are no UUID wherever one is asked for", async () => {
    await expect(bench().gateway.find("1; drop table")).rejects.toThrow(GatewayRequestInvalid);
    await expect(bench().gateway.cancel("../ledger")).rejects.toThrow(GatewayRequestInvalid);
  });
}

/** How `charge` and `find` must behave. */
export function describeCharges(bench: () => GatewayBench): void {
  describe("charges", () => {
    describeAnswers(bench);
    describeKeys(bench);
    describeBadInput(bench);
  });
}
