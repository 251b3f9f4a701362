import { pagesOf } from "@nexa/client";
import { EmptyState } from "@nexa/ui/components/states.tsx";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api, client } from "../../app/api.ts";
import { TransactionRow } from "../../transactions/transaction-row.tsx";
import { PagedList } from "../paged-list.tsx";

const PAGE = 30;

/** What the customer paid and got back. */
export function MoneyTab({ customerId }: { customerId: string }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(
    pagesOf(api.transactions.list.queryKey({ payerId: customerId, limit: PAGE }), (page) =>
      client.transactions.list.query({ payerId: customerId, limit: PAGE, ...page }),
    ),
  );
  return (
    <div className="grid gap-2">
      <Link
        to="/transactions"
        search={{ payerId: customerId }}
        className="justify-self-start text-brand-strong text-sm underline-offset-4 hover:underline"
      >
        {t("customers.money.all")}
      </Link>
      <PagedList
        query={query}
        label={t("customers.tabs.money")}
        empty={<EmptyState title={t("customers.money.none")} />}
      >
        {(transaction) => <TransactionRow transaction={transaction} />}
      </PagedList>
    </div>
  );
}
