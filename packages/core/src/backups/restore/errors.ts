import { defineReasons } from "@nexa/contracts";

export const restoreErrors = defineReasons("restore", {
  notConfirmed: ["INVALID", "Type RESTORE to say that everything since this backup is to be given up."],
  underway: ["CONFLICT", "A restore is under way or waits already. Follow it among the tasks, or stop it first."],
  essential: ["CONFLICT", "This is an essential export, which leaves out what a restore needs. Choose a full backup."],
  newerVersion: [
    "CONFLICT",
    "This backup was made by a newer NEXA, or by one that was changed. Update NEXA first, then restore it.",
  ],
  otherOperator: [
    "CONFLICT",
    "This backup belongs to an operator with another country, time zone or currency. Restore it into an installation made with those.",
  ],
  notMigrated: ["PRECONDITION_FAILED", "The database's tables are not up to date. Start NEXA once, then restore."],
  contentWaits: [
    "UNAVAILABLE",
    "The database is restored, but the content store does not answer. NEXA stays closed and finishes by itself once it does.",
  ],
  interrupted: ["UNAVAILABLE", "The restore was interrupted before it took effect, so nothing was changed."],
});
