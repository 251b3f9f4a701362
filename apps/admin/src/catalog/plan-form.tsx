import { type ClientFailure, failureOf } from "@nexa/client";
import type { StaffPlan } from "@nexa/contracts/catalog";
import { PLAN_TYPES } from "@nexa/contracts/enums";
import { Button } from "@nexa/ui/components/button.tsx";
import { FormError } from "@nexa/ui/components/states.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type UseFormReturn, useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { client } from "../app/api.ts";
import { numberOf } from "../forms/amounts.ts";
import { changedFields, withoutNulls } from "../forms/changed-fields.ts";
import { AreaField, CheckField, NumberField, SelectField, TextField } from "../forms/form-fields.tsx";
import { showFieldErrors } from "../forms/server-errors.ts";
import { useOperator } from "../forms/use-operator.ts";
import { PLAN_FIELD_NAMES, type PlanFields, type PlanValues, planFields, planValues } from "./plan-values.ts";
import { allCategories, invalidateCatalog } from "./use-catalog.ts";

async function savePlan(plan: StaffPlan | null, before: PlanFields, after: PlanFields): Promise<StaffPlan> {
  if (plan === null) return client.catalog.createPlan.mutate(withoutNulls(after));
  const changes = changedFields(before, after);
  if (Object.keys(changes).length === 0) return plan;
  return client.catalog.updatePlan.mutate({ planId: plan.id, ...changes });
}

/** Creates a plan, or changes what was changed of one. What was sold keeps its terms, which the form says. */
export function PlanForm(props: { plan: StaffPlan | null; onDone: (plan: StaffPlan) => void; onCancel: () => void }) {
  const { t } = useTranslation();
  const { plan } = props;
  const { currency } = useOperator();
  const [before] = useState(() => planValues(plan, currency));
  const form = useForm<PlanValues>({ defaultValues: before });
  const [failure, setFailure] = useState<ClientFailure | null>(null);
  const submit = form.handleSubmit(async (values) => {
    setFailure(null);
    try {
      const saved = await savePlan(plan, planFields(before, currency), planFields(values, currency));
      await invalidateCatalog();
      toast.success(t(plan ? "catalog.plan.changed" : "catalog.plan.created", { name: saved.name }));
      props.onDone(saved);
    } catch (error) {
      const refusal = failureOf(error);
      showFieldErrors(form, refusal, PLAN_FIELD_NAMES);
      setFailure(refusal);
    }
  });
  return (
    <form onSubmit={submit} className="grid gap-4" noValidate>
      {plan && <p className="text-muted-foreground text-sm">{t("catalog.plan.soldKeeps")}</p>}
      <PlanFieldset form={form} />
      <FormError failure={failure} />
      <div className="flex justify-end gap-2">
        <Button onClick={props.onCancel}>{t("catalog.cancel")}</Button>
        <Button type="submit" variant="primary" isBusy={form.formState.isSubmitting}>
          {t(plan ? "forms.save" : "catalog.plan.create")}
        </Button>
      </div>
    </form>
  );
}

function PlanFieldset({ form }: { form: UseFormReturn<PlanValues> }) {
  const { t } = useTranslation();
  const { currency } = useOperator();
  const categories = useQuery(allCategories);
  const isPostpaid = form.watch("type") === "postpaid";
  const allowance = numberOf(form.watch("dataGb"));
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField form={form} name="name" label={t("catalog.plan.name")} maxLength={100} isRequired />
      <SelectField form={form} name="categoryId" label={t("catalog.plan.category")} isRequired key={categories.status}>
        <option value="">{t("catalog.plan.chooseCategory")}</option>
        {categories.data?.map((category) => (
          <option key={category.id} value={category.id}>
            {category.name}
          </option>
        ))}
      </SelectField>
      <SelectField form={form} name="type" label={t("catalog.plan.type")}>
        {PLAN_TYPES.map((type) => (
          <option key={type} value={type}>
            {t(`catalog.types.${type}`)}
          </option>
        ))}
      </SelectField>
      <CheckField form={form} name="isTopup" label={t("catalog.plan.isTopup")} hint={t("catalog.plan.isTopupHint")} />
      <NumberField form={form} name="price" label={t("catalog.plan.price")} unit={currency} min={0.01} isRequired />
      <NumberField
        form={form}
        name="validityDays"
        label={t("catalog.plan.validity")}
        unit={t("catalog.units.days")}
        min={1}
        max={3650}
        isWhole
        isRequired
      />
      <NumberField
        form={form}
        name="dataGb"
        label={t("catalog.plan.data")}
        unit="GB"
        hint={t("catalog.plan.dataHint")}
      />
      <NumberField
        form={form}
        name="dailyGb"
        label={t("catalog.plan.daily")}
        unit="GB"
        hint={t("catalog.plan.dailyHint")}
        {...(allowance !== null && Number.isFinite(allowance) && { max: allowance })}
      />
      <NumberField
        form={form}
        name="talktime"
        label={t("catalog.plan.talktime")}
        unit={t("catalog.units.min")}
        isWhole
      />
      <NumberField form={form} name="sms" label={t("catalog.plan.sms")} isWhole />
      {isPostpaid && (
        <>
          <NumberField form={form} name="maxSecondary" label={t("catalog.plan.secondary")} max={50} isWhole />
          <NumberField form={form} name="overage" label={t("catalog.plan.overage")} unit={currency} />
        </>
      )}
      <AreaField
        form={form}
        name="description"
        label={t("catalog.plan.description")}
        maxLength={2000}
        rows={3}
        isRequired
        className="sm:col-span-2"
      />
      <AreaField
        form={form}
        name="benefits"
        label={t("catalog.plan.benefits")}
        hint={t("catalog.plan.benefitsHint")}
        rows={4}
        className="sm:col-span-2"
      />
      <CheckField form={form} name="isFeatured" label={t("catalog.plan.isFeatured")} className="sm:col-span-2" />
    </div>
  );
}
