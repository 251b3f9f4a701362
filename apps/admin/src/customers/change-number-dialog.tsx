import type { CustomerDetail } from "@nexa/contracts";
import { Field } from "@nexa/ui/components/field.tsx";
import { PhoneInput } from "@nexa/ui/components/phone-input.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { customerChanged } from "./customer-changed.ts";
import { ReasonDialog } from "./reason-dialog.tsx";

export function ChangeNumberDialog({ customer, onClose }: { customer: CustomerDetail; onClose: () => void }) {
  const { t } = useTranslation();
  const [phoneNumber, setPhoneNumber] = useState("");
  const change = useMutation(
    api.customers.changeNumber.mutationOptions({
      onSuccess: () => {
        customerChanged(customer.id);
        toast.success(t("customers.actions.changeNumberDone"));
        onClose();
      },
    }),
  );
  return (
    <ReasonDialog
      title={t("customers.actions.changeNumberTitle", { name: customer.fullName })}
      text={t("customers.actions.changeNumberText")}
      confirm={t("customers.actions.changeNumber")}
      isBusy={change.isPending}
      error={change.error}
      onClose={onClose}
      onConfirm={(reason) => change.mutate({ customerId: customer.id, phoneNumber, reason })}
    >
      <Field label={t("customers.actions.newNumber")}>
        {(control) => (
          <PhoneInput
            {...control}
            required
            autoComplete="off"
            value={phoneNumber}
            onChange={(event) => setPhoneNumber(event.target.value)}
          />
        )}
      </Field>
    </ReasonDialog>
  );
}
