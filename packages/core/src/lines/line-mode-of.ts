import type { LineMode } from "@nexa/contracts";
import type { lines } from "@nexa/db";

type StoredMode = (typeof lines.$inferSelect)["mode"];

/** The mode of a line at an instant. `prepaid` is not stored: it holds for as long as the chain of base plans has not ended. */
export function lineModeOf(line: { mode: StoredMode; baseEndsAt: Date | null }, now: Date): LineMode {
  if (line.mode !== "idle") return line.mode;
  return line.baseEndsAt !== null && line.baseEndsAt > now ? "prepaid" : "idle";
}
