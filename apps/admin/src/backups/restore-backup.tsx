import { type ClientFailure, failureOf } from "@nexa/client";
import type { Backup } from "@nexa/contracts";
import { Button } from "@nexa/ui/components/button.tsx";
import { ConfirmDialog } from "@nexa/ui/components/confirm-dialog.tsx";
import { FormError } from "@nexa/ui/components/states.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { RotateCcw } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { useMay } from "../app/use-may.ts";

/** The word that the server asks for, as it stands in the contract. */
const CONFIRMATION = "RESTORE";

/** Puts a backup in place of everything, after its word was typed. */
export function RestoreBackup({ backup, onStarted }: { backup: Backup; onStarted: (taskId: string) => void }) {
  const { t } = useTranslation();
  const { dateTime } = useFormats();
  const may = useMay("backups.restore");
  const queries = useQueryClient();
  const [isAsking, setIsAsking] = useState(false);
  const [failure, setFailure] = useState<ClientFailure | null>(null);
  const restore = useMutation({
    ...api.backups.restore.mutationOptions(),
    onSuccess: (task) => {
      setIsAsking(false);
      onStarted(task.id);
      return queries.invalidateQueries({ queryKey: api.tasks.pathKey() });
    },
    onError: (error) => setFailure(failureOf(error)),
  });
  if (!may) return null;
  const { backupId, createdAt } = backup;
  return (
    <section className="grid justify-items-start gap-3 border-t pt-4">
      <h2 className="font-medium">{t("backups.restore")}</h2>
      <p className="text-muted-foreground text-sm">{t("backups.restoreAbout")}</p>
      <Button variant="danger" onClick={() => setIsAsking(true)}>
        <RotateCcw aria-hidden /> {t("backups.restoreThis")}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        title={t("backups.restoreTitle")}
        confirmLabel={t("backups.restoreNow")}
        isDangerous
        isBusy={restore.isPending}
        word={CONFIRMATION}
        onConfirm={() => restore.mutate({ backupId, confirmation: CONFIRMATION })}
      >
        <ul className="grid list-disc gap-1 pl-5">
          <li>{t("backups.effect1", { at: createdAt === null ? "–" : dateTime(createdAt) })}</li>
          <li>{t("backups.effect2")}</li>
          <li>{t("backups.effect3")}</li>
          <li>{t("backups.effect4")}</li>
        </ul>
        <FormError failure={failure} />
      </ConfirmDialog>
    </section>
  );
}
