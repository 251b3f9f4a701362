export { finishRestores } from "./finish-restore.ts";
export { reconcileRestored } from "./reconcile-restored.ts";
export { type RestoreRun, restoreArchive } from "./restore-archive.ts";
export { runRestoreTasks } from "./run-restore-tasks.ts";
