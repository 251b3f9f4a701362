import { failureOf } from "@nexa/client";
import { LANGUAGES, type Language } from "@nexa/contracts/enums";
import { Button } from "@nexa/ui/components/button.tsx";
import { Dialog } from "@nexa/ui/components/dialog.tsx";
import { Field } from "@nexa/ui/components/field.tsx";
import { Input } from "@nexa/ui/components/input.tsx";
import { PhoneInput } from "@nexa/ui/components/phone-input.tsx";
import { Select } from "@nexa/ui/components/select.tsx";
import { FormError } from "@nexa/ui/components/states.tsx";
import { useId } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";

export type TypedCustomer = { phoneNumber: string; fullName: string; email: string; language: Language };

/** What staff type of a customer: of a new one the number too. */
export function CustomerFormDialog(props: {
  title: string;
  text?: string;
  submit: string;
  isNew: boolean;
  defaults: TypedCustomer;
  isBusy: boolean;
  error: unknown;
  onClose: () => void;
  onSubmit: (typed: TypedCustomer) => void;
}) {
  const { t } = useTranslation();
  const id = useId();
  const form = useForm<TypedCustomer>({ defaultValues: props.defaults });
  return (
    <Dialog
      isOpen
      onClose={props.onClose}
      title={props.title}
      description={props.text}
      actions={
        <>
          <Button onClick={props.onClose}>{t("cancel", { ns: "ui" })}</Button>
          <Button type="submit" form={id} variant="primary" isBusy={props.isBusy}>
            {props.submit}
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={form.handleSubmit(props.onSubmit)} className="grid gap-4 pt-2">
        {props.isNew && (
          <Field label={t("customers.create.phone")}>
            {(control) => <PhoneInput {...control} required autoComplete="off" {...form.register("phoneNumber")} />}
          </Field>
        )}
        <Field label={t("customers.create.fullName")}>
          {(control) => (
            <Input {...control} required maxLength={100} autoComplete="off" {...form.register("fullName")} />
          )}
        </Field>
        <Field label={t("customers.create.email")}>
          {(control) => <Input {...control} type="email" autoComplete="off" {...form.register("email")} />}
        </Field>
        <Field label={t("customers.create.language")}>
          {(control) => (
            <Select {...control} {...form.register("language")}>
              {LANGUAGES.map((language) => (
                <option key={language} value={language}>
                  {t(`people.language.${language}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <FormError failure={props.error ? failureOf(props.error) : null} />
      </form>
    </Dialog>
  );
}
