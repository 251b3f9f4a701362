import { failureOf } from "@nexa/client";
import type { TransactionDetail } from "@nexa/contracts";
import { Button } from "@nexa/ui/components/button.tsx";
import { Skeleton } from "@nexa/ui/components/skeleton.tsx";
import { EmptyState, ErrorState } from "@nexa/ui/components/states.tsx";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ArrowLeft, Printer, ReceiptText, RotateCcw } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { rechargeLink } from "../recharge/recharge-link.ts";
import { Receipt } from "./receipt.tsx";
import "./receipt.css";

const route = getRouteApi("/_app/activity/$transactionId");
/** An open payment is asked for this often, so that it settles before the reader's eyes. */
const PENDING_MS = 2_000;

/** One payment or refund with all that happened to it. */
export function TransactionScreen() {
  const { t } = useTranslation();
  const { transactionId } = route.useParams();
  const query = useQuery({
    ...api.transactions.get.queryOptions({ transactionId }),
    refetchInterval: ({ state }) => (state.data?.status === "pending" ? PENDING_MS : false),
  });
  return (
    <div className="mx-auto grid w-full max-w-xl gap-4">
      <Button asChild variant="quiet" className="-ml-3 justify-self-start px-3">
        <Link to="/activity">
          <ArrowLeft />
          {t("activity.back")}
        </Link>
      </Button>
      {query.data ? (
        <>
          <Receipt transaction={query.data} />
          <Actions transaction={query.data} />
        </>
      ) : query.isError ? (
        <Missing error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Skeleton className="h-96 rounded-card" />
      )}
    </div>
  );
}

function Actions({ transaction }: { transaction: TransactionDetail }) {
  const { t } = useTranslation();
  const { type, planId, recipientPhoneNumber } = transaction;
  const isRecharge = type === "prepaid_recharge" || type === "topup_purchase";
  return (
    <div className="flex flex-wrap gap-2">
      <Button size="lg" onClick={() => window.print()}>
        <Printer />
        {t("activity.print")}
      </Button>
      {isRecharge && planId !== null && (
        <Button asChild variant="primary" size="lg" className="grow">
          <Link {...rechargeLink({ plan: planId, to: recipientPhoneNumber })}>
            <RotateCcw />
            {t("activity.again")}
          </Link>
        </Button>
      )}
    </div>
  );
}

function Missing({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation();
  const failure = failureOf(error);
  const isUnknown = failure.code === "NOT_FOUND" || failure.code === "INVALID";
  if (!isUnknown) return <ErrorState failure={failure} onRetry={onRetry} />;
  return <EmptyState icon={ReceiptText} title={t("activity.notFound")} />;
}
