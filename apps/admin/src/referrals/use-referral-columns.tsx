import type { AdminReferralCode } from "@nexa/contracts";
import type { Column } from "@nexa/ui/data-table/columns";
import { Moment } from "@nexa/ui/format/display.tsx";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { CodeBadge } from "../customers/badges.tsx";

export function useReferralColumns(): Column<AdminReferralCode>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        id: "code",
        label: t("referrals.code"),
        width: 8,
        cell: (row) => <span className="tabular">{row.code}</span>,
      },
      {
        id: "owner",
        label: t("referrals.owner"),
        width: 12,
        cell: (row) => row.owner.fullName || t("customers.erased"),
      },
      { id: "status", label: t("referrals.status"), width: 8, cell: (row) => <CodeBadge status={row.status} /> },
      {
        id: "uses",
        label: t("referrals.uses"),
        width: 6,
        align: "end",
        cell: (row) => t("referrals.usesOf", { uses: row.uses, max: row.maxUses }),
      },
      {
        id: "joined",
        label: t("referrals.joined"),
        width: 14,
        cell: (row) =>
          row.referrals.map(({ referee }) => referee.fullName || t("customers.erased")).join(", ") || t("people.none"),
      },
      { id: "made", label: t("referrals.made"), width: 8, cell: (row) => <Moment at={row.createdAt} as="date" /> },
      {
        id: "expires",
        label: t("referrals.expires"),
        width: 8,
        cell: (row) => <Moment at={row.expiresAt} as="date" />,
      },
    ],
    [t],
  );
}
