import { beforeEach, expect, it, vi } from "vitest";
import { onceByKey } from "./once-by-key.ts";
import { RefusedError } from "./session.ts";

/** What a browser keeps for a tab, over reloads. */
const kept = new Map<string, string>();
vi.stubGlobal("sessionStorage", {
  getItem: (name: string) => kept.get(name) ?? null,
  setItem: (name: string, value: string) => kept.set(name, value),
  removeItem: (name: string) => kept.delete(name),
});
beforeEach(() => kept.clear());

const refused = (code: string) => new RefusedError({ code, reason: null, message: code, details: {}, requestId: null });

/** The keys of some sendings, each ending as it says. */
async function keysOf(sendings: readonly { request: unknown; ends: string }[]): Promise<string[]> {
  const keys: string[] = [];
  for (const { request, ends } of sendings) {
    const sending = onceByKey("refund.1", request, async (key) => {
      keys.push(key);
      if (ends !== "done") throw refused(ends);
    });
    await sending.catch((error) => expect(error).toBeInstanceOf(RefusedError));
  }
  return keys;
}

it.each(["NETWORK", "UNAVAILABLE", "INTERNAL", "RATE_LIMITED", "UNAUTHENTICATED"])(
  "asks again with the same key after %s, which is no final answer",
  async (ends) => {
    const request = { amountMinor: 100 };
    const keys = await keysOf([
      { request, ends },
      { request, ends },
      { request, ends: "done" },
    ]);
    expect(new Set(keys).size).toBe(1);
  },
);

it.each(["done", "CONFLICT", "PAYMENT_DECLINED"])("takes a new key after %s, which is final", async (ends) => {
  const request = { amountMinor: 100 };
  const keys = await keysOf([
    { request, ends },
    { request, ends: "done" },
  ]);
  expect(new Set(keys).size).toBe(2);
  expect(kept.size).toBe(0);
});

it("takes a new key for another request about the same thing", async () => {
  const keys = await keysOf([
    { request: { amountMinor: 100 }, ends: "NETWORK" },
    { request: { amountMinor: 150 }, ends: "done" },
  ]);
  expect(new Set(keys).size).toBe(2);
});

it("has one key for two clicks at once", async () => {
  const keys: string[] = [];
  const click = () => onceByKey("refund.1", {}, async (key) => void keys.push(key));
  await Promise.all([click(), click()]);
  expect(new Set(keys).size).toBe(1);
});
