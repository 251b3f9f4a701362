export { type AdminRouter, adminRouter } from "./admin-router.ts";
export { type Clock, databaseClock, type MovableClock, machineClock, movableClock } from "./clock.ts";
export {
  type Actor,
  type AdminActor,
  actorId,
  type Caller,
  type CoreContext,
  type CustomerActor,
  type PartnerActor,
  type Reply,
  withTransaction,
} from "./context.ts";
export { type CustomerRouter, customerRouter } from "./customer-router.ts";
export { type PartnerRouter, partnerRouter } from "./partner-router.ts";
export {
  type CoreConfig,
  createRuntime,
  type Gateways,
  type Logger,
  type Runtime,
  type RuntimeDeps,
} from "./runtime.ts";
