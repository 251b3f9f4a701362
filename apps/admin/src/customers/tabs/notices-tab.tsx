import { pagesOf } from "@nexa/client";
import { EmptyState } from "@nexa/ui/components/states.tsx";
import { Moment } from "@nexa/ui/format/display.tsx";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, client } from "../../app/api.ts";
import { useMay } from "../../app/use-may.ts";
import { Row } from "../facts.tsx";
import { PagedList } from "../paged-list.tsx";
import { TimelineList } from "./timeline-tab.tsx";

const PAGE = 30;

/** What the customer was told. How each was delivered only those see who may read notifications. */
export function NoticesTab({ customerId }: { customerId: string }) {
  const { t } = useTranslation();
  const mayRead = useMay("notifications.read");
  if (mayRead) return <Deliveries customerId={customerId} />;
  return <TimelineList customerId={customerId} kinds={["notice", "usage_alert"]} empty={t("customers.notices.none")} />;
}

function Deliveries({ customerId }: { customerId: string }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(
    pagesOf(api.notifications.list.queryKey({ customerId, limit: PAGE }), (page) =>
      client.notifications.list.query({ customerId, limit: PAGE, ...page }),
    ),
  );
  return (
    <>
      <p className="text-muted-foreground text-sm">{t("customers.notices.month")}</p>
      <PagedList
        query={query}
        label={t("customers.tabs.notices")}
        empty={<EmptyState title={t("customers.notices.none")} />}
      >
        {(notice) => (
          <Row
            title={notice.title}
            text={
              <>
                {notice.body}
                <span className="block">
                  {[
                    ...notice.deliveries.map(
                      ({ channel, status, lastError }) =>
                        `${t(`customers.notices.channel.${channel}`)}: ${t(`customers.notices.delivery.${status}`)}${lastError && status === "failed" ? ` (${lastError})` : ""}`,
                    ),
                    notice.readAt && t("customers.notices.read"),
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </span>
              </>
            }
            endText={<Moment at={notice.createdAt} />}
          />
        )}
      </PagedList>
    </>
  );
}
