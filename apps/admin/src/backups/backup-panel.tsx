import { EmptyState } from "@nexa/ui/components/states.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { DetailPanel } from "../run/detail-panel.tsx";
import { Loaded } from "../run/list-states.tsx";
import { BackupDetail } from "./backup-detail.tsx";

type Props = { id: string; onClose: () => void; onStarted: (taskId: string) => void };

export function BackupPanel({ id, onClose, onStarted }: Props) {
  const { t } = useTranslation();
  const { dateTime } = useFormats();
  const backups = useQuery(api.backups.list.queryOptions({ limit: 500 }));
  const backup = backups.data?.items.find(({ backupId }) => backupId === id);
  return (
    <DetailPanel
      title={backup?.createdAt ? t("backups.of", { at: dateTime(backup.createdAt) }) : t("run.tasks.backup")}
      description={backup?.fileName}
      page={{ to: "/backups/$backupId", params: { backupId: id } }}
      onClose={onClose}
    >
      <Loaded query={backups}>
        {() =>
          backup ? (
            <BackupDetail backup={backup} onStarted={onStarted} onGone={onClose} />
          ) : (
            <EmptyState title={t("backups.gone")} text={t("backups.goneText")} />
          )
        }
      </Loaded>
    </DetailPanel>
  );
}
