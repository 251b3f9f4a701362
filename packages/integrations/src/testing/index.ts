export { failingPush, failingSms, type Recording, recordingPush, recordingSms } from "./recording-messages.ts";
