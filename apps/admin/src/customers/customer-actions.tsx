import type { CustomerDetail } from "@nexa/contracts";
import { Button } from "@nexa/ui/components/button.tsx";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../app/use-may.ts";
import { ChangeNumberDialog } from "./change-number-dialog.tsx";
import { EditCustomerDialog } from "./edit-customer-dialog.tsx";
import { NotifyDialog } from "./notify-dialog.tsx";
import { type ReasonedAction, ReasonedActionDialog } from "./status-actions.tsx";

type Action = ReasonedAction | "edit" | "changeNumber" | "notify";

/** What the role may do with this account now. A closed one stays as it is. */
export function CustomerActions({ customer }: { customer: CustomerDetail }) {
  const { t } = useTranslation();
  const mayWrite = useMay("customers.write");
  const maySend = useMay("notifications.send");
  const [action, setAction] = useState<Action | null>(null);
  const [isMore, setMore] = useState(false);
  if (customer.status === "closed" || !mayWrite) return null;
  const isActive = customer.status === "active";
  const first: Action[] = [isActive ? "suspend" : "reactivate", ...(maySend ? (["notify"] as const) : []), "edit"];
  const rest: Action[] = [
    ...(customer.status === "inactive" ? (["suspend"] as const) : []),
    ...(customer.status === "inactive" ? [] : (["deactivate"] as const)),
    ...(customer.sessionCount > 0 ? (["endSessions"] as const) : []),
    "sendReset",
    "changeNumber",
    "close",
  ];
  const button = (each: Action) => (
    <Button key={each} size="sm" variant={each === "close" ? "danger" : "secondary"} onClick={() => setAction(each)}>
      {t(`customers.actions.${each}`)}
    </Button>
  );
  return (
    <div className="flex flex-wrap gap-2">
      {first.map(button)}
      <Button size="sm" variant="quiet" aria-expanded={isMore} onClick={() => setMore(!isMore)}>
        {t("customers.actions.more")}
      </Button>
      {isMore && rest.map(button)}
      {action !== null && <ActionDialog {...{ action, customer }} onClose={() => setAction(null)} />}
    </div>
  );
}

function ActionDialog(props: { action: Action; customer: CustomerDetail; onClose: () => void }) {
  const { action, ...rest } = props;
  if (action === "edit") return <EditCustomerDialog {...rest} />;
  if (action === "changeNumber") return <ChangeNumberDialog {...rest} />;
  if (action === "notify") return <NotifyDialog {...rest} />;
  return <ReasonedActionDialog action={action} {...rest} />;
}
