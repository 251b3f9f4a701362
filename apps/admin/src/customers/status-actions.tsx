import type { CustomerDetail } from "@nexa/contracts";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { groupPhone } from "@nexa/ui/format/group-phone";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { customerChanged } from "./customer-changed.ts";
import { ReasonDialog } from "./reason-dialog.tsx";

/** What needs nothing but a reason. */
export type ReasonedAction = "suspend" | "deactivate" | "reactivate" | "endSessions" | "sendReset" | "close";
const DANGEROUS: readonly ReasonedAction[] = ["suspend", "close"];

/** Asks for the reason, does it, and says what was done. */
export function ReasonedActionDialog(props: { action: ReasonedAction; customer: CustomerDetail; onClose: () => void }) {
  const { t } = useTranslation();
  const { action, customer, onClose } = props;
  const customerId = customer.id;
  const done = (message: string) => () => {
    customerChanged(customerId);
    toast.success(message);
    onClose();
  };
  const suspend = useMutation(
    api.customers.suspend.mutationOptions({ onSuccess: done(t("customers.actions.suspendDone")) }),
  );
  const deactivate = useMutation(
    api.customers.deactivate.mutationOptions({ onSuccess: done(t("customers.actions.deactivateDone")) }),
  );
  const reactivate = useMutation(
    api.customers.reactivate.mutationOptions({ onSuccess: done(t("customers.actions.reactivateDone")) }),
  );
  const close = useMutation(api.customers.close.mutationOptions({ onSuccess: done(t("customers.actions.closeDone")) }));
  const sendReset = useMutation(
    api.customers.sendReset.mutationOptions({ onSuccess: done(t("customers.actions.sendResetDone")) }),
  );
  const endSessions = useMutation(
    api.customers.endSessions.mutationOptions({
      onSuccess: ({ endedCount }) => done(t("customers.actions.endSessionsDone", { count: endedCount }))(),
    }),
  );
  const mutation = { suspend, deactivate, reactivate, close, sendReset, endSessions }[action];
  const name = customer.fullName || t("customers.erased");
  const isOptional = action === "sendReset";
  return (
    <ReasonDialog
      title={t(`customers.actions.${action}Title`, { name })}
      text={t(`customers.actions.${action}Text`, { phone: groupPhone(customer.phoneNumber ?? "") })}
      confirm={t(`customers.actions.${action}`)}
      isDangerous={DANGEROUS.includes(action)}
      isOptional={isOptional}
      isBusy={mutation.isPending}
      error={mutation.error}
      onClose={onClose}
      onConfirm={(reason) =>
        isOptional && reason === "" ? sendReset.mutate({ customerId }) : mutation.mutate({ customerId, reason })
      }
    />
  );
}
