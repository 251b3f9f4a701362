import { failureOf } from "@nexa/client";
import type { AdminSubscription } from "@nexa/contracts";
import { Dialog } from "@nexa/ui/components/dialog.tsx";
import { ErrorState } from "@nexa/ui/components/states.tsx";
import { Moment, Money, Phone, Volume } from "@nexa/ui/format/display.tsx";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { SubscriptionBadge } from "../customers/badges.tsx";
import { Facts, Part, Rows, RowsSkeleton } from "../customers/facts.tsx";
import { CustomerLink, TransactionLink } from "../customers/links.tsx";
import { SubscriptionRow } from "./subscription-row.tsx";

/** A plan beside the list, with everything that runs and waits on its number. */
export function SubscriptionPanel(props: { subscription: AdminSubscription; onClose: () => void }) {
  const { t } = useTranslation();
  const { subscription } = props;
  const { ownerId, payerId, dataBalanceBytes: data } = subscription;
  return (
    <Dialog
      shape="panel"
      isOpen
      onClose={props.onClose}
      title={subscription.planName}
      description={<Phone number={subscription.phoneNumber} />}
    >
      <div className="grid gap-6 pt-2">
        <Facts
          label={t("subscriptions.one")}
          items={[
            [t("subscriptions.status"), <SubscriptionBadge key="status" status={subscription.status} />],
            [t("subscriptions.kind"), t(subscription.isTopup ? "subscriptions.topup" : "subscriptions.base")],
            [t("subscriptions.starts"), <Moment key="starts" at={subscription.startsAt} />],
            [t("subscriptions.ends"), <Moment key="ends" at={subscription.endsAt} />],
            [t("subscriptions.balance"), data === null ? null : <Volume key="data" bytes={data} />],
            [t("subscriptions.price"), <Money key="price" minor={subscription.priceMinor} />],
            [t("subscriptions.bought"), <Moment key="bought" at={subscription.createdAt} />],
            [
              t("subscriptions.payment"),
              <TransactionLink key="payment" id={subscription.transactionId}>
                {t("subscriptions.openPayment")}
              </TransactionLink>,
            ],
            [
              t("subscriptions.owner"),
              ownerId ? (
                <CustomerLink id={ownerId}>{t("subscriptions.openCustomer")}</CustomerLink>
              ) : (
                t("subscriptions.noOwner")
              ),
            ],
            [
              t("subscriptions.payer"),
              payerId ? (
                <CustomerLink id={payerId}>{t("subscriptions.openCustomer")}</CustomerLink>
              ) : (
                t("subscriptions.byPartner")
              ),
            ],
          ]}
        />
        <Part title={t("subscriptions.line")} text={t("subscriptions.lineText")}>
          <LineQueue lineId={subscription.lineId} />
        </Part>
      </div>
    </Dialog>
  );
}

function LineQueue({ lineId }: { lineId: string }) {
  const running = useQuery(api.subscriptions.listActive.queryOptions({ lineId, limit: 100 }));
  const waiting = useQuery(api.subscriptions.listQueue.queryOptions({ lineId, limit: 100 }));
  const failed = running.error ?? waiting.error;
  if (failed) return <ErrorState failure={failureOf(failed)} />;
  if (!running.data || !waiting.data) return <RowsSkeleton />;
  return (
    <Rows>
      {[...running.data.items, ...waiting.data.items].map((item) => (
        <SubscriptionRow key={item.id} subscription={item} />
      ))}
    </Rows>
  );
}
