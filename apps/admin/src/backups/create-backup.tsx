import { type ClientFailure, failureOf } from "@nexa/client";
import { BACKUP_KINDS, type BackupKind } from "@nexa/contracts/backups";
import { Button } from "@nexa/ui/components/button.tsx";
import { Dialog } from "@nexa/ui/components/dialog.tsx";
import { FormError } from "@nexa/ui/components/states.tsx";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { DatabaseBackup } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";

/** Asks what the backup should hold, then starts it. */
export function CreateBackup({ onStarted }: { onStarted: (taskId: string) => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [isOpen, setIsOpen] = useState(false);
  const [kind, setKind] = useState<BackupKind>("full");
  const [failure, setFailure] = useState<ClientFailure | null>(null);
  const create = useMutation({
    ...api.backups.create.mutationOptions(),
    onSuccess: (task) => {
      setIsOpen(false);
      onStarted(task.id);
      return queries.invalidateQueries({ queryKey: api.tasks.pathKey() });
    },
    onError: (error) => setFailure(failureOf(error)),
  });
  return (
    <>
      <Button variant="primary" onClick={() => setIsOpen(true)}>
        <DatabaseBackup aria-hidden /> {t("backups.create")}
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title={t("backups.create")}
        actions={
          <>
            <Button onClick={() => setIsOpen(false)}>{t("run.cancel")}</Button>
            <Button variant="primary" isBusy={create.isPending} onClick={() => create.mutate({ kind })}>
              {t("backups.start")}
            </Button>
          </>
        }
      >
        <fieldset className="grid gap-2 text-sm">
          <legend className="sr-only">{t("backups.kind")}</legend>
          {BACKUP_KINDS.map((each) => (
            <label key={each} className="flex items-start gap-3 py-2">
              <input
                type="radio"
                name="kind"
                className="mt-0.5 size-4 accent-brand"
                checked={kind === each}
                onChange={() => setKind(each)}
              />
              <span>
                <span className="block font-medium">{t(`backups.kinds.${each}`)}</span>
                <span className="text-muted-foreground">{t(`backups.about.${each}`)}</span>
              </span>
            </label>
          ))}
          <FormError failure={failure} />
        </fieldset>
      </Dialog>
    </>
  );
}
