import { type ClientFailure, failureOf } from "@nexa/client";
import { PARTNER_SCOPES, type PartnerScope } from "@nexa/contracts/enums";
import { Button } from "@nexa/ui/components/button.tsx";
import { Dialog } from "@nexa/ui/components/dialog.tsx";
import { Field } from "@nexa/ui/components/field.tsx";
import { Input } from "@nexa/ui/components/input.tsx";
import { FormError } from "@nexa/ui/components/states.tsx";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { type UseFormReturn, useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { api } from "../app/api.ts";
import { fieldErrorsOf } from "../run/field-errors.ts";
import { OnceShown } from "../run/once-shown.tsx";

type Typed = { partnerName: string; label: string; scopes: PartnerScope[] };

/** Makes a key, and shows it the only time that it can be shown. */
export function AddApiKey({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const formId = useId();
  const queries = useQueryClient();
  const form = useForm<Typed>({ defaultValues: { scopes: [] } });
  const [failure, setFailure] = useState<ClientFailure | null>(null);
  const create = useMutation({
    ...api.partners.createApiKey.mutationOptions(),
    gcTime: 0,
    onSuccess: () => queries.invalidateQueries({ queryKey: api.partners.listApiKeys.pathKey() }),
    onError: (error) => setFailure(failureOf(error)),
  });
  const submit = form.handleSubmit((typed) => {
    setFailure(null);
    create.mutate(typed);
  });
  if (create.data) {
    const { key, apiKey } = create.data;
    return (
      <Dialog
        isOpen
        onClose={onClose}
        title={t("apiKeys.ready")}
        actions={
          <Button variant="primary" onClick={onClose}>
            {t("apiKeys.kept")}
          </Button>
        }
      >
        <OnceShown label={apiKey.label} hint={t("apiKeys.once")} value={key} />
      </Dialog>
    );
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("apiKeys.add")}
      actions={
        <>
          <Button onClick={onClose}>{t("run.cancel")}</Button>
          <Button type="submit" form={formId} variant="primary" isBusy={create.isPending}>
            {t("apiKeys.make")}
          </Button>
        </>
      }
    >
      <form id={formId} className="grid gap-4" onSubmit={submit}>
        <KeyFields form={form} failure={failure} />
        <FormError failure={failure} />
      </form>
    </Dialog>
  );
}

function KeyFields({ form, failure }: { form: UseFormReturn<Typed>; failure: ClientFailure | null }) {
  const { t } = useTranslation();
  const errors = fieldErrorsOf(failure);
  const scopeError = form.formState.errors.scopes && t("apiKeys.scopeNeeded");
  return (
    <>
      <Field label={t("apiKeys.partner")} hint={t("apiKeys.partnerHint")} error={errors.partnerName}>
        {(control) => <Input {...control} required maxLength={100} autoFocus {...form.register("partnerName")} />}
      </Field>
      <Field label={t("apiKeys.label")} hint={t("apiKeys.labelHint")} error={errors.label}>
        {(control) => <Input {...control} required maxLength={100} {...form.register("label")} />}
      </Field>
      <fieldset className="grid gap-1">
        <legend className="pb-1 font-medium text-sm">{t("apiKeys.scopes")}</legend>
        {PARTNER_SCOPES.map((scope) => (
          <label key={scope} className="flex items-start gap-3 rounded-control py-1.5 text-sm">
            <input
              type="checkbox"
              value={scope}
              className="mt-0.5 size-4 accent-brand"
              {...form.register("scopes", { validate: (chosen) => chosen.length > 0 })}
            />
            <span>
              <span className="block font-medium">{scope}</span>
              <span className="text-muted-foreground">{t(`apiKeys.about.${keyOf(scope)}`)}</span>
            </span>
          </label>
        ))}
        {scopeError && (
          <p role="alert" className="text-negative text-sm">
            {scopeError}
          </p>
        )}
      </fieldset>
    </>
  );
}

type ScopeKey<T extends string> = T extends `${infer A}:${infer B}` ? `${A}_${B}` : T;

function keyOf(scope: PartnerScope): ScopeKey<PartnerScope> {
  return scope.replace(":", "_") as ScopeKey<PartnerScope>;
}
