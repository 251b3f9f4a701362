import { describe, expect, it } from "vitest";
import { GatewayConflict, GatewayRequestInvalid, GatewayTimeout, GatewayUnavailable } from "../errors.ts";
import type { ChargeRequest } from "../port.ts";
import { chargeRequest, type GatewayBench, readLedger, refundRequest, times } from "./bench.ts";

async function captured({ gateway }: GatewayBench, changes: Partial<ChargeRequest> = {}) {
  const request = chargeRequest(changes);
  const { providerReference } = await gateway.charge(request);
  return { attemptId: request.attemptId, providerReference };
}

function describeAnswers(bench: () => GatewayBench): void {
  it("gives a capture back and lists it in the ledger beside its charge", async () => {
    const charge = await captured(bench());
    const request = refundRequest(charge.providerReference);
    const result = await bench().gateway.refund(request);
    expect(result).toEqual({ outcome: "succeeded", providerReference: expect.any(String) });
    expect(await bench().gateway.find(request.attemptId)).toMatchObject({
      kind: "refund",
      state: "succeeded",
      chargeReference: charge.providerReference,
    });
    expect(await bench().gateway.find(charge.attemptId)).toMatchObject({ refundedMinor: 19_900 });
    const entries = await readLedger(bench().gateway);
    expect(entries.filter(({ attemptId }) => attemptId === request.attemptId)).toMatchObject([
      { kind: "refund", amountMinor: 19_900, chargeReference: charge.providerReference },
    ]);
  });

  it("never gives back more than was captured", async () => {
    const charge = await captured(bench());
    const part = refundRequest(charge.providerReference, { amountMinor: 10_000 });
    expect(await bench().gateway.refund(part)).toMatchObject({ outcome: "succeeded" });
    const tooMuch = refundRequest(charge.providerReference, { amountMinor: 9_901 });
    expect(await bench().gateway.refund(tooMuch)).toMatchObject({ outcome: "failed", reason: expect.any(String) });
    const rest = refundRequest(charge.providerReference, { amountMinor: 9_900 });
    expect(await bench().gateway.refund(rest)).toMatchObject({ outcome: "succeeded" });
  });

  it("fails a refund of a charge that it does not know, did not capture, or made in another currency", async () => {
    const charge = await captured(bench());
    const pending = await captured(bench(), { token: "tok_pending_manual" });
    const refunds = [
      refundRequest("sim_ch_00000000000000000000000000000001"),
      refundRequest("ch_of_another_gateway"),
      refundRequest(pending.providerReference),
      refundRequest(charge.providerReference, { currency: "USD" }),
    ];
    for (const refund of refunds) {
      const result = await bench().gateway.refund(refund);
      expect(result).toMatchObject({ outcome: "failed", reason: expect.any(String) });
      expect(await bench().gateway.refund(refund)).toEqual(result);
    }
    expect(await bench().gateway.find(charge.attemptId)).toMatchObject({ refundedMinor: 0 });
  });

  it("refuses a refund that is not of its form", async () => {
    const charge = await captured(bench());
    for (const changes of [{ amountMinor: -5 }, { attemptId: "x" }, { currency: "" }, { chargeReference: "" }]) {
      const refund = refundRequest(charge.providerReference, changes);
      await expect(bench().gateway.refund(refund)).rejects.toThrow(GatewayRequestInvalid);
    }
  });
}

function describeScripts(bench: () => GatewayBench): void {
  it("fails a refund as scripted and leaves the capture whole", async () => {
    const charge = await captured(bench(), { token: "tok_refund_fails" });
    const result = await bench().gateway.refund(refundRequest(charge.providerReference));
    expect(result).toMatchObject({ outcome: "failed", reason: expect.any(String) });
    expect(await bench().gateway.find(charge.attemptId)).toMatchObject({ refundedMinor: 0 });
  });

  it("holds a pending refund's amount, and gives it free again when the refund fails", async () => {
    const charge = await captured(bench(), { token: "tok_refund_pending" });
    const first = refundRequest(charge.providerReference);
    expect(await bench().gateway.refund(first)).toMatchObject({ outcome: "pending" });
    const second = refundRequest(charge.providerReference, { amountMinor: 1 });
    expect(await bench().gateway.refund(second)).toMatchObject({ outcome: "failed" });
    await bench().simulator.decline(first.attemptId);
    expect(await bench().gateway.refund(first)).toMatchObject({ outcome: "failed" });
    const third = refundRequest(charge.providerReference);
    expect(await bench().gateway.refund(third)).toMatchObject({ outcome: "pending" });
    await bench().simulator.capture(third.attemptId);
    expect(await bench().gateway.refund(third)).toMatchObject({ outcome: "succeeded" });
    expect(await bench().gateway.find(charge.attemptId)).toMatchObject({ refundedMinor: 19_900 });
  });

  it("throws a time-out or unavailable as scripted, the outcome unknown", async () => {
    const slow = await captured(bench(), { token: "tok_refund_timeout" });
    const refund = refundRequest(slow.providerReference);
    await expect(bench().impatient.refund(refund)).rejects.toThrow(GatewayTimeout);
    await expect
      .poll(() => bench().gateway.find(refund.attemptId), { timeout: 10_000 })
      .toMatchObject({ state: "pending" });
    const lost = await captured(bench(), { token: "tok_refund_unavailable" });
    const unseen = refundRequest(lost.providerReference);
    await expect(bench().gateway.refund(unseen)).rejects.toThrow(GatewayUnavailable);
    expect(await bench().gateway.find(unseen.attemptId)).toBeNull();
  });
}

function describeKeys(bench: () => GatewayBench): void {
  it("gives back once for 50 parallel refunds with one key", async () => {
    const charge = await captured(bench());
    const request = refundRequest(charge.providerReference, { amountMinor: 100 });
    const results = await Promise.all(times(50, () => bench().gateway.refund(request)));
    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
    expect(await bench().gateway.find(charge.attemptId)).toMatchObject({ refundedMinor: 100 });
  });

  it("gives a capture back once for parallel refunds of all of it under different keys", async () => {
    const charge = await captured(bench());
    const { gateway, simulator } = bench();
    const results = await Promise.all(
      times(20, (index) => (index % 2 === 0 ? gateway : simulator).refund(refundRequest(charge.providerReference))),
    );
    expect(results.filter(({ outcome }) => outcome === "succeeded")).toHaveLength(1);
    expect(await gateway.find(charge.attemptId)).toMatchObject({ refundedMinor: 19_900 });
  });

  it("lets three of ten parallel refunds of 6,000 through on a capture of 19,900", async () => {
    const charge = await captured(bench());
    const results = await Promise.all(
      times(10, () => bench().gateway.refund(refundRequest(charge.providerReference, { amountMinor: 6_000 }))),
    );
    expect(results.filter(({ outcome }) => outcome === "succeeded")).toHaveLength(3);
    expect(await bench().gateway.find(charge.attemptId)).toMatchObject({ refundedMinor: 18_000 });
  });

  it("refuses another body under the same key, and the key of a charge", async () => {
    const charge = await captured(bench());
    const other = await captured(bench());
    const refund = refundRequest(charge.providerReference, { amountMinor: 100 });
    await bench().gateway.refund(refund);
    for (const changes of [{ amountMinor: 101 }, { chargeReference: other.providerReference }, { currency: "USD" }]) {
      await expect(bench().gateway.refund({ ...refund, ...changes })).rejects.toThrow(GatewayConflict);
    }
    const withChargeKey = refundRequest(charge.providerReference, { attemptId: charge.attemptId, amountMinor: 1 });
    await expect(bench().gateway.refund(withChargeKey)).rejects.toThrow(GatewayConflict);
    await expect(bench().gateway.charge(chargeRequest({ attemptId: refund.attemptId }))).rejects.toThrow(
      GatewayConflict,
    );
    expect(await bench().gateway.find(charge.attemptId)).toMatchObject({ state: "succeeded", refundedMinor: 100 });
  });
}

/** How `refund` must behave. */
export function describeRefunds(bench: () => GatewayBench): void {
  describe("refunds", () => {
    describeAnswers(bench);
    describeScripts(bench);
    describeKeys(bench);
  });
}
