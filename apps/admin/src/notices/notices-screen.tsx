import { failureOf } from "@nexa/client";
import { Button } from "@nexa/ui/components/button.tsx";
import { Card } from "@nexa/ui/components/card.tsx";
import { Skeleton } from "@nexa/ui/components/skeleton.tsx";
import { ErrorState } from "@nexa/ui/components/states.tsx";
import { Tab, TabList, TabPanel, Tabs } from "@nexa/ui/components/tabs.tsx";
import { useFormats } from "@nexa/ui/format/formats-context.tsx";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { useMay } from "../app/use-may.ts";
import { PageHead } from "../run/page-head.tsx";
import { BroadcastList } from "./broadcast-list.tsx";
import { ChannelCounts } from "./broadcast-parts.tsx";
import { ComposeScreen } from "./compose-screen.tsx";
import { NoticeList } from "./notice-list.tsx";
import { knownOf, NOTICES_VIEWS, type NoticesSearch } from "./notices-search.ts";
import { TriggerFigures } from "./trigger-figures.tsx";

/** What went out to customers, by whom and with what result. Who may only send gets the composer. */
export function NoticesScreen({ search }: { search: NoticesSearch }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const mayRead = useMay("notifications.read");
  if (!mayRead) return <ComposeScreen />;
  return (
    <>
      <PageHead
        title={t("notices.title")}
        actions={
          <Button asChild variant="primary">
            <Link to="/notifications/new">
              <Plus aria-hidden />
              {t("notices.compose")}
            </Link>
          </Button>
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <Figures />
        <Tabs
          value={search.view ?? "broadcasts"}
          onValueChange={(value) => {
            const view = knownOf(NOTICES_VIEWS, value);
            void navigate({ to: "/notifications", search: view && view !== "broadcasts" ? { view } : {} });
          }}
        >
          <TabList aria-label={t("notices.title")} className="mb-4">
            {NOTICES_VIEWS.map((view) => (
              <Tab key={view} value={view}>
                {t(`notices.views.${view}`)}
              </Tab>
            ))}
          </TabList>
          <TabPanel value="broadcasts">
            <BroadcastList search={search} />
          </TabPanel>
          <TabPanel value="single">
            <NoticeList search={search} />
          </TabPanel>
          <TabPanel value="triggers">
            <TriggerFigures />
          </TabPanel>
        </Tabs>
      </div>
    </>
  );
}

/** The last 30 days: what went out and what became of it. */
function Figures() {
  const { t } = useTranslation();
  const { number } = useFormats();
  const stats = useQuery(api.notifications.stats.queryOptions({}));
  const automated = useQuery(api.notifications.automatedStats.queryOptions({}));
  if (stats.isError) return <ErrorState failure={failureOf(stats.error)} onRetry={() => void stats.refetch()} />;
  if (!stats.data) return <Skeleton className="h-44" />;
  const { total, read, deliveryRatePercent, receiptRatePercent, byChannel } = stats.data;
  const facts = [
    [t("notices.figures.total"), number(total)],
    [t("notices.figures.automated"), automated.data ? number(automated.data.total) : "–"],
    [t("notices.figures.read"), number(read)],
    [t("notices.figures.rate"), deliveryRatePercent === null ? "–" : `${deliveryRatePercent} %`],
    [t("notices.figures.receipts"), receiptRatePercent === null ? "–" : `${receiptRatePercent} %`],
  ] as const;
  return (
    <Card className="grid gap-4">
      <h2 className="text-muted-foreground text-sm">{t("notices.figures.title")}</h2>
      <dl className="grid grid-cols-2 gap-4 sm:grid-cols-5">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt className="text-muted-foreground text-sm">{label}</dt>
            <dd className="tabular font-semibold text-xl">{value}</dd>
          </div>
        ))}
      </dl>
      <ChannelCounts counts={byChannel} />
    </Card>
  );
}
