import { ACCOUNT_STATUSES, LANGUAGES } from "@nexa/contracts/enums";
import { DayFilter, FilterBar, SearchFilter, SelectFilter } from "@nexa/ui/data-table/filter-bar.tsx";
import { useTranslation } from "react-i18next";
import { type CustomerSearch, INACTIVE_DAYS } from "./customer-search.ts";
import { SavedFilters } from "./saved-filters.tsx";

export function CustomerFilters(props: {
  search: CustomerSearch;
  set: (change: Partial<CustomerSearch>) => void;
  clear: (() => void) | null;
}) {
  const { t } = useTranslation();
  const { search, set } = props;
  const yesNo = (["yes", "no"] as const).map((value) => ({ value, label: t(`people.${value}`) }));
  const flag = (name: "plan" | "postpaid" | "verified", label: string) => (
    <SelectFilter
      label={label}
      value={search[name]}
      options={yesNo.map(({ value, label: word }) => ({ value, label: `${label}: ${word}` }))}
      onChange={(value) => set({ [name]: value })}
    />
  );
  return (
    <FilterBar onClear={props.clear}>
      <SearchFilter label={t("customers.search")} value={search.search} onChange={(value) => set({ search: value })} />
      <SelectFilter
        label={t("customers.status")}
        value={search.status}
        options={ACCOUNT_STATUSES.map((value) => ({ value, label: t(`people.account.${value}`) }))}
        onChange={(status) => set({ status })}
      />
      {flag("plan", t("customers.hasPlan"))}
      {flag("postpaid", t("customers.hasPostpaid"))}
      {flag("verified", t("customers.verified"))}
      <SelectFilter
        label={t("customers.language")}
        value={search.language}
        options={LANGUAGES.map((value) => ({ value, label: t(`people.language.${value}`) }))}
        onChange={(language) => set({ language })}
      />
      <SelectFilter
        label={t("customers.inactiveFor")}
        value={search.inactive}
        options={INACTIVE_DAYS.map((value) => ({
          value,
          label: t("customers.noPlan", { count: Number(value) }),
        }))}
        onChange={(inactive) => set({ inactive })}
      />
      <DayFilter label={t("customers.from")} value={search.from} onChange={(from) => set({ from })} />
      <DayFilter label={t("customers.until")} value={search.until} onChange={(until) => set({ until })} />
      <SavedFilters search={search} set={set} />
    </FilterBar>
  );
}
