import type { Admin } from "@nexa/contracts";
import { ADMIN_ROLES, ADMIN_STATUSES } from "@nexa/contracts/enums";
import { Badge } from "@nexa/ui/components/badge.tsx";
import { Button } from "@nexa/ui/components/button.tsx";
import { Card } from "@nexa/ui/components/card.tsx";
import { Field } from "@nexa/ui/components/field.tsx";
import { Select } from "@nexa/ui/components/select.tsx";
import { EmptyState } from "@nexa/ui/components/states.tsx";
import { Moment } from "@nexa/ui/format/display.tsx";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { UserPlus, Users } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { DetailPanel } from "../run/detail-panel.tsx";
import { Loaded } from "../run/list-states.tsx";
import { PageHead } from "../run/page-head.tsx";
import { type SimpleColumn, SimpleTable } from "../run/simple-table.tsx";
import { AddStaff } from "./add-staff.tsx";
import { RolesTable } from "./roles-table.tsx";
import { StaffDetail } from "./staff-detail.tsx";
import type { StaffSearch } from "./staff-search.ts";

const ALL = 500;

/** Who works here, and what each role may do. */
export function StaffScreen({ search }: { search: StaffSearch }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { role, status } = search;
  const staff = useQuery(
    api.identity.listAdmins.queryOptions({ limit: ALL, ...(role && { role }), ...(status && { status }) }),
  );
  const go = (next: StaffSearch) => void navigate({ to: "/staff", search: next });
  const { open, add, ...filters } = search;
  return (
    <>
      <PageHead
        title={t("staff.title")}
        text={t("staff.text")}
        actions={
          <Button variant="primary" onClick={() => go({ ...filters, add: true })}>
            <UserPlus aria-hidden /> {t("staff.add")}
          </Button>
        }
      />
      <StaffFilters search={filters} onChange={go} />
      <Card className="p-0">
        <Loaded query={staff}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState icon={Users} title={t("staff.none")} text={t("staff.noneText")} />
            ) : (
              <StaffTable staff={items} filters={filters} />
            )
          }
        </Loaded>
      </Card>
      <RolesTable />
      {add && <AddStaff onClose={() => go(filters)} />}
      {open !== undefined && (
        <DetailPanel
          title={staff.data?.items.find(({ id }) => id === open)?.fullName ?? t("staff.member")}
          page={{ to: "/staff/$adminId", params: { adminId: open } }}
          onClose={() => go(filters)}
        >
          <StaffDetail id={open} />
        </DetailPanel>
      )}
    </>
  );
}

function StaffFilters({ search, onChange }: { search: StaffSearch; onChange: (next: StaffSearch) => void }) {
  const { t } = useTranslation();
  const { role, status, ...rest } = search;
  return (
    <div className="flex flex-wrap gap-3 pb-3">
      <Field label={t("staff.role")} className="w-40">
        {(control) => (
          <Select
            {...control}
            value={role ?? ""}
            onChange={({ target }) => {
              const next = ADMIN_ROLES.find((each) => each === target.value);
              onChange({ ...rest, ...(status && { status }), ...(next && { role: next }) });
            }}
          >
            <option value="">{t("staff.anyRole")}</option>
            {ADMIN_ROLES.map((each) => (
              <option key={each} value={each}>
                {t(`staff.roles.${each}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t("staff.status")} className="w-40">
        {(control) => (
          <Select
            {...control}
            value={status ?? ""}
            onChange={({ target }) => {
              const next = ADMIN_STATUSES.find((each) => each === target.value);
              onChange({ ...rest, ...(role && { role }), ...(next && { status: next }) });
            }}
          >
            <option value="">{t("staff.anyStatus")}</option>
            {ADMIN_STATUSES.map((each) => (
              <option key={each} value={each}>
                {t(`staff.statuses.${each}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  );
}

function StaffTable({ staff, filters }: { staff: readonly Admin[]; filters: StaffSearch }) {
  const { t } = useTranslation();
  const columns: SimpleColumn<Admin>[] = [
    {
      name: "name",
      header: t("staff.name"),
      cell: ({ id, fullName, email }) => (
        <Link to="/staff" search={{ ...filters, open: id }} className="grid py-1 hover:underline">
          <span className="font-medium">{fullName}</span>
          <span className="text-muted-foreground">{email}</span>
        </Link>
      ),
    },
    { name: "role", header: t("staff.role"), cell: ({ role }) => t(`staff.roles.${role}`) },
    {
      name: "status",
      header: t("staff.status"),
      cell: ({ status, mustChangePassword }) => (
        <span className="flex gap-1">
          <Badge tone={status === "active" ? "positive" : "neutral"}>{t(`staff.statuses.${status}`)}</Badge>
          {mustChangePassword && <Badge tone="warning">{t("staff.firstPassword")}</Badge>}
        </span>
      ),
    },
    { name: "since", header: t("staff.since"), cell: ({ createdAt }) => <Moment at={createdAt} as="date" /> },
  ];
  return <SimpleTable label={t("staff.title")} rows={staff} columns={columns} keyOf={({ id }) => id} />;
}
