import { failureOf } from "@nexa/client";
import type { CustomerDetail } from "@nexa/contracts";
import { Button } from "@nexa/ui/components/button.tsx";
import { Dialog } from "@nexa/ui/components/dialog.tsx";
import { Field } from "@nexa/ui/components/field.tsx";
import { Input, Textarea } from "@nexa/ui/components/input.tsx";
import { FormError } from "@nexa/ui/components/states.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";

type Typed = { title: string; text: string };

/** A message to this one customer. The key is the dialog's: pressed twice, it is sent once. */
export function NotifyDialog({ customer, onClose }: { customer: CustomerDetail; onClose: () => void }) {
  const { t } = useTranslation();
  const id = useId();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const form = useForm<Typed>();
  const send = useMutation(
    api.notifications.send.mutationOptions({
      onSuccess: () => {
        toast.success(t("customers.actions.notifyDone"));
        onClose();
      },
    }),
  );
  const submit = form.handleSubmit((typed) => send.mutate({ ...typed, customerIds: [customer.id], idempotencyKey }));
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("customers.actions.notifyTitle", { name: customer.fullName })}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel", { ns: "ui" })}</Button>
          <Button type="submit" form={id} variant="primary" isBusy={send.isPending}>
            {t("customers.actions.send")}
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={submit} className="grid gap-4 pt-2">
        <Field label={t("customers.actions.messageTitle")}>
          {(control) => <Input {...control} required maxLength={100} {...form.register("title")} />}
        </Field>
        <Field label={t("customers.actions.messageText")}>
          {(control) => <Textarea {...control} required maxLength={500} {...form.register("text")} />}
        </Field>
        <FormError failure={send.error ? failureOf(send.error) : null} />
      </form>
    </Dialog>
  );
}
