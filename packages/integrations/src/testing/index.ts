export { type MovableClock, movableClock } from "./movable-clock.ts";
export {
  failingEmail,
  failingPush,
  failingSms,
  type Recording,
  recordingEmail,
  recordingPush,
  recordingSms,
} from "./recording-messages.ts";
