import { Tab, TabList, TabPanel, Tabs } from "@nexa/ui/components/tabs.tsx";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { ActivitySearch } from "./activity-search.ts";
import { PaymentFilters } from "./payment-filters.tsx";
import { Payments } from "./payments.tsx";
import { Usage } from "./usage.tsx";

const route = getRouteApi("/_app/activity/");

export function ActivityScreen() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (part: Partial<ActivitySearch>) =>
    void navigate({ search: (before) => ({ ...before, ...part }), replace: true, resetScroll: false });
  return (
    <div className="grid gap-4">
      <h1 className="font-semibold text-2xl">{t("activity.title")}</h1>
      <Tabs
        value={search.tab ?? "payments"}
        onValueChange={(tab) => change({ tab: tab === "usage" ? "usage" : undefined })}
      >
        <TabList aria-label={t("activity.title")}>
          <Tab value="payments" className="h-11">
            {t("activity.payments")}
          </Tab>
          <Tab value="usage" className="h-11">
            {t("activity.usage")}
          </Tab>
        </TabList>
        <TabPanel value="payments" className="grid gap-4 pt-4">
          <PaymentFilters search={search} onChange={change} />
          <Payments search={search} onClear={() => change({ type: undefined, status: undefined, period: undefined })} />
        </TabPanel>
        <TabPanel value="usage" className="grid gap-4 pt-4">
          <Usage days={search.days ?? 30} onDays={(days) => change({ days })} />
        </TabPanel>
      </Tabs>
    </div>
  );
}
