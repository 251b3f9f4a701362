import type { postpaidActivations, postpaidAddons, postpaidCycles, postpaidSecondaries } from "@nexa/db";

export type ActivationRow = typeof postpaidActivations.$inferSelect;
export type CycleRow = typeof postpaidCycles.$inferSelect;
export type AddonRow = typeof postpaidAddons.$inferSelect;
export type SecondaryRow = typeof postpaidSecondaries.$inferSelect;
