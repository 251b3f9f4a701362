import type { Admin } from "@nexa/contracts";
import { Badge } from "@nexa/ui/components/badge.tsx";
import { Skeleton } from "@nexa/ui/components/skeleton.tsx";
import { EmptyState } from "@nexa/ui/components/states.tsx";
import { Moment } from "@nexa/ui/format/display.tsx";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { useStaff } from "../app/use-staff.ts";
import { Fact, Facts } from "../run/facts.tsx";
import { Loaded } from "../run/list-states.tsx";
import { EditStaff } from "./edit-staff.tsx";
import { ResetLink } from "./reset-link.tsx";
import { StaffStatus } from "./staff-status.tsx";

/** One member of staff: name, role, access. */
export function StaffDetail({ id }: { id: string }) {
  const { t } = useTranslation();
  const staff = useQuery(api.identity.listAdmins.queryOptions({ limit: 500 }));
  return (
    <Loaded query={staff} skeleton={<Skeleton className="h-48" />}>
      {({ items }) => {
        const admin = items.find((each) => each.id === id);
        return admin ? <Detail admin={admin} /> : <EmptyState title={t("staff.unknown")} />;
      }}
    </Loaded>
  );
}

function Detail({ admin }: { admin: Admin }) {
  const { t } = useTranslation();
  const me = useStaff();
  return (
    <div className="grid gap-6">
      <Facts>
        <Fact label={t("staff.email")}>{admin.email}</Fact>
        <Fact label={t("staff.status")}>
          <Badge tone={admin.status === "active" ? "positive" : "neutral"}>{t(`staff.statuses.${admin.status}`)}</Badge>
        </Fact>
        <Fact label={t("staff.since")}>
          <Moment at={admin.createdAt} />
        </Fact>
        <Fact label={t("staff.activity")}>
          <Link
            to="/audit"
            search={{ actorKind: "admin", actorId: admin.id }}
            className="text-brand-strong hover:underline"
          >
            {t("staff.seeActivity")}
          </Link>
        </Fact>
      </Facts>
      <EditStaff key={admin.id} admin={admin} />
      {admin.id !== me.id && (
        <section className="grid gap-3 border-t pt-4">
          <h2 className="font-medium">{t("staff.access")}</h2>
          <ResetLink admin={admin} />
          <StaffStatus admin={admin} />
        </section>
      )}
    </div>
  );
}
