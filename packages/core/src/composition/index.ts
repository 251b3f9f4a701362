export {
  BadEnvironment,
  readEnvironment,
  readSharedEnvironment,
  SHARED_VARIABLES,
  type SharedEnv,
} from "./environment.ts";
export { type LoggableError, loggableError } from "./loggable-error.ts";
export { type OpenRuntime, openRuntime, type RuntimeOptions, systemContext } from "./open-runtime.ts";
