import { ListRestoresInput, ListRestoresOutput, RestoreBackupInput, Task } from "@nexa/contracts";
import { adminProcedure } from "../../trpc/init.ts";
import { listRestores } from "./list-restores.ts";
import { startRestore } from "./start-restore.ts";

const tags = ["admin: backup"];

/** The restore's part of the router of backups. */
export const restoreProcedures = {
  restore: adminProcedure
    .meta({
      openapi: {
        method: "POST",
        path: "/admin/backup-restore/restore/{backupId}",
        tags,
        summary: "Put a full backup in place of everything",
        description:
          "Verifies the backup, closes NEXA (503), makes a safety backup, replaces all rows in one transaction, swaps the content in and opens NEXA again. Everybody signs in anew. What was paid since the backup is given back.",
        status: 202,
        message: "The restore begins. Follow the task.",
        example: { backupId: "0199c2f0-7b1e-7c3a-9f10-2a6d5b8c4e51", confirmation: "RESTORE" },
      },
    })
    .input(RestoreBackupInput)
    .output(Task)
    .mutation(({ ctx, input }) => startRestore(ctx, input)),
  listRestores: adminProcedure
    .meta({
      openapi: {
        method: "GET",
        path: "/admin/backup-restore/restore",
        tags,
        summary: "List restores",
        description:
          "Every restore that was begun, the newest first, with what came of it. Answers also while one is under way.",
        example: { limit: 20 },
      },
    })
    .input(ListRestoresInput)
    .output(ListRestoresOutput)
    .query(({ ctx, input }) => listRestores(ctx, input)),
};
