import { expect, it } from "vitest";
import { identityErrors } from "./errors.ts";
import { createHashingQueue } from "./hashing-queue.ts";

it("runs no more than its cap at a time, in the order they came", async () => {
  const run = createHashingQueue(2, 10);
  let running = 0;
  let most = 0;
  const done: number[] = [];
  const work = (id: number) => async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    done.push(id);
  };
  await Promise.all([0, 1, 2, 3, 4, 5].map((id) => run(work(id))));
  expect(most).toBe(2);
  expect(done).toEqual([0, 1, 2, 3, 4, 5]);
});

it("refuses those beyond a full line, and goes on after a failure", async () => {
  const run = createHashingQueue(1, 1);
  let release: () => void = () => undefined;
  const held = run(() => new Promise<void>((resolve) => (release = resolve)));
  const failing = run(async () => {
    throw new Error("failed");
  });
  await expect(run(async () => "never")).rejects.toMatchObject({
    reason: identityErrors.busy().reason,
    code: "UNAVAILABLE",
  });
  release();
  await held;
  await expect(failing).rejects.toThrow("failed");
  expect(await run(async () => "free again")).toBe("free again");
});
