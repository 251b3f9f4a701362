import { pagesOf } from "@nexa/client";
import type { SettingChange, SettingDetail } from "@nexa/contracts";
import { Button } from "@nexa/ui/components/button.tsx";
import { Card } from "@nexa/ui/components/card.tsx";
import { EmptyState } from "@nexa/ui/components/states.tsx";
import { Moment } from "@nexa/ui/format/display.tsx";
import { useInfiniteQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api, client } from "../app/api.ts";
import { Loaded } from "../run/list-states.tsx";
import { type SimpleColumn, SimpleTable } from "../run/simple-table.tsx";
import { useStaffNames } from "../run/use-staff-names.ts";
import { isSettingName } from "./setting-groups.ts";
import { useSettingText } from "./setting-value.ts";

const PAGE = 50;

/** Every change of a setting, the newest first. */
export function SettingsHistory({ details }: { details: readonly SettingDetail[] }) {
  const { t } = useTranslation();
  const changes = useInfiniteQuery(
    pagesOf(api.settings.listChanges.queryKey({ limit: PAGE }), (page) =>
      client.settings.listChanges.query({ limit: PAGE, ...page }),
    ),
  );
  return (
    <Card className="p-0">
      <Loaded query={changes}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) {
            return <EmptyState icon={History} title={t("settings.noChange")} text={t("settings.noChangeText")} />;
          }
          return <Changes changes={items} details={details} />;
        }}
      </Loaded>
      {changes.hasNextPage && (
        <div className="p-3">
          <Button isBusy={changes.isFetchingNextPage} onClick={() => void changes.fetchNextPage()}>
            {t("run.more")}
          </Button>
        </div>
      )}
    </Card>
  );
}

function Changes({ changes, details }: { changes: readonly SettingChange[]; details: readonly SettingDetail[] }) {
  const { t } = useTranslation();
  const text = useSettingText();
  const nameOf = useStaffNames();
  const words = (name: string, value: unknown) => {
    const detail = details.find((each) => each.name === name);
    return detail ? text(value, detail) : String(value);
  };
  const columns: SimpleColumn<SettingChange>[] = [
    { name: "at", header: t("settings.when"), cell: ({ changedAt }) => <Moment at={changedAt} /> },
    {
      name: "name",
      header: t("settings.setting"),
      cell: ({ name }) => (isSettingName(name) ? t(`settings.names.${name}`) : name),
    },
    { name: "before", header: t("settings.before"), cell: ({ name, before }) => words(name, before) },
    { name: "after", header: t("settings.after"), cell: ({ name, after }) => words(name, after) },
    {
      name: "by",
      header: t("settings.by"),
      cell: ({ changedBy }) => (changedBy === null ? t("run.actors.system") : nameOf(changedBy)),
    },
  ];
  return <SimpleTable label={t("settings.history")} rows={changes} columns={columns} keyOf={({ id }) => id} />;
}
