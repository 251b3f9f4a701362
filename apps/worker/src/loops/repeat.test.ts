import { expect, it, vi } from "vitest";
import { repeat } from "./repeat.ts";

const LONG_MS = 3_600_000;

it("goes on after a pass that fails, and says so", async () => {
  const errors: unknown[] = [];
  let passes = 0;
  const repeating = repeat({
    pass: async () => {
      passes += 1;
      if (passes === 1) throw new Error("the database is away");
      return LONG_MS;
    },
    onError: (error) => errors.push(error),
  });
  await vi.waitFor(() => expect(passes).toBe(2), { timeout: 5_000 });
  expect(errors).toEqual([new Error("the database is away")]);
  await repeating.stop();
});

it("looks again at once when it is woken, also in the middle of a pass", async () => {
  const gate = Promise.withResolvers<void>();
  let passes = 0;
  const repeating = repeat({
    pass: async () => {
      passes += 1;
      if (passes === 1) await gate.promise;
      return LONG_MS;
    },
    onError: () => undefined,
  });
  repeating.wake();
  gate.resolve();
  await vi.waitFor(() => expect(passes).toBe(2));
  repeating.wake();
  await vi.waitFor(() => expect(passes).toBe(3));
  await repeating.stop();
});

it("ends only when the pass that runs has ended, and does not begin another", async () => {
  const gate = Promise.withResolvers<number>();
  let passes = 0;
  const repeating = repeat({
    pass: () => {
      passes += 1;
      return gate.promise;
    },
    onError: () => undefined,
  });
  let isStopped = false;
  const stopped = repeating.stop().then(() => {
    isStopped = true;
  });
  await vi.waitFor(() => expect(passes).toBe(1));
  expect(isStopped).toBe(false);
  gate.resolve(0);
  await stopped;
  expect(passes).toBe(1);
});
