import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMicroBatcher } from "./micro-batcher.ts";

/** A `run` whose batches the test lets finish one at a time. */
function controlledRun() {
  const batches: Array<{ items: number[]; finish: () => void; fail: (error: Error) => void }> = [];
  const run = (items: number[]) =>
    new Promise<Array<number | Error>>((resolve, reject) => {
      batches.push({ items, finish: () => resolve(items.map((item) => item * 10)), fail: reject });
    });
  const batch = (index: number) => {
    const found = batches[index];
    if (!found) throw new Error(`There is no batch ${index}.`);
    return found;
  };
  return { batches, batch, run };
}

/** Lets every promise that is ready continue. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

describe("micro-batcher", () => {
  it("runs a lone item at once, without a timer", async () => {
    const { batch, run } = controlledRun();
    const call = createMicroBatcher({ run });
    const answer = call(1);
    await Promise.resolve();
    expect(batch(0).items).toEqual([1]);
    batch(0).finish();
    expect(await answer).toBe(10);
  });

  it("puts calls of the same tick into one batch", async () => {
    const { batches, batch, run } = controlledRun();
    const call = createMicroBatcher({ run });
    const answers = Promise.all([call(1), call(2), call(3)]);
    await settle();
    expect(batches).toHaveLength(1);
    batch(0).finish();
    expect(await answers).toEqual([10, 20, 30]);
  });

  it("keeps one batch in flight and collects what arrives meanwhile, in order", async () => {
    const { batches, batch, run } = controlledRun();
    const call = createMicroBatcher({ run });
    const first = call(1);
    await settle();
    const later = [call(2), call(3)];
    await settle();
    later.push(call(4));
    await settle();
    expect(batches).toHaveLength(1);
    batch(0).finish();
    await first;
    await settle();
    expect(batches).toHaveLength(2);
    expect(batch(1).items).toEqual([2, 3, 4]);
    batch(1).finish();
    expect(await Promise.all(later)).toEqual([20, 30, 40]);
  });

  it("never runs more than maxBatch items together", async () => {
    const sizes: number[] = [];
    const call = createMicroBatcher<number, number>({
      maxBatch: 4,
      run: async (items) => {
        sizes.push(items.length);
        return items;
      },
    });
    const items = Array.from({ length: 10 }, (_, index) => index);
    expect(await Promise.all(items.map(call))).toEqual(items);
    expect(sizes).toEqual([4, 4, 2]);
  });

  it("caps a batch at 128 items by default", async () => {
    const sizes: number[] = [];
    const call = createMicroBatcher<number, number>({
      run: async (items) => {
        sizes.push(items.length);
        return items;
      },
    });
    await Promise.all(Array.from({ length: 200 }, (_, index) => call(index)));
    expect(sizes).toEqual([128, 72]);
  });

  it("rejects only the item answered with an error", async () => {
    const call = createMicroBatcher<number, number>({
      run: async (items) => items.map((item) => (item === 2 ? new Error("two is refused") : item)),
    });
    const results = await Promise.allSettled([call(1), call(2), call(3)]);
    expect(results.map((result) => result.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  });

  it("runs the items one by one when the batch throws, so that only the guilty one fails", async () => {
    const runs: number[][] = [];
    const call = createMicroBatcher<number, number>({
      run: async (items) => {
        runs.push(items);
        if (items.includes(2)) throw new Error("two breaks the statement");
        return items;
      },
    });
    const results = await Promise.allSettled([call(1), call(2), call(3)]);
    expect(results.map((result) => result.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(runs).toEqual([[1, 2, 3], [1], [2], [3]]);
  });

  it("keeps one run in flight while it runs items one by one", async () => {
    let inFlight = 0;
    let most = 0;
    const call = createMicroBatcher<number, number>({
      run: async (items) => {
        inFlight += 1;
        most = Math.max(most, inFlight);
        await settle();
        inFlight -= 1;
        if (items.length > 1) throw new Error("only one at a time");
        return items;
      },
    });
    const early = [call(1), call(2)];
    await settle();
    const late = [call(3), call(4)];
    expect(await Promise.all([...early, ...late])).toEqual([1, 2, 3, 4]);
    expect(most).toBe(1);
  });

  it("fails the whole batch at once when the error is not worth running alone", async () => {
    const runs: number[][] = [];
    const call = createMicroBatcher<number, number>({
      isRetryAlone: () => false,
      run: async (items) => {
        runs.push(items);
        throw new Error("connection lost");
      },
    });
    const results = await Promise.allSettled([call(1), call(2)]);
    expect(results.map((result) => result.status)).toEqual(["rejected", "rejected"]);
    expect(runs).toEqual([[1, 2]]);
  });

  it("gives up the rest of a failed batch when one run alone shows that nothing can succeed", async () => {
    const runs: number[][] = [];
    const call = createMicroBatcher<number, number>({
      isHopeless: (error) => error instanceof RangeError,
      run: async (items) => {
        runs.push(items);
        if (items.includes(2)) throw new RangeError("the database is away");
        return items;
      },
    });
    const results = await Promise.allSettled([call(1), call(2), call(3), call(4)]);
    expect(results.map((result) => result.status)).toEqual(["fulfilled", "rejected", "rejected", "rejected"]);
    expect(runs).toEqual([[1, 2, 3, 4], [1], [2]]);
    expect(await call(5)).toBe(5);
  });

  it("goes on working after a batch has failed", async () => {
    let isBroken = true;
    const call = createMicroBatcher<number, number>({
      run: async (items) => {
        if (isBroken) throw new Error("broken");
        return items;
      },
    });
    await expect(call(1)).rejects.toThrow("broken");
    isBroken = false;
    expect(await call(2)).toBe(2);
  });

  it("treats an error thrown before the first await like a rejected batch", async () => {
    const call = createMicroBatcher<number, number>({
      run: () => {
        throw new Error("thrown at once");
      },
    });
    await expect(call(1)).rejects.toThrow("thrown at once");
    await expect(call(2)).rejects.toThrow("thrown at once");
  });

  it("rejects items that their batch did not answer", async () => {
    const call = createMicroBatcher<number, number>({ run: async () => [] });
    await expect(call(1)).rejects.toThrow("A batch of 1 items was answered with 0 results.");
  });

  it("passes an answer of undefined through", async () => {
    const call = createMicroBatcher<number, undefined>({ run: async (items) => items.map(() => undefined) });
    expect(await call(1)).toBeUndefined();
  });

  it("refuses a batch size that is not a whole number above zero", () => {
    expect(() => createMicroBatcher({ run: async () => [], maxBatch: 0 })).toThrow(RangeError);
    expect(() => createMicroBatcher({ run: async () => [], maxBatch: 1.5 })).toThrow(RangeError);
  });

  it("answers every item exactly once whatever fails and however calls arrive", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ isGuilty: fc.boolean(), waits: fc.nat({ max: 3 }) }), { maxLength: 60 }),
        fc.integer({ min: 1, max: 9 }),
        async (plan, maxBatch) => {
          const call = createMicroBatcher<number, number>({
            maxBatch,
            run: async (items) => {
              await settle();
              if (items.some((item) => plan[item]?.isGuilty)) throw new Error("guilty");
              return items;
            },
          });
          const results = await Promise.all(
            plan.map(async ({ waits }, index) => {
              for (let tick = 0; tick < waits; tick += 1) await settle();
              return call(index).catch(() => "failed");
            }),
          );
          expect(results).toEqual(plan.map(({ isGuilty }, index) => (isGuilty ? "failed" : index)));
        },
      ),
      { numRuns: 50 },
    );
  });
});
