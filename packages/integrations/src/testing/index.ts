export { type MovableClock, movableClock } from "./movable-clock.ts";
export { failingPush, failingSms, type Recording, recordingPush, recordingSms } from "./recording-messages.ts";
