import { Button } from "@nexa/ui/components/button.tsx";
import { Dialog } from "@nexa/ui/components/dialog.tsx";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ExternalLink } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { CustomerDetail } from "./customer-detail.tsx";
import type { CustomerTab } from "./customer-tabs.ts";

/** A customer beside the list. */
export function CustomerPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation();
  const [tab, setTab] = useState<CustomerTab>("timeline");
  const { data } = useQuery(api.customers.get.queryOptions({ customerId: id }));
  return (
    <Dialog
      shape="panel"
      className="sm:max-w-2xl"
      isOpen
      onClose={onClose}
      title={data ? data.fullName || t("customers.erased") : t("customers.panel")}
      actions={
        <Button asChild>
          <Link to="/customers/$customerId" params={{ customerId: id }} search={{ tab }}>
            <ExternalLink />
            {t("people.openPage")}
          </Link>
        </Button>
      }
    >
      <CustomerDetail key={id} id={id} tab={tab} onTab={setTab} />
    </Dialog>
  );
}
