import { defineReasons } from "@nexa/contracts";

export const maintenanceErrors = defineReasons("maintenance", {
  underway: [
    "UNAVAILABLE",
    "NEXA is being restored from a backup and takes no requests meanwhile. Nothing of this one was done. Try again in a minute.",
  ],
  stillBusy: [
    "UNAVAILABLE",
    "Requests or jobs that were under way did not come to an end in time, so nothing was restored. Try again when less is going on.",
  ],
  taken: ["CONFLICT", "Another restore is under way. Wait until it has ended."],
});
