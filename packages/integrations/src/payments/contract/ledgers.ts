import { describe, expect, it } from "vitest";
import { GatewayRequestInvalid } from "../errors.ts";
import { chargeRequest, type GatewayBench, readLedger, refundRequest, times } from "./bench.ts";

/** How `ledger` must behave. */
export function describeLedger(bench: () => GatewayBench): void {
  describe("ledger", () => {
    it("lists captures and refunds of more than a page in order of time, each once", async () => {
      const { gateway } = bench();
      const requests = times(1_100, () => chargeRequest());
      const results = await Promise.all(requests.map((request) => gateway.charge(request)));
      const refund = refundRequest(results[0]?.providerReference ?? "");
      await gateway.refund(refund);
      const entries = await readLedger(gateway);
      const ids = entries.map(({ attemptId }) => attemptId);
      expect(new Set(ids).size).toBe(ids.length);
      expect(
        new Set(ids).isSupersetOf(new Set([...requests.map(({ attemptId }) => attemptId), refund.attemptId])),
      ).toBe(true);
      const moments = entries.map(({ occurredAt }) => occurredAt.getTime());
      expect(moments).toEqual(moments.toSorted((a, b) => a - b));
    });

    it("goes on after a cursor", async () => {
      const { gateway } = bench();
      await Promise.all(times(5, () => gateway.charge(chargeRequest())));
      const entries = await readLedger(gateway);
      const middle = entries[Math.floor(entries.length / 2)];
      const rest = await readLedger(gateway, { cursor: middle?.cursor });
      expect(rest).toEqual(entries.slice(entries.findIndex(({ cursor }) => cursor === middle?.cursor) + 1));
      expect(await readLedger(gateway, { cursor: entries.at(-1)?.cursor })).toEqual([]);
    });

    it("takes its range from, inclusive, to, exclusive", async () => {
      const { gateway } = bench();
      const request = chargeRequest();
      await gateway.charge(request);
      const at = (await gateway.find(request.attemptId))?.decidedAt ?? new Date(0);
      const after = new Date(at.getTime() + 1);
      const idsOf = async (from: Date, to: Date) =>
        (await readLedger(gateway, { from, to })).map(({ attemptId }) => attemptId);
      expect(await idsOf(at, after)).toContain(request.attemptId);
      expect(await idsOf(new Date(0), at)).not.toContain(request.attemptId);
      expect(await idsOf(after, new Date(after.getTime() + 1_000))).not.toContain(request.attemptId);
    });

    it("refuses a cursor that it did not give out", async () => {
      await expect(readLedger(bench().gateway, { cursor: "bm90IGEgY3Vyc29y" })).rejects.toThrow(GatewayRequestInvalid);
    });
  });
}
