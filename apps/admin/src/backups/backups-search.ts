import { BACKUP_KINDS, BACKUP_STATUSES, type BackupKind, type BackupStatus } from "@nexa/contracts/backups";

/** `task` is the one whose progress is shown, `open` the backup whose panel is open. */
export type BackupsSearch = {
  tab?: "schedule" | "restores";
  kind?: BackupKind;
  status?: BackupStatus;
  open?: string;
  task?: string;
};

export function readBackupsSearch(search: Record<string, unknown>): BackupsSearch {
  const kind = BACKUP_KINDS.find((each) => each === search.kind);
  const status = BACKUP_STATUSES.find((each) => each === search.status);
  return {
    ...((search.tab === "schedule" || search.tab === "restores") && { tab: search.tab }),
    ...(kind && { kind }),
    ...(status && { status }),
    ...(typeof search.open === "string" && { open: search.open }),
    ...(typeof search.task === "string" && { task: search.task }),
  };
}
