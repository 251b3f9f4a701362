import { Tab, TabList, TabPanel, Tabs } from "@nexa/ui/components/tabs.tsx";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { PageHead } from "../run/page-head.tsx";
import { BackupList } from "./backup-list.tsx";
import { BackupPanel } from "./backup-panel.tsx";
import { BackupStatsRow } from "./backup-stats.tsx";
import { BackupTaskCard } from "./backup-task-card.tsx";
import type { BackupsSearch } from "./backups-search.ts";
import { CreateBackup } from "./create-backup.tsx";
import { RestoreList } from "./restore-list.tsx";
import { ScheduleForm } from "./schedule-form.tsx";
import { UploadBackup } from "./upload-backup.tsx";
import { useRunningTask } from "./use-running-task.ts";

/** Backups: those there are, when they are made, and what was restored. */
export function BackupsScreen({ search }: { search: BackupsSearch }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const go = (next: BackupsSearch) => void navigate({ to: "/backups", search: next });
  const watch = (task: string) => go({ task });
  const running = useRunningTask();
  const task = search.task ?? running;
  const { open, task: _, ...filters } = search;
  return (
    <>
      <PageHead
        title={t("backups.title")}
        text={t("backups.text")}
        actions={
          <>
            <UploadBackup />
            <CreateBackup onStarted={watch} />
          </>
        }
      />
      {task !== undefined && <BackupTaskCard taskId={task} onClose={() => go(filters)} />}
      <BackupStatsRow />
      <Tabs
        value={search.tab ?? "backups"}
        onValueChange={(tab) => go(tab === "schedule" || tab === "restores" ? { tab } : {})}
      >
        <TabList aria-label={t("backups.title")} className="mb-4">
          <Tab value="backups">{t("backups.list")}</Tab>
          <Tab value="schedule">{t("backups.schedule")}</Tab>
          <Tab value="restores">{t("backups.restores")}</Tab>
        </TabList>
        <TabPanel value="backups">
          <BackupList search={filters} onChange={go} />
        </TabPanel>
        <TabPanel value="schedule">
          <ScheduleForm />
        </TabPanel>
        <TabPanel value="restores">
          <RestoreList />
        </TabPanel>
      </Tabs>
      {open !== undefined && <BackupPanel id={open} onClose={() => go(filters)} onStarted={watch} />}
    </>
  );
}
