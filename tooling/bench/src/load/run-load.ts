import { runJob } from "../stack/child-process.ts";
import type { Measurement } from "./measurement.ts";
import type { LoadPlan } from "./plan.ts";

const SPARE_SECONDS = 30;

/** Makes the load from a process of its own and answers what came of it. */
export function runLoad(plan: LoadPlan): Promise<Measurement> {
  const timeoutSeconds = plan.seconds + plan.warmUpSeconds + SPARE_SECONDS;
  return runJob<LoadPlan, Measurement>(new URL("./load-child.ts", import.meta.url), plan, timeoutSeconds);
}
