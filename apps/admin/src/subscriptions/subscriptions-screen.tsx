import type { AdminSubscription } from "@nexa/contracts";
import { EmptyState } from "@nexa/ui/components/states.tsx";
import { Tab, TabList, TabPanel, Tabs } from "@nexa/ui/components/tabs.tsx";
import { DataTable } from "@nexa/ui/data-table/data-table.tsx";
import { FilterBar, SearchFilter, SelectFilter } from "@nexa/ui/data-table/filter-bar.tsx";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ListOrdered } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { useList } from "../app/use-list.ts";
import { useOperator } from "../forms/use-operator.ts";
import { SubscriptionPanel } from "./subscription-panel.tsx";
import { activeInput, queueInput, type SubscriptionSearch } from "./subscription-search.ts";
import { useSubscriptionColumns } from "./use-subscription-columns.tsx";

export function SubscriptionsScreen({ search }: { search: SubscriptionSearch }) {
  const { t } = useTranslation();
  const view = search.view ?? "active";
  const { now } = useOperator();
  const isQueue = view === "queue";
  const running = useQuery({
    ...api.subscriptions.listActive.queryOptions(activeInput(search, now)),
    placeholderData: keepPreviousData,
    enabled: !isQueue,
  });
  const waiting = useQuery({
    ...api.subscriptions.listQueue.queryOptions(queueInput(search)),
    placeholderData: keepPreviousData,
    enabled: isQueue,
  });
  const list = useList<AdminSubscription, SubscriptionSearch>(search, isQueue ? waiting : running);
  const columns = useSubscriptionColumns(view);
  const opened = list.table.page.rows?.find(({ id }) => id === search.open);
  return (
    <div className="grid gap-4">
      <h1 className="font-semibold text-xl">{t("subscriptions.title")}</h1>
      <Tabs
        value={view}
        onValueChange={(next) =>
          list.set({ view: next === "queue" ? "queue" : undefined, kind: undefined, soon: undefined, open: undefined })
        }
      >
        <TabList aria-label={t("subscriptions.views.label")}>
          <Tab value="active">{t("subscriptions.views.active")}</Tab>
          <Tab value="queue">{t("subscriptions.views.queue")}</Tab>
        </TabList>
        <TabPanel value={view} className="pt-4 outline-none">
          <DataTable
            name={`subscriptions.${view}`}
            label={t(`subscriptions.views.${view}`)}
            columns={columns}
            rowId={(row) => row.id}
            {...list.table}
            onOpen={(row) => list.open(row.id)}
            toolbar={<SubscriptionFilters search={search} set={list.set} clear={list.clear} isQueue={isQueue} />}
            empty={
              <EmptyState
                icon={ListOrdered}
                title={t(isQueue ? "subscriptions.emptyQueue" : "subscriptions.emptyActive")}
                text={t("subscriptions.emptyText")}
              />
            }
          />
        </TabPanel>
      </Tabs>
      {opened && <SubscriptionPanel subscription={opened} onClose={() => list.open(undefined)} />}
    </div>
  );
}

function SubscriptionFilters(props: {
  search: SubscriptionSearch;
  set: (change: Partial<SubscriptionSearch>) => void;
  clear: (() => void) | null;
  isQueue: boolean;
}) {
  const { t } = useTranslation();
  const { search, set } = props;
  return (
    <FilterBar onClear={props.clear}>
      <SearchFilter label={t("subscriptions.number")} value={search.number} onChange={(number) => set({ number })} />
      {!props.isQueue && (
        <>
          <SelectFilter
            label={t("subscriptions.kind")}
            value={search.kind}
            options={[
              { value: "base", label: t("subscriptions.base") },
              { value: "topup", label: t("subscriptions.topup") },
            ]}
            onChange={(kind) => set({ kind })}
          />
          <SelectFilter
            label={t("subscriptions.soon")}
            value={search.soon}
            options={[
              { value: "24", label: t("subscriptions.hours24") },
              { value: "168", label: t("subscriptions.days7") },
            ]}
            onChange={(soon) => set({ soon })}
          />
        </>
      )}
    </FilterBar>
  );
}
