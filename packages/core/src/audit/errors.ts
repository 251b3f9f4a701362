import { defineReasons } from "@nexa/contracts";

export const auditErrors = defineReasons("audit", {
  checkpointIncomplete: ["INVALID", "Send afterSeq and afterHash together: both are in the head of an earlier answer."],
});
