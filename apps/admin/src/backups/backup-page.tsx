import { Card } from "@nexa/ui/components/card.tsx";
import { EmptyState } from "@nexa/ui/components/states.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { Loaded } from "../run/list-states.tsx";
import { PageHead } from "../run/page-head.tsx";
import { BackupDetail } from "./backup-detail.tsx";

export function BackupPage({ id }: { id: string }) {
  const { t } = useTranslation();
  const { dateTime } = useFormats();
  const navigate = useNavigate();
  const backups = useQuery(api.backups.list.queryOptions({ limit: 500 }));
  const backup = backups.data?.items.find(({ backupId }) => backupId === id);
  return (
    <>
      <PageHead
        title={backup?.createdAt ? t("backups.of", { at: dateTime(backup.createdAt) }) : t("run.tasks.backup")}
        text={backup?.fileName}
      />
      <Card className="max-w-2xl">
        <Loaded query={backups}>
          {() =>
            backup ? (
              <BackupDetail
                backup={backup}
                onStarted={(task) => void navigate({ to: "/backups", search: { task } })}
                onGone={() => void navigate({ to: "/backups" })}
              />
            ) : (
              <EmptyState title={t("backups.gone")} text={t("backups.goneText")} />
            )
          }
        </Loaded>
      </Card>
    </>
  );
}
