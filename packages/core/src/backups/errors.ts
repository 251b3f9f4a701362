import { defineReasons } from "@nexa/contracts";

export const backupsErrors = defineReasons("backups", {
  notFound: ["NOT_FOUND", "There is no such backup."],
  notAnArchive: ["INVALID", "This file is no NEXA backup. Choose a file that was downloaded as a backup."],
  broken: [
    "INVALID",
    "This backup is damaged: what it holds is not what was written. Nothing was changed. Use another backup.",
  ],
  formatUnknown: ["INVALID", "This backup was written by a newer NEXA. Update NEXA first, then use it."],
  keyNeeded: ["CONFLICT", "This backup is encrypted. Set BACKUP_KEY to the key it was made with, then try again."],
  wrongKey: ["CONFLICT", "This backup was encrypted with another key. Set BACKUP_KEY to that key, then try again."],
  alreadyHere: ["CONFLICT", "This backup is here already."],
  fileGone: ["CONFLICT", "The file of this backup is no longer in the storage."],
  storageUnreachable: ["UNAVAILABLE", "The storage of the backups does not answer. Please try again in a moment."],
  storageFull: [
    "UNAVAILABLE",
    "The backup was given up, because the disk is full. Free some space and try again; nothing half was left.",
  ],
  storageFailed: [
    "UNAVAILABLE",
    "The backup was given up, because the storage failed. Check it and try again; nothing half was left.",
  ],
  contentUnavailable: [
    "UNAVAILABLE",
    "The backup was given up, because the content store does not answer. Try again once it does.",
  ],
});
