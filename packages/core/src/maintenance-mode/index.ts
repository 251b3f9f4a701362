export { maintenanceErrors } from "./errors.ts";
export { forgetCached } from "./forget-cached.ts";
export { type Closed, FIND_CLOSED, RESTORE_LOCK, WORK_LOCK } from "./locks.ts";
export { RETRY_AFTER_SECONDS, startWorkGate, type WorkGate } from "./work-gate.ts";
