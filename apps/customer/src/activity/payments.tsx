import { failureOf, pagesOf } from "@nexa/client";
import { Button } from "@nexa/ui/components/button.tsx";
import { Skeleton } from "@nexa/ui/components/skeleton.tsx";
import { EmptyState, ErrorState } from "@nexa/ui/components/states.tsx";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ReceiptText, SearchX } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { api, client } from "../app/api.ts";
import { useNow } from "../queue/use-now.ts";
import { rechargeLink } from "../recharge/recharge-link.ts";
import { type ActivitySearch, PERIODS } from "./activity-search.ts";
import { PaymentRow } from "./payment-row.tsx";

const PAGE = 25;
const DAY_MS = 86_400_000;
/** While a payment is open its row is asked for again this often. */
const PENDING_MS = 5_000;

/** What was paid and given back, newest first. */
export function Payments({ search, onClear }: { search: ActivitySearch; onClear: () => void }) {
  const { t } = useTranslation();
  const { type, status, period } = search;
  const today = Math.floor(useNow().getTime() / DAY_MS);
  const from = useMemo(
    () => (period ? new Date((today - PERIODS[period]) * DAY_MS).toISOString() : undefined),
    [period, today],
  );
  const input = { limit: PAGE, ...(type && { type }), ...(status && { status }), ...(from && { from }) };
  const query = useInfiniteQuery({
    ...pagesOf([...api.transactions.list.pathKey(), input], (page) =>
      client.transactions.list.query({ ...input, ...page }),
    ),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some((item) => item.status === "pending")) ? PENDING_MS : false,
  });
  if (query.isError && !query.data) {
    return <ErrorState failure={failureOf(query.error)} onRetry={() => void query.refetch()} />;
  }
  if (!query.data) return <Waiting />;
  const items = query.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return type || status || period ? <NoneFits onClear={onClear} /> : <NoneYet />;
  return (
    <>
      <ul className="divide-y rounded-card border bg-card shadow-card">
        {items.map((item) => (
          <PaymentRow key={item.id} transaction={item} />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button
          className="justify-self-center"
          isBusy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t("activity.more")}
        </Button>
      )}
    </>
  );
}

function NoneYet() {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={ReceiptText}
      title={t("activity.empty")}
      text={t("activity.emptyText")}
      action={
        <Button asChild variant="primary">
          <Link {...rechargeLink()}>{t("activity.emptyAction")}</Link>
        </Button>
      }
    />
  );
}

function NoneFits({ onClear }: { onClear: () => void }) {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={SearchX}
      title={t("activity.none")}
      text={t("activity.noneText")}
      action={<Button onClick={onClear}>{t("activity.clear")}</Button>}
    />
  );
}

const ROWS = ["a", "b", "c", "d", "e", "f"];

function Waiting() {
  return (
    <div className="grid gap-px">
      {ROWS.map((row) => (
        <Skeleton key={row} className="h-16" />
      ))}
    </div>
  );
}
