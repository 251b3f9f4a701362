import { pagesOf } from "@nexa/client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, client } from "../../app/api.ts";
import { SubscriptionRow } from "../../subscriptions/subscription-row.tsx";
import { Part } from "../facts.tsx";
import { PagedList } from "../paged-list.tsx";

const PAGE = 30;

/** What runs and waits on the customer's numbers, whoever paid for it. */
export function PlansTab({ customerId }: { customerId: string }) {
  const { t } = useTranslation();
  const input = { ownerId: customerId, limit: PAGE };
  const running = useInfiniteQuery(
    pagesOf(api.subscriptions.listActive.queryKey(input), (page) =>
      client.subscriptions.listActive.query({ ...input, ...page }),
    ),
  );
  const waiting = useInfiniteQuery(
    pagesOf(api.subscriptions.listQueue.queryKey(input), (page) =>
      client.subscriptions.listQueue.query({ ...input, ...page }),
    ),
  );
  const none = (text: string) => <p className="text-muted-foreground text-sm">{text}</p>;
  return (
    <div className="grid gap-6">
      <Part title={t("customers.plans.running")}>
        <PagedList query={running} label={t("customers.plans.running")} empty={none(t("customers.plans.noneRunning"))}>
          {(item) => <SubscriptionRow subscription={item} />}
        </PagedList>
      </Part>
      <Part title={t("customers.plans.waiting")}>
        <PagedList query={waiting} label={t("customers.plans.waiting")} empty={none(t("customers.plans.noneWaiting"))}>
          {(item) => <SubscriptionRow subscription={item} />}
        </PagedList>
      </Part>
      {none(t("customers.plans.earlier"))}
    </div>
  );
}
