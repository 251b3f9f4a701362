import { failureOf } from "@nexa/client";
import type { Backup } from "@nexa/contracts";
import { Badge } from "@nexa/ui/components/badge.tsx";
import { Button } from "@nexa/ui/components/button.tsx";
import { ConfirmDialog } from "@nexa/ui/components/confirm-dialog.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { useFailureText } from "@nexa/ui/failure-text";
import { Moment } from "@nexa/ui/format/display.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Download, ShieldCheck, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { Fact, Facts } from "../run/facts.tsx";
import { STATUS_TONES } from "./backup-list.tsx";
import { RestoreBackup } from "./restore-backup.tsx";

type Props = { backup: Backup; onStarted: (taskId: string) => void; onGone: () => void };

/** What is in a backup, and what can be done with it. */
export function BackupDetail({ backup, onStarted, onGone }: Props) {
  const { t } = useTranslation();
  return (
    <div className="grid gap-6">
      <BackupFacts backup={backup} />
      {backup.problem !== null && (
        <p role="alert" className="rounded-control bg-negative-soft px-3 py-2 text-negative text-sm">
          {backup.problem}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <VerifyButton backupId={backup.backupId} onStarted={onStarted} />
        <Button asChild>
          <a href={`/admin/backup-restore/backup/${backup.backupId}/download`} download={backup.fileName}>
            <Download aria-hidden /> {t("backups.download")}
          </a>
        </Button>
        <DeleteButton backup={backup} onGone={onGone} />
      </div>
      {backup.canRestore ? (
        <RestoreBackup backup={backup} onStarted={onStarted} />
      ) : (
        <p className="text-muted-foreground text-sm">
          {t(backup.kind === "essential" ? "backups.notEssential" : "backups.cannotRestore")}
        </p>
      )}
    </div>
  );
}

function BackupFacts({ backup }: { backup: Backup }) {
  const { t } = useTranslation();
  const { volume, number } = useFormats();
  const { kind, reason, createdAt, rows, isEncrypted, verifiedAt } = backup;
  return (
    <Facts>
      <Fact label={t("backups.kind")}>{kind === null ? "–" : t(`backups.kinds.${kind}`)}</Fact>
      <Fact label={t("backups.why")}>{reason === null ? "–" : t(`backups.reasons.${reason}`)}</Fact>
      <Fact label={t("backups.shows")}>{createdAt === null ? "–" : <Moment at={createdAt} />}</Fact>
      <Fact label={t("backups.stored")}>
        <Moment at={backup.addedAt} />
      </Fact>
      <Fact label={t("backups.size")}>{volume(backup.sizeBytes)}</Fact>
      <Fact label={t("backups.rows")}>{rows === null ? "–" : number(rows)}</Fact>
      <Fact label={t("backups.version")}>{backup.appVersion ?? "–"}</Fact>
      <Fact label={t("backups.encryption")}>
        {isEncrypted === null ? "–" : t(isEncrypted ? "backups.on" : "backups.off")}
      </Fact>
      <Fact label={t("backups.state")}>
        <Badge tone={STATUS_TONES[backup.status]}>{t(`backups.states.${backup.status}`)}</Badge>
      </Fact>
      <Fact label={t("backups.verified")}>{verifiedAt === null ? t("run.never") : <Moment at={verifiedAt} />}</Fact>
    </Facts>
  );
}

function VerifyButton({ backupId, onStarted }: { backupId: string; onStarted: (taskId: string) => void }) {
  const { t } = useTranslation();
  const text = useFailureText();
  const verify = useMutation({
    ...api.backups.verify.mutationOptions(),
    onSuccess: (task) => onStarted(task.id),
    onError: (error) => toast.error(text(failureOf(error))),
  });
  return (
    <Button isBusy={verify.isPending} onClick={() => verify.mutate({ backupId })}>
      <ShieldCheck aria-hidden /> {t("backups.verify")}
    </Button>
  );
}

function DeleteButton({ backup, onGone }: { backup: Backup; onGone: () => void }) {
  const { t } = useTranslation();
  const text = useFailureText();
  const queries = useQueryClient();
  const [isAsking, setIsAsking] = useState(false);
  const remove = useMutation({
    ...api.backups.delete.mutationOptions(),
    onSuccess: () => {
      toast.success(t("backups.deleted"));
      onGone();
      return queries.invalidateQueries({ queryKey: api.backups.pathKey() });
    },
    onError: (error) => toast.error(text(failureOf(error))),
    onSettled: () => setIsAsking(false),
  });
  return (
    <>
      <Button variant="danger" onClick={() => setIsAsking(true)}>
        <Trash2 aria-hidden /> {t("backups.delete")}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        title={t("backups.deleteTitle")}
        confirmLabel={t("backups.delete")}
        isDangerous
        isBusy={remove.isPending}
        onConfirm={() => remove.mutate({ backupId: backup.backupId })}
      >
        <p>{t("backups.deleteText", { file: backup.fileName })}</p>
      </ConfirmDialog>
    </>
  );
}
