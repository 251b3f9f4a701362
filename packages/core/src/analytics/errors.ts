import { defineReasons } from "@nexa/contracts";

export const analyticsErrors = defineReasons("analytics", {
  badRange: ["INVALID", "The range must begin before it ends and may be 1,096 days long at most. Choose other days."],
  tooManyStreams: [
    "RATE_LIMITED",
    "Too many live dashboards are open in this session. Close one, for example another browser tab, and try again.",
  ],
});
