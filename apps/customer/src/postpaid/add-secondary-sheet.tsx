import { failureOf } from "@nexa/client";
import type { SecondaryNumber } from "@nexa/contracts";
import { Button } from "@nexa/ui/components/button.tsx";
import { Dialog } from "@nexa/ui/components/dialog.tsx";
import { Field } from "@nexa/ui/components/field.tsx";
import { Input } from "@nexa/ui/components/input.tsx";
import { PhoneInput } from "@nexa/ui/components/phone-input.tsx";
import { FormError } from "@nexa/ui/components/states.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { groupPhone } from "@nexa/ui/format/group-phone";
import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { refreshPostpaid } from "./refresh-postpaid.ts";
import { SecondaryCode } from "./secondary-code.tsx";

const MAX_LABEL = 50;

type Typed = { phoneNumber: string; label: string };

/** Asks a number to share the plan, and then for the code that its holder got. */
export function AddSecondarySheet({ activationId, onClose }: { activationId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const formId = useId();
  const [asked, setAsked] = useState<SecondaryNumber | null>(null);
  const form = useForm<Typed>({ defaultValues: { phoneNumber: "", label: "" } });
  const add = useMutation(
    api.postpaid.addSecondaryNumber.mutationOptions({
      onSuccess: ({ secondary }) => {
        void refreshPostpaid();
        if (secondary.status === "requested") return setAsked(secondary);
        toast.success(t("postpaid.joined", { phone: groupPhone(secondary.phoneNumber) }));
        onClose();
      },
    }),
  );
  const submit = form.handleSubmit(({ phoneNumber, label }) => {
    const named = label.trim();
    add.mutate({ activationId, phoneNumber, ...(named && { label: named }) });
  });
  if (asked) return <SecondaryCode secondary={asked} onClose={onClose} />;
  return (
    <Dialog
      isOpen
      shape="sheet"
      onClose={onClose}
      title={t("postpaid.addNumber")}
      description={t("postpaid.addText")}
      actions={
        <Button type="submit" form={formId} variant="primary" isBusy={add.isPending}>
          {t("postpaid.send")}
        </Button>
      }
    >
      <form id={formId} onSubmit={submit} className="grid gap-4 pt-2">
        <Field label={t("family.form.phone")}>
          {(control) => <PhoneInput {...control} required autoComplete="off" {...form.register("phoneNumber")} />}
        </Field>
        <Field label={t("postpaid.label")} hint={t("postpaid.labelHint")}>
          {(control) => <Input {...control} maxLength={MAX_LABEL} {...form.register("label")} />}
        </Field>
        <FormError failure={add.error ? failureOf(add.error) : null} />
      </form>
    </Dialog>
  );
}
