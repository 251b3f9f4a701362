import { newId } from "@nexa/contracts/ids";
import { describe, expect, it } from "vitest";
import { GatewayConflict } from "../errors.ts";
import { chargeRequest, type GatewayBench, readLedger, refundRequest, times } from "./bench.ts";

async function isCaptured({ gateway }: GatewayBench, attemptId: string): Promise<boolean> {
  const entries = await readLedger(gateway);
  return entries.some((entry) => entry.attemptId === attemptId);
}

function describeOutcomes(bench: () => GatewayBench): void {
  it("cancels a pending charge for good", async () => {
    const request = chargeRequest({ token: "tok_pending_manual" });
    await bench().gateway.charge(request);
    const cancelled = await bench().gateway.cancel(request.attemptId);
    expect(cancelled).toMatchObject({ state: "cancelled", amountMinor: 19_900, reason: expect.any(String) });
    expect(await bench().simulator.capture(request.attemptId)).toEqual(cancelled);
    expect(await bench().gateway.cancel(request.attemptId)).toEqual(cancelled);
    expect(await bench().gateway.charge(request)).toMatchObject({ outcome: "declined", reason: cancelled.reason });
    expect(await isCaptured(bench(), request.attemptId)).toBe(false);
  });

  it("takes the key of an attempt it never saw, so that its late charge cannot capture", async () => {
    const request = chargeRequest();
    const cancelled = await bench().gateway.cancel(request.attemptId);
    expect(cancelled).toMatchObject({ state: "cancelled", kind: "charge", amountMinor: null, currency: null });
    expect(await bench().gateway.charge(request)).toMatchObject({ outcome: "declined", reason: cancelled.reason });
    expect(await isCaptured(bench(), request.attemptId)).toBe(false);
  });

  it("leaves a captured charge captured and a declined one declined", async () => {
    const captured = chargeRequest();
    const declined = chargeRequest({ token: "tok_declined" });
    await bench().gateway.charge(captured);
    await bench().gateway.charge(declined);
    expect(await bench().gateway.cancel(captured.attemptId)).toMatchObject({ state: "succeeded" });
    expect(await bench().gateway.cancel(declined.attemptId)).toMatchObject({ state: "failed" });
    expect(await isCaptured(bench(), captured.attemptId)).toBe(true);
  });

  it("answers pending where the bank takes nothing back, and that charge may capture after all", async () => {
    const request = chargeRequest({ token: "tok_late_capture" });
    await bench().gateway.charge(request);
    expect(await bench().gateway.cancel(request.attemptId)).toMatchObject({ state: "pending" });
    expect(await bench().simulator.capture(request.attemptId)).toMatchObject({ state: "succeeded" });
    expect(await bench().gateway.find(request.attemptId)).toMatchObject({ state: "succeeded" });
    expect(await isCaptured(bench(), request.attemptId)).toBe(true);
  });

  it("refuses to cancel a refund", async () => {
    const { providerReference } = await bench().gateway.charge(chargeRequest());
    const refund = refundRequest(providerReference);
    await bench().gateway.refund(refund);
    await expect(bench().gateway.cancel(refund.attemptId)).rejects.toThrow(GatewayConflict);
  });

  it("has no record of an attempt it never saw", async () => {
    expect(await bench().gateway.find(newId(new Date()))).toBeNull();
  });
}

function describeRaces(bench: () => GatewayBench): void {
  it("lets exactly one of cancel and capture win, and both sides agree", async () => {
    const { gateway, simulator } = bench();
    const requests = times(60, () => chargeRequest({ token: "tok_pending_manual" }));
    await Promise.all(requests.map((request) => gateway.charge(request)));
    const races = await Promise.all(
      requests.map(async ({ attemptId }, index) => {
        const cancelFirst = index % 2 === 0;
        const first = cancelFirst ? gateway.cancel(attemptId) : simulator.capture(attemptId);
        const second = cancelFirst ? simulator.capture(attemptId) : gateway.cancel(attemptId);
        return { attemptId, answers: await Promise.all([first, second]) };
      }),
    );
    const captured = new Set((await readLedger(gateway)).map(({ attemptId }) => attemptId));
    for (const { attemptId, answers } of races) {
      const [first, second] = answers;
      expect(first.state).toBe(second.state);
      expect(first.state).toBe(captured.has(attemptId) ? "succeeded" : "cancelled");
    }
  });

  it("lets exactly one of cancel and a charge on its way win, and both sides agree", async () => {
    const { gateway, simulator } = bench();
    const races = await Promise.all(
      times(60, async (index) => {
        const request = chargeRequest();
        const cancelFirst = index % 2 === 0;
        const early = cancelFirst ? simulator.cancel(request.attemptId) : null;
        const charge = gateway.charge(request);
        const [cancelled, result] = await Promise.all([early ?? simulator.cancel(request.attemptId), charge]);
        return { attemptId: request.attemptId, cancelled, result };
      }),
    );
    const captured = new Set((await readLedger(gateway)).map(({ attemptId }) => attemptId));
    for (const { attemptId, cancelled, result } of races) {
      const isInLedger = captured.has(attemptId);
      expect(result.outcome).toBe(isInLedger ? "succeeded" : "declined");
      expect(cancelled.state).toBe(isInLedger ? "succeeded" : "cancelled");
    }
  });
}

/** How `cancel` must behave. */
export function describeCancellations(bench: () => GatewayBench): void {
  describe("cancellations", () => {
    describeOutcomes(bench);
    describeRaces(bench);
  });
}
