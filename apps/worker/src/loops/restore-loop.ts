import { randomUUID } from "node:crypto";
import type { Runtime } from "@nexa/core";
import { finishRestores } from "@nexa/core/backups/restore/index";
import { jobContext } from "../job.ts";
import { type Repeating, repeat } from "./repeat.ts";

const NAME = "backups.finishRestores";
const IDLE_MS = 1_000;

/** Finishes, also while the installation is closed for it, a restore whose process died after its commit. */
export function startRestoreLoop(runtime: Runtime): Repeating {
  return repeat({
    pass: async () => {
      await finishRestores(jobContext(runtime, NAME, randomUUID()));
      return IDLE_MS;
    },
    onError: (error) =>
      runtime.logger.error({ loop: NAME, err: error }, "a restore could not be finished; it is tried again"),
  });
}
