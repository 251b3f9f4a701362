import type { Backup } from "@nexa/contracts";
import { BACKUP_KINDS, BACKUP_STATUSES } from "@nexa/contracts/backups";
import { Badge, type Tone } from "@nexa/ui/components/badge.tsx";
import { Card } from "@nexa/ui/components/card.tsx";
import { Field } from "@nexa/ui/components/field.tsx";
import { Select } from "@nexa/ui/components/select.tsx";
import { EmptyState } from "@nexa/ui/components/states.tsx";
import { Moment } from "@nexa/ui/format/display.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { DatabaseBackup } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { Loaded } from "../run/list-states.tsx";
import { type SimpleColumn, SimpleTable } from "../run/simple-table.tsx";
import type { BackupsSearch } from "./backups-search.ts";

const ALL = 500;

export const STATUS_TONES: Record<Backup["status"], Tone> = {
  unverified: "neutral",
  sound: "positive",
  broken: "negative",
};

export function BackupList({ search, onChange }: { search: BackupsSearch; onChange: (next: BackupsSearch) => void }) {
  const { t } = useTranslation();
  const { kind, status } = search;
  const backups = useQuery(
    api.backups.list.queryOptions({ limit: ALL, ...(kind && { kind }), ...(status && { status }) }),
  );
  const isFiltered = kind !== undefined || status !== undefined;
  return (
    <>
      <Filters search={search} onChange={onChange} />
      <Card className="p-0">
        <Loaded query={backups}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState
                icon={DatabaseBackup}
                title={t(isFiltered ? "backups.noneSuch" : "backups.none")}
                text={t(isFiltered ? "backups.noneSuchText" : "backups.noneText")}
              />
            ) : (
              <BackupTable backups={items} search={search} />
            )
          }
        </Loaded>
      </Card>
    </>
  );
}

function Filters({ search, onChange }: { search: BackupsSearch; onChange: (next: BackupsSearch) => void }) {
  const { t } = useTranslation();
  const { kind, status } = search;
  return (
    <div className="flex flex-wrap gap-3 pb-3">
      <Field label={t("backups.kind")} className="w-44">
        {(control) => (
          <Select
            {...control}
            value={kind ?? ""}
            onChange={({ target }) => {
              const next = BACKUP_KINDS.find((each) => each === target.value);
              onChange({ ...(status && { status }), ...(next && { kind: next }) });
            }}
          >
            <option value="">{t("backups.anyKind")}</option>
            {BACKUP_KINDS.map((each) => (
              <option key={each} value={each}>
                {t(`backups.kinds.${each}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t("backups.state")} className="w-44">
        {(control) => (
          <Select
            {...control}
            value={status ?? ""}
            onChange={({ target }) => {
              const next = BACKUP_STATUSES.find((each) => each === target.value);
              onChange({ ...(kind && { kind }), ...(next && { status: next }) });
            }}
          >
            <option value="">{t("backups.anyState")}</option>
            {BACKUP_STATUSES.map((each) => (
              <option key={each} value={each}>
                {t(`backups.states.${each}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  );
}

function BackupTable({ backups, search }: { backups: readonly Backup[]; search: BackupsSearch }) {
  const { t } = useTranslation();
  const { volume, number } = useFormats();
  const columns: SimpleColumn<Backup>[] = [
    {
      name: "created",
      header: t("backups.shows"),
      cell: ({ backupId, createdAt, fileName }) => (
        <Link
          to="/backups"
          search={{ ...search, open: backupId }}
          className="block whitespace-nowrap py-1 font-medium hover:underline"
        >
          {createdAt === null ? fileName : <Moment at={createdAt} />}
        </Link>
      ),
    },
    { name: "kind", header: t("backups.kind"), cell: ({ kind }) => (kind === null ? "–" : t(`backups.kinds.${kind}`)) },
    {
      name: "reason",
      header: t("backups.why"),
      cell: ({ reason }) => (reason === null ? "–" : t(`backups.reasons.${reason}`)),
    },
    {
      name: "state",
      header: t("backups.state"),
      cell: ({ status }) => <Badge tone={STATUS_TONES[status]}>{t(`backups.states.${status}`)}</Badge>,
    },
    {
      name: "rows",
      header: t("backups.rows"),
      isRight: true,
      cell: ({ rows }) => (rows === null ? "–" : number(rows)),
    },
    { name: "size", header: t("backups.size"), isRight: true, cell: ({ sizeBytes }) => volume(sizeBytes) },
  ];
  return <SimpleTable label={t("backups.list")} rows={backups} columns={columns} keyOf={({ backupId }) => backupId} />;
}
