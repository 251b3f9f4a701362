import type { AdminSubscription } from "@nexa/contracts";
import type { Column } from "@nexa/ui/data-table/columns";
import { Moment, Money, Phone, Volume } from "@nexa/ui/format/display.tsx";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

export function useSubscriptionColumns(view: "active" | "queue"): Column<AdminSubscription>[] {
  const { t } = useTranslation();
  return useMemo(() => {
    const kind: Column<AdminSubscription> = {
      id: "kind",
      label: t("subscriptions.kind"),
      width: 7,
      cell: (row) => t(row.isTopup ? "subscriptions.topup" : "subscriptions.base"),
    };
    const position: Column<AdminSubscription> = {
      id: "position",
      label: t("subscriptions.position"),
      width: 6,
      align: "end",
      cell: (row) => row.queuePosition,
    };
    const balance: Column<AdminSubscription> = {
      id: "balance",
      label: t("subscriptions.balance"),
      width: 8,
      align: "end",
      cell: (row) => (row.dataBalanceBytes === null ? t("people.none") : <Volume bytes={row.dataBalanceBytes} />),
    };
    return [
      {
        id: "number",
        label: t("subscriptions.number"),
        width: 10,
        cell: (row) => <Phone number={row.phoneNumber} />,
      },
      { id: "plan", label: t("subscriptions.plan"), width: 11, cell: (row) => row.planName },
      view === "active" ? kind : position,
      {
        id: "starts",
        label: t("subscriptions.starts"),
        width: 11,
        cell: (row) => <Moment at={row.startsAt} />,
      },
      { id: "ends", label: t("subscriptions.ends"), width: 11, cell: (row) => <Moment at={row.endsAt} /> },
      balance,
      {
        id: "price",
        label: t("subscriptions.price"),
        width: 8,
        align: "end",
        cell: (row) => <Money minor={row.priceMinor} />,
      },
    ];
  }, [t, view]);
}
