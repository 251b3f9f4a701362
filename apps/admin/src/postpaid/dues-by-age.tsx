import { Skeleton } from "@nexa/ui/components/skeleton.tsx";
import { Moment, Money } from "@nexa/ui/format/display.tsx";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { Loaded } from "../run/list-states.tsx";

/** What is owed by how long it has been due, as last measured. */
export function DuesByAge() {
  const { t } = useTranslation();
  const dashboard = useQuery({
    ...api.analytics.dashboard.queryOptions({}),
    select: ({ now }) => now,
  });
  return (
    <Loaded query={dashboard} skeleton={<Skeleton className="mb-4 h-16" />}>
      {(standing) =>
        standing === null ? null : (
          <div className="pb-4">
            <dl className="grid grid-cols-2 gap-x-6 gap-y-3 text-sm md:grid-cols-4">
              {standing.dues.byAge.map(({ age, bills, outstandingMinor }) => (
                <div key={age}>
                  <dt className="text-muted-foreground">{t(`postpaid.ages.${age}`)}</dt>
                  <dd className="font-medium">
                    <Money minor={outstandingMinor} />{" "}
                    <span className="font-normal text-muted-foreground">{t("postpaid.bills", { count: bills })}</span>
                  </dd>
                </div>
              ))}
            </dl>
            <p className="pt-2 text-muted-foreground text-sm">
              {t("postpaid.measured")} <Moment at={standing.measuredAt} />
            </p>
          </div>
        )
      }
    </Loaded>
  );
}
