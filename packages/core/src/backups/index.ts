export { type BackupRun, type MadeBackup, makeBackup } from "./make-backup.ts";
export { type BackupFile, openBackup } from "./open-backup.ts";
export { receiveBackup } from "./receive-backup.ts";
export { runBackupTasks } from "./run-backup-tasks.ts";
export { startDueBackup } from "./start-due-backup.ts";
