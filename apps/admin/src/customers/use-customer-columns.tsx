import type { CustomerSummary } from "@nexa/contracts";
import type { Column } from "@nexa/ui/data-table/columns";
import { Moment, Phone } from "@nexa/ui/format/display.tsx";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { AccountBadge } from "./badges.tsx";

export function useCustomerColumns(): Column<CustomerSummary>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        id: "name",
        label: t("customers.name"),
        width: 14,
        sort: { ascending: "name" },
        cell: (row) => row.fullName || t("customers.erased"),
      },
      {
        id: "number",
        label: t("customers.number"),
        width: 11,
        cell: (row) => (row.phoneNumber ? <Phone number={row.phoneNumber} /> : t("people.none")),
      },
      { id: "status", label: t("customers.status"), width: 8, cell: (row) => <AccountBadge status={row.status} /> },
      {
        id: "plan",
        label: t("customers.plan"),
        width: 14,
        cell: (row) =>
          row.daysInactive > 0 ? (
            <span className="text-muted-foreground">{t("customers.noPlan", { count: row.daysInactive })}</span>
          ) : (
            row.lastActivePlanAt && <Moment at={row.lastActivePlanAt} as="date" />
          ),
      },
      {
        id: "joined",
        label: t("customers.joined"),
        width: 9,
        sort: { ascending: "oldest", descending: "newest" },
        cell: (row) => <Moment at={row.createdAt} as="date" />,
      },
      {
        id: "language",
        label: t("customers.language"),
        width: 7,
        isExtra: true,
        cell: (row) => t(`people.language.${row.language}`),
      },
      {
        id: "verified",
        label: t("customers.verified"),
        width: 9,
        isExtra: true,
        cell: (row) => t(row.isPhoneVerified ? "people.yes" : "people.no"),
      },
      { id: "email", label: t("customers.facts.email"), width: 14, isExtra: true, cell: (row) => row.email },
    ],
    [t],
  );
}
