import { failureOf } from "@nexa/client";
import type { LinkedAccount } from "@nexa/contracts";
import { LINK_RELATIONSHIPS, type LinkRelationship } from "@nexa/contracts/enums";
import { Button } from "@nexa/ui/components/button.tsx";
import { Dialog } from "@nexa/ui/components/dialog.tsx";
import { Field } from "@nexa/ui/components/field.tsx";
import { Input } from "@nexa/ui/components/input.tsx";
import { PhoneInput } from "@nexa/ui/components/phone-input.tsx";
import { Select } from "@nexa/ui/components/select.tsx";
import { FormError } from "@nexa/ui/components/states.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { LinkCode } from "./link-card.tsx";
import { refreshLinks } from "./links.ts";

const MAX_LABEL = 50;

type Typed = { phoneNumber: string; label: string; relationship: LinkRelationship };

/** Asks for the number, and then for the code that its holder got. */
export function AddLinkSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const formId = useId();
  const [asked, setAsked] = useState<LinkedAccount | null>(null);
  const form = useForm<Typed>({ defaultValues: { phoneNumber: "", label: "", relationship: "parent" } });
  const add = useMutation(
    api.linkedAccounts.add.mutationOptions({
      onSuccess: ({ linkedAccount }) => {
        refreshLinks();
        if (linkedAccount.status === "requested") return setAsked(linkedAccount);
        toast.success(t("family.form.done", { label: linkedAccount.label }));
        onClose();
      },
    }),
  );
  if (asked) return <LinkCode link={asked} onClose={onClose} />;
  return (
    <Dialog
      isOpen
      shape="sheet"
      onClose={onClose}
      title={t("family.add")}
      description={t("family.form.explain")}
      actions={
        <Button type="submit" form={formId} variant="primary" isBusy={add.isPending}>
          {t("family.form.submit")}
        </Button>
      }
    >
      <form id={formId} onSubmit={form.handleSubmit((typed) => add.mutate(typed))} className="grid gap-4 pt-2">
        <Field label={t("family.form.phone")}>
          {(control) => <PhoneInput {...control} required autoComplete="off" {...form.register("phoneNumber")} />}
        </Field>
        <Field label={t("family.form.label")} hint={t("family.form.labelHint")}>
          {(control) => <Input {...control} required maxLength={MAX_LABEL} {...form.register("label")} />}
        </Field>
        <Field label={t("family.form.relationship")}>
          {(control) => (
            <Select {...control} {...form.register("relationship")}>
              {LINK_RELATIONSHIPS.map((each) => (
                <option key={each} value={each}>
                  {t(`family.relationship.${each}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <FormError failure={add.error ? failureOf(add.error) : null} />
      </form>
    </Dialog>
  );
}
