import { ADMIN_ROLES } from "@nexa/contracts/enums";
import { type Permission, roleMay } from "@nexa/contracts/permissions";
import { Card } from "@nexa/ui/components/card.tsx";
import { Check, Minus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { type SimpleColumn, SimpleTable } from "../run/simple-table.tsx";

/** What is worth knowing of each role, in the order of the navigation. */
const SHOWN = [
  "customers.read",
  "customers.write",
  "transactions.read",
  "transactions.export",
  "transactions.refund",
  "postpaid.read",
  "postpaid.write",
  "catalog.read",
  "catalog.write",
  "content.write",
  "notifications.manage",
  "analytics.read",
  "audit.read",
  "jobs.run",
  "settings.change",
  "backups.manage",
  "partners.manage",
  "staff.manage",
] as const satisfies readonly Permission[];
type Shown = (typeof SHOWN)[number];

/** The server's own table of roles. */
export function RolesTable() {
  const { t } = useTranslation();
  const keyOf = (permission: Shown) => permission.replace(".", "_") as DotToUnderscore<Shown>;
  const columns: SimpleColumn<Shown>[] = [
    { name: "may", header: t("staff.may"), cell: (permission) => t(`staff.permissions.${keyOf(permission)}`) },
    ...ADMIN_ROLES.map((role) => ({
      name: role,
      header: t(`staff.roles.${role}`),
      cell: (permission: Shown) =>
        roleMay(role, permission) ? (
          <Check role="img" aria-label={t("staff.yes")} className="size-4" />
        ) : (
          <Minus role="img" aria-label={t("staff.no")} className="size-4 text-muted-foreground/60" />
        ),
    })),
  ];
  return (
    <>
      <h2 className="pt-8 pb-3 font-medium">{t("staff.rolesTitle")}</h2>
      <Card className="p-0">
        <SimpleTable label={t("staff.rolesTitle")} rows={SHOWN} columns={columns} keyOf={(row) => row} />
      </Card>
    </>
  );
}

type DotToUnderscore<T extends string> = T extends `${infer A}.${infer B}` ? `${A}_${B}` : T;
