import type { AdminReferralCode } from "@nexa/contracts";
import { REFERRAL_CODE_STATUSES } from "@nexa/contracts/enums";
import { EmptyState } from "@nexa/ui/components/states.tsx";
import { DataTable } from "@nexa/ui/data-table/data-table.tsx";
import { DayFilter, FilterBar, SearchFilter, SelectFilter } from "@nexa/ui/data-table/filter-bar.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Gift } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { useList } from "../app/use-list.ts";
import { Figures } from "../customers/facts.tsx";
import { useOperator } from "../forms/use-operator.ts";
import { ReferralPanel } from "./referral-panel.tsx";
import { type ReferralSearch, referralsInput } from "./referral-search.ts";
import { useReferralColumns } from "./use-referral-columns.tsx";

export function ReferralsScreen({ search }: { search: ReferralSearch }) {
  const { t } = useTranslation();
  const { timeZone } = useOperator();
  const query = useQuery({
    ...api.referrals.list.queryOptions(referralsInput(search, timeZone)),
    placeholderData: keepPreviousData,
  });
  const list = useList<AdminReferralCode, ReferralSearch>(search, query);
  const opened = list.table.page.rows?.find(({ id }) => id === search.open);
  const columns = useReferralColumns();
  return (
    <div className="grid gap-4">
      <h1 className="font-semibold text-xl">{t("referrals.title")}</h1>
      <ReferralFigures />
      <DataTable
        name="referrals"
        label={t("referrals.title")}
        columns={columns}
        rowId={(row) => row.id}
        {...list.table}
        onOpen={(row) => list.open(row.id)}
        toolbar={
          <FilterBar onClear={list.clear}>
            <SearchFilter label={t("referrals.code")} value={search.code} onChange={(code) => list.set({ code })} />
            <SelectFilter
              label={t("referrals.status")}
              value={search.status}
              options={REFERRAL_CODE_STATUSES.map((value) => ({ value, label: t(`referrals.statuses.${value}`) }))}
              onChange={(status) => list.set({ status })}
            />
            <DayFilter label={t("referrals.from")} value={search.from} onChange={(from) => list.set({ from })} />
            <DayFilter label={t("referrals.until")} value={search.until} onChange={(until) => list.set({ until })} />
          </FilterBar>
        }
        empty={<EmptyState icon={Gift} title={t("referrals.empty")} text={t("referrals.emptyText")} />}
      />
      {opened && <ReferralPanel code={opened} onClose={() => list.open(undefined)} />}
    </div>
  );
}

/** The programme in figures: from codes to people to first recharges to rewards. */
function ReferralFigures() {
  const { t } = useTranslation();
  const { number, percent, money } = useFormats();
  const { data } = useQuery(api.referrals.getStats.queryOptions({}));
  const rate = data?.completionPercent;
  return (
    <Figures
      items={[
        [t("referrals.stats.codes"), data && number(data.codes.total)],
        [t("referrals.stats.joined"), data && number(data.joined)],
        [t("referrals.stats.completed"), data && number(data.completed)],
        [t("referrals.stats.rate"), data && (typeof rate === "number" ? percent(rate / 100) : t("people.none"))],
        [t("referrals.stats.rewards"), data && number(data.rewards.granted)],
        [t("referrals.stats.revoked"), data && number(data.rewards.revoked)],
        [t("referrals.stats.discounted"), data && money(data.discountedMinor)],
      ]}
    />
  );
}
