import type { AdminTransaction } from "@nexa/contracts";
import type { Column } from "@nexa/ui/data-table/columns";
import { Moment, Money, Phone } from "@nexa/ui/format/display.tsx";
import type { TFunction } from "i18next";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { TransactionBadge } from "../customers/badges.tsx";
import { usePayerName } from "./use-payer-name.ts";

export function useTransactionColumns(): Column<AdminTransaction>[] {
  const { t } = useTranslation();
  const payerName = usePayerName();
  return useMemo(
    () => [
      {
        id: "reference",
        label: t("transactions.reference"),
        width: 13,
        cell: (row) => <span className="tabular">{row.reference}</span>,
      },
      {
        id: "made",
        label: t("transactions.made"),
        width: 11,
        sort: { ascending: "oldest", descending: "newest" },
        cell: (row) => <Moment at={row.createdAt} />,
      },
      {
        id: "status",
        label: t("transactions.status"),
        width: 8,
        cell: (row) => <TransactionBadge status={row.status} />,
      },
      {
        id: "type",
        label: t("transactions.type"),
        width: 7,
        cell: (row) => t(`people.transactionType.${row.type}`),
      },
      { id: "payer", label: t("transactions.payer"), width: 10, cell: payerName },
      {
        id: "recipient",
        label: t("transactions.recipient"),
        width: 9.5,
        cell: (row) => <Phone number={row.recipientPhoneNumber} />,
      },
      { id: "plan", label: t("transactions.plan"), width: 9, cell: (row) => row.planName ?? t("people.none") },
      {
        id: "amount",
        label: t("transactions.amount"),
        width: 7,
        align: "end",
        cell: (row) => <Money minor={row.finalAmountMinor} />,
      },
      ...extraColumns(t),
    ],
    [t, payerName],
  );
}

function extraColumns(t: TFunction): Column<AdminTransaction>[] {
  return [
    {
      id: "refunded",
      label: t("transactions.refunded"),
      width: 7,
      align: "end",
      isExtra: true,
      cell: (row) => (row.refundedAmountMinor > 0 ? <Money minor={row.refundedAmountMinor} /> : t("people.none")),
    },
    {
      id: "discount",
      label: t("transactions.discount"),
      width: 7,
      align: "end",
      isExtra: true,
      cell: (row) => (row.discountAmountMinor > 0 ? <Money minor={row.discountAmountMinor} /> : t("people.none")),
    },
    {
      id: "method",
      label: t("transactions.method"),
      width: 8,
      isExtra: true,
      cell: (row) => t(`people.method.${row.paymentMethod}`),
    },
    {
      id: "settled",
      label: t("transactions.settled"),
      width: 11,
      isExtra: true,
      cell: (row) => (row.settledAt ? <Moment at={row.settledAt} /> : t("people.none")),
    },
  ];
}
