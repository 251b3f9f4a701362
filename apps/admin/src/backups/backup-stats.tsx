import { Skeleton } from "@nexa/ui/components/skeleton.tsx";
import { Moment } from "@nexa/ui/format/display.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { Loaded } from "../run/list-states.tsx";

/** How backups stand, and what is wrong where something is. */
export function BackupStatsRow() {
  const { t } = useTranslation();
  const { volume, number } = useFormats();
  const stats = useQuery(api.backups.getStats.queryOptions({}));
  return (
    <Loaded query={stats} skeleton={<Skeleton className="mb-4 h-14" />}>
      {(data) => (
        <div className="grid gap-3 pb-4">
          <dl className="grid grid-cols-2 gap-x-6 gap-y-3 text-sm md:grid-cols-5">
            <Figure label={t("backups.count")}>
              {data.count === 0 ? number(0) : t("backups.countOf", { count: data.count, size: volume(data.sizeBytes) })}
            </Figure>
            <Figure label={t("backups.newest")}>
              {data.newestAt === null ? t("run.never") : <Moment at={data.newestAt} />}
            </Figure>
            <Figure label={t("backups.oldest")}>
              {data.oldestAt === null ? t("run.never") : <Moment at={data.oldestAt} />}
            </Figure>
            <Figure label={t("backups.safety")}>{number(data.safetyCount)}</Figure>
            <Figure label={t("backups.encryption")}>{t(data.isEncrypting ? "backups.on" : "backups.off")}</Figure>
          </dl>
          {!data.isStorageReachable && <Alert>{t("backups.storageAway", { storage: data.storage })}</Alert>}
          {data.brokenCount > 0 && <Alert>{t("backups.broken", { count: data.brokenCount })}</Alert>}
          {data.lastError !== null &&
            data.lastFailedAt !== null &&
            isNewer(data.lastFailedAt, data.lastSucceededAt) && (
              <Alert>
                {t("backups.lastFailed")} <Moment at={data.lastFailedAt} />: {data.lastError}
              </Alert>
            )}
        </div>
      )}
    </Loaded>
  );
}

function isNewer(failed: string, succeeded: string | null): boolean {
  return succeeded === null || failed > succeeded;
}

function Figure({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-muted-foreground">{label}</dt>
      <dd className="tabular font-medium">{children}</dd>
    </div>
  );
}

function Alert({ children }: { children: ReactNode }) {
  return (
    <p role="alert" className="rounded-control bg-negative-soft px-3 py-2 text-negative text-sm">
      {children}
    </p>
  );
}
