import fc from "fast-check";
import { expect, it } from "vitest";
import { type BillBasis, drawBill, includedTax, overagePrice } from "./bill-rules.ts";

const GB = 1024 ** 3;
const amount = fc.integer({ min: 0, max: 1_000_000_000 });
const basis: fc.Arbitrary<BillBasis> = fc.record({
  planName: fc.string(),
  priceMinor: amount,
  addons: fc.array(fc.record({ id: fc.uuid(), planName: fc.string(), priceMinor: amount }), { maxLength: 20 }),
  overageBytes: fc.integer({ min: 0, max: 1024 ** 5 }),
  overagePricePerGbMinor: fc.option(fc.integer({ min: 0, max: 100_000 })),
  carried: fc.array(
    fc.record({ id: fc.uuid(), label: fc.string(), leftMinor: fc.integer({ min: 1, max: 2_000_000 }) }),
  ),
  taxPercent: fc.integer({ min: 0, max: 5_000 }).map((hundredths) => hundredths / 100),
});

it("draws a bill whose lines sum to its total, which is never below zero", () => {
  fc.assert(
    fc.property(basis, (given) => {
      const { lines, totalMinor } = drawBill(given);
      expect(lines.reduce((sum, line) => sum + line.amountMinor, 0)).toBe(totalMinor);
      expect(totalMinor).toBeGreaterThanOrEqual(0);
      for (const line of lines) expect(line.amountMinor < 0).toBe(line.kind === "credit");
    }),
  );
});

it("loses no carried credit: what a bill does not use of it stays, and all of it is used while there is something to pay", () => {
  fc.assert(
    fc.property(basis, (given) => {
      const charges = drawBill({ ...given, carried: [] }).totalMinor;
      const bill = drawBill(given);
      const carried = given.carried.reduce((sum, note) => sum + note.leftMinor, 0);
      const used = bill.lines.filter((line) => line.kind === "credit").reduce((sum, line) => sum - line.amountMinor, 0);
      expect(used).toBe(Math.min(carried, charges));
      for (const line of bill.lines.filter(({ kind }) => kind === "credit")) {
        const note = given.carried.find(({ id }) => id === line.creditNoteId);
        expect(-line.amountMinor).toBeLessThanOrEqual(note?.leftMinor ?? 0);
      }
    }),
  );
});

it("shows the tax inside a total so that net and tax make it up, and tax on the net is the tax within one minor unit", () => {
  fc.assert(
    fc.property(amount, fc.integer({ min: 0, max: 5_000 }), (total, hundredths) => {
      const tax = includedTax(total, hundredths / 100);
      expect(tax).toBeGreaterThanOrEqual(0);
      expect(tax).toBeLessThanOrEqual(total);
      expect(Math.abs((total - tax) * (hundredths / 10_000) - tax)).toBeLessThanOrEqual(1);
    }),
  );
});

it("takes 18 % GST out of 499.00 as 76.12", () => {
  expect(includedTax(49_900, 18)).toBe(7_612);
  expect(includedTax(0, 18)).toBe(0);
  expect(includedTax(100, 0)).toBe(0);
});

it("rounds overage half-up to one minor unit", () => {
  expect(overagePrice(GB, 2_000)).toBe(2_000);
  expect(overagePrice(GB / 2, 1)).toBe(1);
  expect(overagePrice(GB / 2 - 1, 1)).toBe(0);
  expect(overagePrice(1024 ** 5, 100_000)).toBe(1024 ** 2 * 100_000);
});

it("charges nothing beyond the allowance where the plan names no price for it", () => {
  const plain = { planName: "Family", priceMinor: 49_900, addons: [], carried: [], taxPercent: 18 };
  const drawn = drawBill({ ...plain, overageBytes: 5 * GB, overagePricePerGbMinor: null });
  expect(drawn.lines.map(({ kind }) => kind)).toEqual(["base"]);
});
