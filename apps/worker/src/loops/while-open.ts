import type { WorkGate } from "@nexa/core/maintenance-mode/index";

/** How often a paused loop looks again. */
const CLOSED_MS = 250;

type Pass = (signal: AbortSignal) => Promise<number>;

/** A loop's pass that waits while the installation is closed for a restore, and counts as work while it runs. */
export function whileOpen(gate: WorkGate | undefined, pass: Pass): Pass {
  if (gate === undefined) return pass;
  return async (signal) => {
    if (gate.closed() !== null) return CLOSED_MS;
    const leave = gate.enter();
    try {
      return await pass(signal);
    } finally {
      leave();
    }
  };
}
