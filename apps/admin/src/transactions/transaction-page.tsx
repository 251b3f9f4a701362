import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { TransactionDetail } from "./transaction-detail.tsx";

export function TransactionPage({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data } = useQuery(api.transactions.get.queryOptions({ transactionId: id }));
  return (
    <div className="grid max-w-3xl gap-4">
      <Link to="/transactions" className="inline-flex items-center gap-1 text-muted-foreground text-sm hover:underline">
        <ArrowLeft aria-hidden className="size-4" />
        {t("people.back")}
      </Link>
      <h1 className="tabular font-semibold text-xl">{data?.reference ?? t("transactions.one")}</h1>
      <TransactionDetail id={id} />
    </div>
  );
}
