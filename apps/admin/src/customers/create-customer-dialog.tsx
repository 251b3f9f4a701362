import { toast } from "@nexa/ui/components/toaster.tsx";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { customerChanged } from "./customer-changed.ts";
import { CustomerFormDialog } from "./customer-form-dialog.tsx";

export function CreateCustomerDialog({ onClose, onDone }: { onClose: () => void; onDone: (id: string) => void }) {
  const { t } = useTranslation();
  const create = useMutation(
    api.customers.create.mutationOptions({
      onSuccess: ({ id }) => {
        customerChanged(id);
        toast.success(t("customers.create.done"));
        onDone(id);
      },
    }),
  );
  return (
    <CustomerFormDialog
      isNew
      title={t("customers.create.title")}
      text={t("customers.create.text")}
      submit={t("customers.create.submit")}
      defaults={{ phoneNumber: "", fullName: "", email: "", language: "en" }}
      isBusy={create.isPending}
      error={create.error}
      onClose={onClose}
      onSubmit={({ email, ...typed }) => create.mutate({ ...typed, ...(email.trim() && { email: email.trim() }) })}
    />
  );
}
