import { defineReasons } from "@nexa/contracts";

export const usageErrors = defineReasons("usage", {
  badRange: [
    "INVALID",
    "The range of days is empty or longer than 366 days. Ask for fewer days, the earlier one in `from`.",
  ],
});
