import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { CustomerDetail } from "./customer-detail.tsx";
import type { CustomerTab } from "./customer-tabs.ts";

export function CustomerPage({ id, tab }: { id: string; tab: CustomerTab }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data } = useQuery(api.customers.get.queryOptions({ customerId: id }));
  return (
    <div className="grid max-w-4xl grid-cols-1 gap-4">
      <Link to="/customers" className="inline-flex items-center gap-1 text-muted-foreground text-sm hover:underline">
        <ArrowLeft aria-hidden className="size-4" />
        {t("people.back")}
      </Link>
      <h1 className="font-semibold text-xl">{data ? data.fullName || t("customers.erased") : t("customers.panel")}</h1>
      <CustomerDetail
        id={id}
        tab={tab}
        onTab={(next) =>
          void navigate({
            to: "/customers/$customerId",
            params: { customerId: id },
            search: { tab: next },
            replace: true,
          })
        }
      />
    </div>
  );
}
