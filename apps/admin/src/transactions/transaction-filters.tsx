import {
  DISCOUNT_TYPES,
  RECORDED_PAYMENT_METHODS,
  TRANSACTION_STATUSES,
  TRANSACTION_TYPES,
} from "@nexa/contracts/enums";
import { Input } from "@nexa/ui/components/input.tsx";
import { DayFilter, FilterBar, SearchFilter, SelectFilter } from "@nexa/ui/data-table/filter-bar.tsx";
import { useTranslation } from "react-i18next";
import type { TransactionSearch } from "./transaction-search.ts";

export function TransactionFilterBar(props: {
  search: TransactionSearch;
  set: (change: Partial<TransactionSearch>) => void;
  clear: (() => void) | null;
}) {
  const { t } = useTranslation();
  const { search, set } = props;
  return (
    <FilterBar onClear={props.clear}>
      <SearchFilter
        label={t("transactions.search")}
        value={search.search}
        onChange={(value) => set({ search: value })}
      />
      <SelectFilter
        label={t("transactions.status")}
        value={search.status}
        options={TRANSACTION_STATUSES.map((value) => ({ value, label: t(`people.transactionStatus.${value}`) }))}
        onChange={(status) => set({ status })}
      />
      <SelectFilter
        label={t("transactions.type")}
        value={search.type}
        options={TRANSACTION_TYPES.map((value) => ({ value, label: t(`people.transactionType.${value}`) }))}
        onChange={(type) => set({ type })}
      />
      <SelectFilter
        label={t("transactions.method")}
        value={search.method}
        options={RECORDED_PAYMENT_METHODS.map((value) => ({ value, label: t(`people.method.${value}`) }))}
        onChange={(method) => set({ method })}
      />
      <SelectFilter
        label={t("transactions.discount")}
        value={search.discount}
        options={DISCOUNT_TYPES.map((value) => ({ value, label: t(`people.discount.${value}`) }))}
        onChange={(discount) => set({ discount })}
      />
      <AmountFilter label={t("transactions.min")} value={search.min} onChange={(min) => set({ min })} />
      <AmountFilter label={t("transactions.max")} value={search.max} onChange={(max) => set({ max })} />
      <DayFilter label={t("transactions.from")} value={search.from} onChange={(from) => set({ from })} />
      <DayFilter label={t("transactions.until")} value={search.until} onChange={(until) => set({ until })} />
    </FilterBar>
  );
}

/** Taken when it is left or Enter is pressed, not at each digit. */
function AmountFilter(props: {
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}) {
  return (
    <Input
      key={props.value ?? ""}
      aria-label={props.label}
      placeholder={props.label}
      inputMode="decimal"
      className="tabular h-8 w-32"
      defaultValue={props.value ?? ""}
      onBlur={({ target }) => target.value !== (props.value ?? "") && props.onChange(target.value || undefined)}
      onKeyDown={({ key, currentTarget }) => key === "Enter" && currentTarget.blur()}
    />
  );
}
