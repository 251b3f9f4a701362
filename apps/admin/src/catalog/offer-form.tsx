import { type ClientFailure, failureOf } from "@nexa/client";
import type { StaffOffer } from "@nexa/contracts/offers";
import { Button } from "@nexa/ui/components/button.tsx";
import { FormError } from "@nexa/ui/components/states.tsx";
import { toast } from "@nexa/ui/components/toaster.tsx";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type UseFormReturn, useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import { client } from "../app/api.ts";
import { changedFields } from "../forms/changed-fields.ts";
import { AreaField, NumberField, SelectField, TextField } from "../forms/form-fields.tsx";
import { showFieldErrors } from "../forms/server-errors.ts";
import { useOperator } from "../forms/use-operator.ts";
import { OfferPreview } from "./offer-preview.tsx";
import {
  DISCOUNT_WAYS,
  discountOf,
  OFFER_FIELD_NAMES,
  type OfferValues,
  offerFields,
  offerValues,
} from "./offer-values.ts";
import { allPlans, invalidateCatalog } from "./use-catalog.ts";

type Operator = { currency: string; timeZone: string };

async function saveOffer(offer: StaffOffer | null, before: OfferValues, after: OfferValues, operator: Operator) {
  const discount = discountOf(after, operator.currency);
  const fields = offerFields(after, operator);
  if (offer === null) {
    const { description, ...rest } = fields;
    const input = { planId: after.planId, ...rest, ...(description !== null && { description }) };
    if (discount && "discountedPriceMinor" in discount) {
      return client.catalog.createOffer.mutate({ ...input, ...discount });
    }
    return client.catalog.createOfferWithDiscount.mutate({ ...input, ...discount });
  }
  const changes = {
    ...changedFields(offerFields(before, operator), fields),
    ...((before.way !== after.way || before.worth !== after.worth) && discount),
  };
  if (Object.keys(changes).length === 0) return offer;
  return client.catalog.updateOffer.mutate({ offerId: offer.id, ...changes });
}

/** Makes or changes an offer; what customers would pay is seen before anything is saved. */
export function OfferForm(props: {
  offer: StaffOffer | null;
  onDone: (offer: StaffOffer) => void;
  onCancel: () => void;
}) {
  const { t } = useTranslation();
  const { offer } = props;
  const operator = useOperator();
  const [before] = useState(() => offerValues(offer, operator));
  const form = useForm<OfferValues>({ defaultValues: before });
  const [failure, setFailure] = useState<ClientFailure | null>(null);
  const submit = form.handleSubmit(async (values) => {
    setFailure(null);
    try {
      const saved = await saveOffer(offer, before, values, operator);
      await invalidateCatalog();
      toast.success(t(offer ? "catalog.offers.changed" : "catalog.offers.created", { name: saved.name }));
      props.onDone(saved);
    } catch (error) {
      const refusal = failureOf(error);
      showFieldErrors(form, refusal, OFFER_FIELD_NAMES);
      setFailure(refusal);
    }
  });
  return (
    <form onSubmit={submit} className="grid gap-4" noValidate>
      <OfferFieldset form={form} isNew={offer === null} />
      <OfferPreview values={form.watch()} offerId={offer?.id ?? null} />
      <FormError failure={failure} />
      <div className="flex justify-end gap-2">
        <Button onClick={props.onCancel}>{t("catalog.cancel")}</Button>
        <Button type="submit" variant="primary" isBusy={form.formState.isSubmitting}>
          {t(offer ? "forms.save" : "catalog.offers.create")}
        </Button>
      </div>
    </form>
  );
}

function OfferFieldset({ form, isNew }: { form: UseFormReturn<OfferValues>; isNew: boolean }) {
  const { t } = useTranslation();
  const { currency, timeZone } = useOperator();
  const plans = useQuery(allPlans);
  const way = form.watch("way");
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {isNew && (
        <SelectField
          form={form}
          name="planId"
          label={t("catalog.offers.plan")}
          isRequired
          className="sm:col-span-2"
          key={plans.status}
        >
          <option value="">{t("catalog.offers.choosePlan")}</option>
          {plans.data?.map((plan) => (
            <option key={plan.id} value={plan.id}>
              {plan.name}
            </option>
          ))}
        </SelectField>
      )}
      <TextField
        form={form}
        name="name"
        label={t("catalog.offers.name")}
        maxLength={100}
        isRequired
        className="sm:col-span-2"
      />
      <SelectField form={form} name="way" label={t("catalog.offers.way")}>
        {DISCOUNT_WAYS.map((each) => (
          <option key={each} value={each}>
            {t(`catalog.offers.ways.${each}`)}
          </option>
        ))}
      </SelectField>
      <NumberField
        form={form}
        name="worth"
        label={t(`catalog.offers.worth.${way}`)}
        unit={way === "percent" ? "%" : currency}
        min={0.01}
        {...(way === "percent" && { max: 99.99 })}
        isRequired
      />
      <TextField form={form} name="from" type="datetime-local" label={t("catalog.offers.from")} isRequired />
      <TextField
        form={form}
        name="until"
        type="datetime-local"
        label={t("catalog.offers.until")}
        hint={t("forms.operatorTime", { timeZone })}
        isRequired
      />
      <AreaField
        form={form}
        name="description"
        label={t("catalog.offers.description")}
        hint={t("forms.optional")}
        maxLength={1000}
        rows={2}
        className="sm:col-span-2"
      />
    </div>
  );
}
