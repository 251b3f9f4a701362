export { EmbeddedPostgresError } from "./error.ts";
export { refuseWhenRunning, removeEmbeddedPostgres } from "./home.ts";
export { stopWithParent } from "./parent-watch.ts";
export { addressOfRunningPostgres } from "./running-address.ts";
export {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from "./start-embedded-postgres.ts";
