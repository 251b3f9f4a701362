import { type ClientFailure, failureOf } from "@nexa/client";
import type { ContentKind } from "@nexa/contracts/content-admin";
import type { Language } from "@nexa/contracts/enums";
import { Button } from "@nexa/ui/components/button.tsx";
import { FormError } from "@nexa/ui/components/states.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { type UseFormReturn, useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { api, queryClient } from "../app/api.ts";
import { allCategories, allPlans } from "../catalog/use-catalog.ts";
import { AreaField, CheckField, SelectField, TextField } from "../forms/form-fields.tsx";
import { showFieldErrors } from "../forms/server-errors.ts";
import { useOperator } from "../forms/use-operator.ts";
import type { ContentItem } from "./content-items.ts";
import { CONTENT_FIELD_NAMES, type ContentValues, contentValues, saveContent } from "./content-values.ts";
import { ExtraFields } from "./extra-fields.tsx";
import { ImageField } from "./image-field.tsx";

type Props = {
  kind: ContentKind;
  locale: Language;
  item: ContentItem | null;
  onChange: (values: ContentValues) => void;
  onDone: () => void;
};

/** Writes or changes a piece of content; every letter is told on, for the preview beside it. */
export function ContentForm({ kind, locale, item, onChange, onDone }: Props) {
  const { t } = useTranslation();
  const { timeZone } = useOperator();
  const form = useForm<ContentValues>({ defaultValues: contentValues(item, timeZone) });
  const [failure, setFailure] = useState<ClientFailure | null>(null);
  const { subscribe, getValues } = form;
  useEffect(() => {
    onChange(getValues());
    return subscribe({ formState: { values: true }, callback: ({ values }) => onChange(values) });
  }, [subscribe, getValues, onChange]);
  const submit = form.handleSubmit(async (values) => {
    setFailure(null);
    try {
      await saveContent({ kind, locale, item, values, timeZone });
      await queryClient.invalidateQueries({ queryKey: api.content.pathKey() });
      toast.success(t(values.isPublished ? "content.published" : "content.draftSaved"));
      onDone();
    } catch (error) {
      const refusal = failureOf(error);
      showFieldErrors(form, refusal, CONTENT_FIELD_NAMES);
      setFailure(refusal);
    }
  });
  return (
    <form onSubmit={submit} className="grid grid-cols-[minmax(0,1fr)] gap-4" noValidate>
      <TextField
        form={form}
        name="title"
        label={t(kind === "faq" ? "content.question" : "content.titleLabel")}
        maxLength={kind === "faq" ? 300 : 120}
        isRequired
      />
      <AreaField
        form={form}
        name="text"
        label={t(kind === "faq" ? "content.answer" : "content.text")}
        maxLength={kind === "faq" ? 5000 : 1000}
        rows={kind === "faq" ? 6 : 3}
        isRequired={kind === "faq"}
      />
      {kind === "faq" && (
        <TextField
          form={form}
          name="heading"
          label={t("content.heading")}
          hint={t("content.headingHint")}
          maxLength={60}
        />
      )}
      {kind !== "faq" && <TextField form={form} name="button" label={t("content.button")} maxLength={60} />}
      {kind === "header" && (
        <TextField form={form} name="link" label={t("content.link")} hint={t("content.linkHint")} />
      )}
      {kind === "carousel" && <CardFields form={form} />}
      <ImageField
        value={form.watch("imageUrl")}
        onChange={(imageUrl) => form.setValue("imageUrl", imageUrl, { shouldDirty: true })}
      />
      <Decisions form={form} kind={kind} />
      <ExtraFields form={form} />
      <FormError failure={failure} />
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{t("catalog.cancel")}</Button>
        <Button type="submit" variant="primary" isBusy={form.formState.isSubmitting}>
          {t(form.watch("isPublished") ? "content.publish" : "content.saveDraft")}
        </Button>
      </div>
    </form>
  );
}

/** When customers see it. */
function Decisions({ form, kind }: { form: UseFormReturn<ContentValues>; kind: ContentKind }) {
  const { t } = useTranslation();
  const { timeZone } = useOperator();
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField form={form} name="from" type="datetime-local" label={t("content.from")} hint={t("content.fromHint")} />
      <TextField
        form={form}
        name="until"
        type="datetime-local"
        label={t("content.until")}
        hint={t("forms.operatorTime", { timeZone })}
      />
      <CheckField
        form={form}
        name="isPublished"
        label={t("content.isPublished")}
        hint={t(kind === "header" ? "content.oneHeader" : "content.isPublishedHint")}
        className="sm:col-span-2"
      />
    </div>
  );
}

/** Where a card leads: a plan, a category or an address. */
function CardFields({ form }: { form: UseFormReturn<ContentValues> }) {
  const { t } = useTranslation();
  const target = form.watch("target");
  const plans = useQuery(allPlans);
  const categories = useQuery(allCategories);
  const choices = target === "plan" ? plans : categories;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField form={form} name="price" label={t("content.price")} hint={t("content.priceHint")} maxLength={60} />
      <SelectField form={form} name="target" label={t("content.target")}>
        {(["plan", "category", "link"] as const).map((each) => (
          <option key={each} value={each}>
            {t(`content.targets.${each}`)}
          </option>
        ))}
      </SelectField>
      {target === "link" ? (
        <TextField
          form={form}
          name="link"
          label={t("content.link")}
          hint={t("content.linkHint")}
          className="sm:col-span-2"
        />
      ) : (
        <SelectField
          key={`${target}-${choices.status}`}
          form={form}
          name={target === "plan" ? "planId" : "categoryId"}
          label={t(`content.targets.${target}`)}
          className="sm:col-span-2"
        >
          <option value="">{t("forms.none")}</option>
          {choices.data?.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
    </div>
  );
}
