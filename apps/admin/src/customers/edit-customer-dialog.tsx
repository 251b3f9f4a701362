import type { CustomerDetail } from "@nexa/contracts";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { customerChanged } from "./customer-changed.ts";
import { CustomerFormDialog } from "./customer-form-dialog.tsx";

export function EditCustomerDialog({ customer, onClose }: { customer: CustomerDetail; onClose: () => void }) {
  const { t } = useTranslation();
  const update = useMutation(
    api.customers.update.mutationOptions({
      onSuccess: () => {
        customerChanged(customer.id);
        toast.success(t("customers.actions.editDone"));
        onClose();
      },
    }),
  );
  const { fullName, language } = customer;
  return (
    <CustomerFormDialog
      isNew={false}
      title={t("customers.actions.edit")}
      submit={t("customers.actions.save")}
      defaults={{ phoneNumber: "", fullName, language, email: customer.email ?? "" }}
      isBusy={update.isPending}
      error={update.error}
      onClose={onClose}
      onSubmit={(typed) => {
        const email = typed.email.trim() || null;
        update.mutate({
          customerId: customer.id,
          ...(typed.fullName !== fullName && { fullName: typed.fullName }),
          ...(typed.language !== language && { language: typed.language }),
          ...(email !== customer.email && { email }),
        });
      }}
    />
  );
}
