import { expect, it } from "vitest";
import { runningRequests } from "./running-requests.ts";

it("waits for the last request, and not at all without any", async () => {
  const requests = runningRequests();
  await requests.drained(60_000);
  requests.begin();
  requests.begin();
  let isDrained = false;
  const drained = requests.drained(60_000).then(() => {
    isDrained = true;
  });
  requests.end();
  await Promise.resolve();
  expect(isDrained).toBe(false);
  requests.end();
  await drained;
  expect(isDrained).toBe(true);
});

it("gives up on a request that does not end", async () => {
  const requests = runningRequests();
  requests.begin();
  await requests.drained(5);
});
