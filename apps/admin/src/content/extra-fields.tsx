import { EXTRA_MAX_KEYS } from "@nexa/contracts/content-admin";
import { Button } from "@nexa/ui/components/button.tsx";
import { Plus, X } from "lucide-react";
import { type UseFormReturn, useFieldArray } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { TextField } from "../forms/form-fields.tsx";
import type { ContentValues } from "./content-values.ts";
import { areNamed, EMPTY_ROW } from "./extra-rows.ts";

/** Fields of the operator's own, for apps that know them: a name and a value each. */
export function ExtraFields({ form }: { form: UseFormReturn<ContentValues> }) {
  const { t } = useTranslation();
  const { fields, append, remove } = useFieldArray({
    control: form.control,
    name: "extra",
    rules: { validate: (rows) => areNamed(rows) || t("content.extraRule") },
  });
  const { extra } = form.formState.errors;
  const error = extra?.root?.message ?? extra?.message;
  return (
    <fieldset className="grid gap-3">
      <legend className="font-medium text-sm">{t("content.extra")}</legend>
      <p className="text-muted-foreground text-sm">{t("content.extraHint")}</p>
      {fields.map(({ id, key }, index) => (
        <div key={id} className="grid grid-cols-[minmax(0,1fr)_minmax(0,2fr)_auto] items-end gap-2">
          <TextField form={form} name={`extra.${index}.key`} label={t("content.extraKey")} maxLength={40} />
          <TextField form={form} name={`extra.${index}.value`} label={t("content.extraValue")} />
          <Button
            size="icon"
            variant="quiet"
            aria-label={t("content.removeExtra", { name: key || index + 1 })}
            onClick={() => remove(index)}
          >
            <X aria-hidden />
          </Button>
        </div>
      ))}
      {error && (
        <p role="alert" className="text-negative text-sm">
          {error}
        </p>
      )}
      {fields.length < EXTRA_MAX_KEYS && (
        <Button size="sm" className="justify-self-start" onClick={() => append(EMPTY_ROW)}>
          <Plus aria-hidden />
          {t("content.addExtra")}
        </Button>
      )}
    </fieldset>
  );
}
