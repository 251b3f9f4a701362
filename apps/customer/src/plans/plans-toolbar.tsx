import { Button } from "@nexa/ui/components/button.tsx";
import { Input } from "@nexa/ui/components/input.tsx";
import { Select } from "@nexa/ui/components/select.tsx";
import { Search, SlidersHorizontal } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { FilterSheet } from "./filter-sheet.tsx";
import { PLAN_ORDERS, type PlanOrder, type PlansSearch } from "./plans-search.ts";

/** Long enough that a word is not searched for letter by letter. */
const TYPING_MS = 250;

/** Search, filters and order. The address holds all three. */
export function PlansToolbar(props: {
  search: PlansSearch;
  onChange: (part: Partial<PlansSearch>) => void;
  count: number;
}) {
  const { t } = useTranslation();
  const [isFiltering, setIsFiltering] = useState(false);
  const { price, validity, daily, sort } = props.search;
  const filters = { price, validity, daily };
  const inUse = Object.values(filters).filter((value) => value !== undefined).length;
  return (
    <div className="grid gap-2 sm:grid-cols-[1fr_auto_auto]">
      <SearchBox value={props.search.q ?? ""} onChange={(q) => props.onChange({ q: q || undefined })} />
      <div className="grid grid-cols-2 gap-2 sm:contents">
        <Button onClick={() => setIsFiltering(true)} className={inUse > 0 ? "border-brand text-brand-strong" : ""}>
          <SlidersHorizontal />
          {inUse > 0 ? t("plans.filtersOn", { count: inUse }) : t("plans.filters")}
        </Button>
        <Select
          aria-label={t("plans.sort")}
          value={sort ?? "popular"}
          onChange={(event) => props.onChange({ sort: event.target.value as PlanOrder })}
        >
          {PLAN_ORDERS.map((order) => (
            <option key={order} value={order}>
              {t(`plans.sorts.${order}`)}
            </option>
          ))}
        </Select>
      </div>
      <p role="status" className="sr-only">
        {t("plans.found", { count: props.count })}
      </p>
      <FilterSheet
        isOpen={isFiltering}
        onClose={() => setIsFiltering(false)}
        filters={filters}
        onChange={props.onChange}
        count={props.count}
      />
    </div>
  );
}

function SearchBox({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(value);
  const [sent, setSent] = useState(value);
  const [seen, setSeen] = useState(value);
  if (value !== seen) {
    setSeen(value);
    // Else it is what was typed here, and more may have been typed since.
    if (value !== sent) setTyped(value);
  }
  useEffect(() => {
    if (typed.trim() === value) return;
    const timer = setTimeout(() => {
      setSent(typed.trim());
      onChange(typed.trim());
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <span className="relative block">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted-foreground"
      />
      <Input
        type="search"
        aria-label={t("plans.search")}
        placeholder={t("plans.searchHint")}
        maxLength={100}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        className="pl-9"
      />
    </span>
  );
}
