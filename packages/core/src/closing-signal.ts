import { runtimeSlot } from "./runtime.ts";

/** Aborts when the process goes down, so that its streams do not hold it up. */
export const closingSignal = runtimeSlot((runtime) => {
  const controller = new AbortController();
  runtime.onClose(async () => controller.abort());
  return controller.signal;
});
