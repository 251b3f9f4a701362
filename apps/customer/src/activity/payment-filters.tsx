import { TRANSACTION_STATUSES, TRANSACTION_TYPES } from "@nexa/contracts/enums";
import { Select } from "@nexa/ui/components/select.tsx";
import { useTranslation } from "react-i18next";
import { type ActivitySearch, PERIODS, type Period, readActivitySearch } from "./activity-search.ts";

/** What was paid for, how it ended, and when. */
export function PaymentFilters(props: { search: ActivitySearch; onChange: (part: Partial<ActivitySearch>) => void }) {
  const { t } = useTranslation();
  const { search, onChange } = props;
  return (
    <div className="grid grid-cols-2 gap-2 sm:grid-cols-3">
      <Select
        aria-label={t("activity.type")}
        value={search.type ?? ""}
        onChange={({ target }) => onChange({ type: readActivitySearch({ type: target.value }).type })}
      >
        <option value="">{t("activity.allTypes")}</option>
        {TRANSACTION_TYPES.map((type) => (
          <option key={type} value={type}>
            {t(`activity.types.${type}`)}
          </option>
        ))}
      </Select>
      <Select
        aria-label={t("activity.status")}
        value={search.status ?? ""}
        onChange={({ target }) => onChange({ status: readActivitySearch({ status: target.value }).status })}
      >
        <option value="">{t("activity.allStatuses")}</option>
        {TRANSACTION_STATUSES.map((status) => (
          <option key={status} value={status}>
            {t(`activity.statuses.${status}`)}
          </option>
        ))}
      </Select>
      <Select
        className="col-span-2 sm:col-span-1"
        aria-label={t("activity.period")}
        value={search.period ?? ""}
        onChange={({ target }) => onChange({ period: readActivitySearch({ period: target.value }).period })}
      >
        <option value="">{t("activity.periods.all")}</option>
        {(Object.keys(PERIODS) as Period[]).map((period) => (
          <option key={period} value={period}>
            {t(`activity.periods.${period}`)}
          </option>
        ))}
      </Select>
    </div>
  );
}
