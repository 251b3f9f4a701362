import { REFERRAL_CODE_ALPHABET } from "@nexa/contracts";
import fc from "fast-check";
import { expect, it } from "vitest";
import { codeStatusOf, isUsable, makeCode } from "./code-status.ts";

const now = new Date("2026-03-01T10:00:00Z");
const later = new Date("2026-03-02T10:00:00Z");
const earlier = new Date("2026-02-28T10:00:00Z");

it("makes codes of 8 characters that nobody takes for one another", () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat()), (numbers) => {
      const code = makeCode((bound) => Number(numbers.next().value) % bound);
      expect(code).toHaveLength(8);
      expect([...code].every((char) => REFERRAL_CODE_ALPHABET.includes(char))).toBe(true);
    }),
  );
  expect([..."IL1O0"].some((char) => REFERRAL_CODE_ALPHABET.includes(char))).toBe(false);
});

it("tells what became of a code", () => {
  const single = { maxUses: 1, expiresAt: later };
  expect(codeStatusOf({ ...single, uses: 0, completed: 0 }, now)).toBe("pending");
  expect(codeStatusOf({ ...single, uses: 1, completed: 0 }, now)).toBe("pending");
  expect(codeStatusOf({ ...single, uses: 1, completed: 1 }, now)).toBe("completed");
  expect(codeStatusOf({ ...single, expiresAt: earlier, uses: 0, completed: 0 }, now)).toBe("expired");
  expect(codeStatusOf({ ...single, expiresAt: earlier, uses: 1, completed: 1 }, now)).toBe("completed");
  expect(codeStatusOf({ maxUses: 3, expiresAt: later, uses: 1, completed: 1 }, now)).toBe("pending");
  expect(codeStatusOf({ maxUses: 3, expiresAt: now, uses: 1, completed: 1 }, now)).toBe("completed");
});

it("knows when a code takes nobody any more", () => {
  expect(isUsable({ maxUses: 1, uses: 0, expiresAt: later }, now)).toBe(true);
  expect(isUsable({ maxUses: 1, uses: 1, expiresAt: later }, now)).toBe(false);
  expect(isUsable({ maxUses: 1, uses: 0, expiresAt: now }, now)).toBe(false);
});
